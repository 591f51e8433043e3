// What may be written about a member. In: what somebody wrote. Out: it, in the form in which it is kept, or null.

const EMAIL = /^[^\s@<>()[\]\\,;:"]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,180}[a-z0-9])?$/;
const LONGEST_NAME = 200;

/** An address of electronic mail, in lower case; null when it is none. */
export function normalEmail(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const email = value.normalize("NFC").trim().toLowerCase();
  return EMAIL.test(email) && !/\p{C}/u.test(email) ? email : null;
}

/** A name of 1 to 200 characters; null when it is none. Characters that do not show, or that reverse others, go. */
export function normalName(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const name = value.toWellFormed().normalize("NFC").replaceAll(/\p{C}/gu, "").trim();
  return name === "" || name.length > LONGEST_NAME ? null : name;
}
