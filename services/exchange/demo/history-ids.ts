// Ids and times of the demo network's history. In: keys and days as its files have them. Out: ids that are the same in every
// data folder, so that links survive a new one; times before a given day.
import { createHash } from "node:crypto";
import type { Dated } from "./history.js";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const USUAL_HOUR = 10;

/** A UUID made of a name, as RFC 9562 makes version 5. */
export function uuidOf(kind: string, key: string): string {
  const hex = hashOf(`${kind}:${key}`).toString("hex");
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function hashOf(name: string): Buffer {
  return createHash("sha1").update(`demo history ${name}`).digest();
}

/** The id of one of the hub's own records. */
export function heldId(kind: "community" | "discussion" | "need" | "exchange", key: string): string {
  return `hub:${kind}:${uuidOf(kind, key)}`;
}

/** What a reference stands for: `discussion:<key>` and the like, or an id as it is. */
export function resolveReference(reference: string): string {
  const [kind = "", key = ""] = reference.split(/:(.*)/s);
  if (kind === "community" || kind === "discussion" || kind === "exchange") return heldId(kind, key);
  return kind === "introduction" ? uuidOf(kind, key) : reference;
}

/** When something was, RFC 3339: on its day, in its hour, at a minute that follows from its name. */
export function timeOf(now: Date, { daysAgo, hour = USUAL_HOUR }: Dated, name: string): string {
  const minute = hashOf(name).readUInt8(0) % 60;
  return new Date(dayStart(now, daysAgo) + (hour * 60 + minute) * MINUTE_MS).toISOString();
}

/** A calendar date; negative days are to come. */
export function dateOf(now: Date, daysAgo: number): string {
  return new Date(dayStart(now, daysAgo)).toISOString().slice(0, 10);
}

function dayStart(now: Date, daysAgo: number): number {
  return Math.floor(now.getTime() / DAY_MS - daysAgo) * DAY_MS;
}

/** When someone registered: days before an event, or just before now where the event is too far away for that. */
export function registeredAt(now: Date, startsAt: string, { daysBefore, after }: RegistrationPlace): string {
  const wished = Date.parse(startsAt) - daysBefore * DAY_MS;
  return new Date(Math.min(wished, now.getTime() - after * MINUTE_MS)).toISOString();
}

interface RegistrationPlace {
  readonly daysBefore: number;
  /** How many registered after. */
  readonly after: number;
}
