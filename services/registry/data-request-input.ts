// What somebody asks for, checked by its form alone: whether the hub knows whom it is about is told to nobody. In: what
// was written. Out: it, in the form in which it is kept, or `BAD_USER_INPUT`.
import { cleanText } from "../../schema/clean-text.js";
import { badInput } from "../../schema/errors.js";
import { HUB_KEY, ownerOf, parseRecordId } from "../../schema/record-id.js";
import { normalEmail } from "./member-input.js";

export const KINDS = ["CORRECT", "ERASE", "ACCESS", "OBJECT"] as const;
export type DataRequestKind = (typeof KINDS)[number];
export type DataRequestOutcome = "CORRECTED" | "ERASED" | "DISCLOSED" | "REFUSED";

/** `DataRequestInput`, as GraphQL coerced it. */
export interface DataRequestWish {
  readonly subject: string;
  readonly kind: DataRequestKind;
  readonly text: string;
  readonly replyTo: string;
}

const LONGEST_TEXT = 5_000;
const LONGEST_NOTE = 2_000;

/** Checks a request. Throws `BAD_USER_INPUT`; what was written is in no message. */
export function readDataRequest({ subject, kind, text, replyTo }: DataRequestWish): DataRequestWish {
  if (parseRecordId(subject) === null || ownerOf(subject) === HUB_KEY)
    throw badInput("subject", "the id of a record, like partner:person:42", "another text");
  const clean = cleanText(text).trim();
  if (clean.length > LONGEST_TEXT) throw badInput("text", `at most ${LONGEST_TEXT} characters`, `${clean.length}`);
  const email = normalEmail(replyTo);
  if (email === null) throw badInput("replyTo", "an address of electronic mail, like name@example.org", "another text");
  return { subject, kind, text: clean, replyTo: email };
}

const OUTCOMES: Readonly<Record<DataRequestKind, readonly DataRequestOutcome[]>> = {
  CORRECT: ["CORRECTED", "REFUSED"],
  ERASE: ["ERASED", "REFUSED"],
  ACCESS: ["DISCLOSED", "REFUSED"],
  OBJECT: ["ERASED", "REFUSED"],
};

/** Checks what a request of a kind is to come to. A refusal says why. Throws `BAD_USER_INPUT`. */
export function readOutcome(kind: DataRequestKind, outcome: DataRequestOutcome, note: string | null): string | null {
  const allowed = OUTCOMES[kind];
  if (!allowed.includes(outcome)) throw badInput("outcome", `${allowed.join(" or ")} for ${kind}`, outcome);
  const clean = note === null ? "" : cleanText(note).trim();
  if (clean.length > LONGEST_NOTE) throw badInput("note", `at most ${LONGEST_NOTE} characters`, `${clean.length}`);
  if (outcome === "REFUSED" && clean === "") throw badInput("note", "why it is refused, for whoever has asked", note);
  return clean === "" ? null : clean;
}
