// Cursors of the hub's change feed: base64url of JSON `[epoch, token]`. In: a place, or a reader's string. Out: the
// string, or the place. The epoch says which database counted: another one's numbers mean nothing. The token is the
// number, enciphered: numbers would tell how much happened in between that the reader may not see.
import { createCipheriv, createDecipheriv } from "node:crypto";
import { badInput, CodedError } from "../../../schema/errors.js";

/** A database's feed: its epoch, and the secret behind its cursors, 32 hexadecimal digits. */
export interface ChangeFeedKey {
  readonly epoch: string;
  readonly secret: string;
}

/** The number is one block of the cipher; its first half is always zero, so that what is no token is seen. */
const BLOCK = 16;
const CIPHER = "aes-128-ecb"; // one block, so there is nothing to chain

/** The cursor of a position. */
export function encodeChangeCursor({ epoch, secret }: ChangeFeedKey, position: bigint): string {
  const block = Buffer.alloc(BLOCK);
  block.writeBigUInt64BE(position, BLOCK / 2);
  const cipher = createCipheriv(CIPHER, Buffer.from(secret, "hex"), null).setAutoPadding(false);
  return Buffer.from(JSON.stringify([epoch, cipher.update(block).toString("base64url")])).toString("base64url");
}

const CURSOR = /^\["([0-9a-f-]{36})","([A-Za-z0-9_-]{22})"\]$/;

/** The position of a cursor. Throws `BAD_USER_INPUT` for what is none, `CURSOR_EXPIRED` for one of another epoch. */
export function decodeChangeCursor({ epoch, secret }: ChangeFeedKey, cursor: string): bigint {
  const text = Buffer.from(cursor.slice(0, 200), "base64url").toString("utf8");
  const [, itsEpoch, token] = CURSOR.exec(text) ?? [];
  if (itsEpoch === undefined || token === undefined) throw badInput("after", "a cursor of record changes", cursor);
  if (itsEpoch !== epoch) throw cursorExpired();
  const decipher = createDecipheriv(CIPHER, Buffer.from(secret, "hex"), null).setAutoPadding(false);
  const block = decipher.update(Buffer.from(token, "base64url"));
  if (block.readBigUInt64BE(0) !== 0n) throw badInput("after", "a cursor of record changes", cursor);
  return block.readBigUInt64BE(BLOCK / 2);
}

/** The changes after a cursor are no longer kept. */
export function cursorExpired(): CodedError {
  return new CodedError(
    "CURSOR_EXPIRED",
    "The changes after this cursor are no longer kept: take everything anew and go on from the cursor you get then.",
  );
}
