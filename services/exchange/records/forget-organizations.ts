// Organizations that are gone: deleted by their partner, or with it. In: the copy of whose records are whose. Out: what they
// wished to be told, and by which contact they are reached, is in no table any more; what they said and did stays, nameless.
import type { AskHub } from "../../../schema/ask-hub.js";
import { ownerOf } from "../../../schema/record-id.js";
import type { Database } from "../../database/open-database.js";
import type { Session } from "../../database/session.js";
import { lookUp } from "./look-up.js";
import { runForIds } from "./run-for-ids.js";

/** Longer than a process takes to know that a partner is back, and to take in what it publishes. */
const FOR_SURE_MS = 8_000;

export interface DepartedOptions {
  readonly database: Database;
  readonly ask: AskHub;
  /** The partners that are away for now: of those nothing is forgotten. */
  readonly suspended: () => Promise<readonly string[]>;
}

/** Each takes the ids for each `?`. What waits to be sent goes with its webhook. */
const FORGETTING: readonly string[] = [
  "delete from exchange.webhook where organization = any(?::text[])",
  "delete from exchange.follow where organization = any(?::text[]) or subject = any(?::text[])",
  "delete from exchange.saved_search where organization = any(?::text[])",
  `delete from exchange.notice where organization = any(?::text[]) or subject = any(?::text[])
    or about = any(?::text[])`,
  "delete from exchange.digest where organization = any(?::text[])",
  "delete from exchange.pace where organization = any(?::text[])",
  "update exchange.introduction set by_contact = null where by = any(?::text[])",
  `update exchange.introduction set to_contact = null
    where to_organization = any(?::text[]) or answered_by = any(?::text[])`,
];

/** Organizations that are gone, and of which something is kept that they wished. */
const DEPARTED = `select r.id from exchange.record r where r.gone and r.confirmed and r.type = 'Organization' and (${[
  ...["webhook", "follow", "saved_search", "notice", "digest"].map((table) => keeps(table, "organization = r.id")),
  keeps("follow", "subject = r.id"),
  keeps("introduction", "by = r.id and by_contact is not null"),
  keeps("introduction", "to_organization = r.id and to_contact is not null"),
].join(" or ")}) order by r.id`;

function keeps(table: string, condition: string): string {
  return `exists (select 1 from exchange.${table} where ${condition})`;
}

/**
 * Makes what forgets what is left of organizations that are gone for good: those that it has found gone for a while. A partner
 * that comes back is listed before all of its records are; what somebody writes meanwhile is found at the next look.
 */
export function forgettingDeparted(): (options: DepartedOptions) => Promise<void> {
  const foundAt = new Map<string, number>();
  return async ({ database, ask, suspended }) => {
    const away = new Set(await suspended());
    const departed = await database.rows<{ id: string }>(DEPARTED);
    const ids = new Set(departed.map(({ id }) => id).filter((id) => !away.has(ownerOf(id))));
    for (const id of foundAt.keys()) if (!ids.has(id)) foundAt.delete(id);
    for (const id of ids) if (!foundAt.has(id)) foundAt.set(id, performance.now());
    const due = [...ids].filter((id) => performance.now() - (foundAt.get(id) ?? Infinity) >= FOR_SURE_MS);
    if (due.length === 0) return;
    const back = await lookUp(ask, due, { visibility: "NETWORK", freshness: "mirror" });
    const gone = due.filter((id) => !back.has(id));
    if (gone.length > 0) await database.transaction((tx) => forgetWishes(tx, gone));
  };
}

/** Forgets what organizations wished to be told, and their contacts. */
export async function forgetWishes(tx: Session, organizations: readonly string[]): Promise<void> {
  await runForIds(tx, FORGETTING, organizations);
}
