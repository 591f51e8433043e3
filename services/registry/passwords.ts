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

/** Too many passwords wait to be looked at: whoever has this one should come again. */
export class PasswordsBusy extends Error {
  override readonly name = "PasswordsBusy";
  /** What the server answers. */
  readonly statusCode = 503;
}

/** Two of the four threads that names and files also need: passwords that are tried in masses hold up nothing else. */
const AT_ONCE = 2;
const MOST_WAITING = 64;
const waiting: Array<() => void> = [];
let running = 0;

/** Keyboards differ in how they write accents: NFKC. */
async function derive(password: string, nonce: Buffer): Promise<Buffer> {
  if (running >= AT_ONCE) await waitForTurn();
  else running++;
  try {
    const parameters = { ...PARAMETERS, message: password.normalize("NFKC"), nonce };
    return await new Promise<Buffer>((resolve, reject) => {
      argon2("argon2id", parameters, (error, tag) => (error === null ? resolve(tag) : reject(error)));
    });
  } finally {
    const next = waiting.shift();
    if (next === undefined) running--;
    else next(); // takes the place over
  }
}

function waitForTurn(): Promise<void> {
  if (waiting.length >= MOST_WAITING) throw new PasswordsBusy("Too many passwords wait to be looked at.");
  return new Promise((resolve) => waiting.push(resolve));
}
