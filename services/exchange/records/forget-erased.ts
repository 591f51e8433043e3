// Records that were erased on request. In: ids. Out: no table has them any more. Of people every sign goes; what an
// organization said and did with others, and what others said of a record, stays under an id that says nothing.
import { randomBytes } from "node:crypto";
import type { ErasedLookup } from "../../../schema/erasures.js";
import type { HubRecord } from "../../../schema/hub-records.js";
import type { Database } from "../../database/open-database.js";
import type { Session } from "../../database/session.js";
import { tellNetwork } from "../feed/tell-network.js";
import { forgetWishes } from "./forget-organizations.js";
import { forgetPeople } from "./forget-people.js";

/** Where ids of records stand that are not people, each with what becomes of one that is erased. A test looks at all tables. */
const RENAMED: readonly string[] = [
  ...["adoption.by", "adoption.practice", "review.by", "review.practice", "quality.practice", "community.by"],
  ...["discussion.by", "post.by", "flag.by", "need.by"],
  ...["introduction.by", "introduction.to_id", "introduction.to_organization", "introduction.answered_by"],
  ...["registration.organization", "exchange_side.organization", "exchange.by", "exchange.reported_by", "notice.by"],
];
const RENAMED_IN_LISTS = ["need.answered_for", "need.told"];
const LEFT_OUT_OF_LISTS = ["discussion.about", "exchange.materials"];
const CLEARED = ["record.organization", "record.adapted_from", "need_match.organization"];
/** Where ids stand beside these, those of people among them. */
const NAMED = ["record.id", "post.signed_by", "follow.organization", "follow.subject", "notice.organization"].concat([
  ...["notice.subject", "notice.about", "need_match.person", "registration.person", "workshop.event"],
  ...["endorsement.person", "endorsement.by", "webhook.organization", "saved_search.organization"],
  ...["digest.organization", "pace.organization", "member.organization"],
]);
const NAMED_IN_LISTS = ["record.people", "need.answered_by"];

/** Erases a record, in the caller's transaction. */
export async function forgetErased(tx: Session, id: string): Promise<void> {
  await forgetPeople(tx, [id]);
  if (id.split(":")[1] === "person") return;
  await forgetWishes(tx, [id]);
  const other = id.replace(/[^:]*$/, `erased-${randomBytes(16).toString("hex")}`);
  await renameRecord(tx, id, other);
  for (const [table, column] of RENAMED.map(splitName))
    await tx.rows(`update exchange.${table} set ${column} = ? where ${column} = ?`, [other, id]);
  for (const [table, column] of RENAMED_IN_LISTS.map(splitName))
    await tx.rows(
      `update exchange.${table} set ${column} = array_replace(${column}, ?, ?) where ${column} @> array[?]`,
      [id, other, id],
    );
  for (const [table, column] of LEFT_OUT_OF_LISTS.map(splitName))
    await tx.rows(`update exchange.${table} set ${column} = array_remove(${column}, ?) where ${column} @> array[?]`, [
      id,
      id,
    ]);
  await renameEvent(tx, id, other);
  await tx.rows("delete from exchange.member where organization = ?", [id]);
  await tx.rows("delete from exchange.endorsement where by = ?", [id]); // who vouched is all that there was to it
  await forgetTold(tx, id);
}

/** Its own row is kept for what is counted with it; other records do without it, as their owners are answered for. */
async function renameRecord(tx: Session, id: string, other: string): Promise<void> {
  await tx.rows(
    `update exchange.record set id = ?, gone = true, confirmed = true, evidence = null,
       organization = case when organization = id then ? else organization end where id = ?`,
    [other, other, id],
  );
  for (const [table, column] of CLEARED.map(splitName))
    await tx.rows(`update exchange.${table} set ${column} = null where ${column} = ?`, [id]);
}

/** The places at an event hang on its id. */
async function renameEvent(tx: Session, id: string, other: string): Promise<void> {
  await tx.rows(
    `insert into exchange.workshop (event, capacity, is_cancelled, starts_at, over_at, updated_at)
     select ?, capacity, is_cancelled, starts_at, over_at, updated_at from exchange.workshop where event = ?`,
    [other, id],
  );
  await tx.rows("update exchange.registration set event = ? where event = ?", [other, id]);
  await tx.rows("delete from exchange.workshop where event = ?", [id]);
}

/** What the network was told is told anew, without it: last, for telling holds up all others that tell. */
async function forgetTold(tx: Session, gone: string): Promise<void> {
  const told = await tx.rows<{ id: string; record: HubRecord }>(
    `select id, record from exchange.told where position(to_json(?::text)::text in record::text) > 0 order by id`,
    [gone],
  );
  for (const { id, record } of told) await tellNetwork(tx, id, withoutRecord(record, gone));
}

function withoutRecord(record: HubRecord, gone: string): HubRecord | null {
  if (record.kind !== "COMMUNITY" && record.kind !== "DISCUSSION") return null;
  const kept = (ids: readonly string[]): string[] => ids.filter((id) => id !== gone);
  return { ...record, organizations: kept(record.organizations), about: kept(record.about) };
}

/**
 * Forgets what was erased and is held all the same: because a backup was restored, or a process ended half-way. Call it
 * before anything is served. Gives how many records that were.
 */
export async function forgetAllErased(
  database: Database,
  { isErased }: Pick<ErasedLookup, "isErased">,
): Promise<number> {
  const singles = [...RENAMED, ...CLEARED, ...NAMED].map(splitName);
  const lists = [...RENAMED_IN_LISTS, ...LEFT_OUT_OF_LISTS, ...NAMED_IN_LISTS].map(splitName);
  const held = await database.rows<{ id: string }>(
    [
      ...singles.map(([table, column]) => `select ${column} as id from exchange.${table}`),
      ...lists.map(([table, column]) => `select unnest(${column}) as id from exchange.${table}`),
    ].join(" union "),
  );
  const erased = held.flatMap(({ id }) => (isOfPartner(id) && isErased(id) ? [id] : []));
  for (const id of erased) await database.transaction((tx) => forgetErased(tx, id));
  return erased.length;
}

function isOfPartner(id: string | null): boolean {
  return id !== null && id.includes(":") && !id.startsWith("hub:");
}

function splitName(name: string): [table: string, column: string] {
  const [table = "", column = ""] = name.split(".");
  return [table, column];
}
