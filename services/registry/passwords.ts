// Passwords. In: a password. Out: what is stored of it (argon2id: RFC 9106, with the memory and passes that OWASP
// recommends), and whether a password is the one. Where there is nothing to compare with, the same work is done.
import { argon2, randomBytes, timingSafeEqual } from "node:crypto";

const PARAMETERS = { parallelism: 1, memory: 19 * 1024, passes: 2, tagLength: 32 } as const;
const SHORTEST = 12;
const LONGEST = 256;
const STORED = /^argon2id\$19456\$2\$1\$([\w-]{22})\$([\w-]{43})$/;

/** Whether a password may be chosen: 12 to 256 characters, and not the account's own address. */
export function isUsablePassword(password: string, email: string): boolean {
  const length = [...password].length;
  return length >= SHORTEST && length <= LONGEST && password.trim().toLowerCase() !== email.toLowerCase();
}

/** What is stored: `argon2id$<KiB>$<passes>$<lanes>$<salt>$<tag>`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await derive(password, salt);
  const { memory, passes, parallelism } = PARAMETERS;
  return `argon2id$${memory}$${passes}$${parallelism}$${salt.toString("base64url")}$${tag.toString("base64url")}`;
}

/** Whether a password is the one that is stored; false, as late, when none is. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const [, salt, tag] = STORED.exec(stored ?? "") ?? [];
  const derived = await derive(
    password.slice(0, LONGEST * 2),
    Buffer.from(salt ?? "AAAAAAAAAAAAAAAAAAAAAA", "base64url"),
  );
  const expected = tag === undefined ? Buffer.alloc(PARAMETERS.tagLength) : Buffer.from(tag, "base64url");
  return timingSafeEqual(derived, expected) && tag !== undefined;
}

/** Keyboards differ in how they write accents: NFKC. */
function derive(password: string, nonce: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2("argon2id", { ...PARAMETERS, message: password.normalize("NFKC"), nonce }, (error, tag) =>
      error === null ? resolve(tag) : reject(error),
    );
  });
}
