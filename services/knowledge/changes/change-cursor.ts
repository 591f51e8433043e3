// Cursors of the hub's change feed: base64url of JSON `[epoch, position]`. In: a place, or a reader's string. Out: the
// string, or the place. The epoch says which database counted: another one's numbers mean nothing.
import { badInput, CodedError } from "../../../schema/errors.js";

export interface ChangePlace {
  readonly epoch: string;
  readonly position: bigint;
}

/** The cursor of a place. */
export function encodeChangeCursor({ epoch, position }: ChangePlace): string {
  return Buffer.from(JSON.stringify([epoch, String(position)])).toString("base64url");
}

const CURSOR = /^\["([0-9a-f-]{36})","(\d{1,18})"\]$/;

/** The place of a cursor. Throws `BAD_USER_INPUT` for what is none. */
export function decodeChangeCursor(cursor: string): ChangePlace {
  const text = Buffer.from(cursor.slice(0, 200), "base64url").toString("utf8");
  const [, epoch, position] = CURSOR.exec(text) ?? [];
  if (epoch === undefined || position === undefined) throw badInput("after", "a cursor of record changes", cursor);
  return { epoch, position: BigInt(position) };
}

/** The changes after a cursor are no longer kept. */
export function cursorExpired(): CodedError {
  return new CodedError(
    "CURSOR_EXPIRED",
    "The changes after this cursor are no longer kept: take everything anew and go on from the cursor you get then.",
  );
}
