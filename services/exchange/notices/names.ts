// Names of what notices are about. In: ids. Out: names, of what the reader may see now: partners' records as the mirror has
// them, the hub's own from the tables. Nothing of it is kept.
import { recordStub } from "../../../schema/record-id.js";
import type { ExchangeContext } from "../exchange-context.js";
import { heldRecords } from "../held-records.js";
import { lookUp } from "../records/look-up.js";

/** Names by id; ids of what is hidden or gone are missing. */
export async function namesOf(context: ExchangeContext, ids: readonly string[]): Promise<Map<string, string>> {
  const { ask, principal } = context;
  const ours = ids.filter((id) => id.startsWith("hub:"));
  const [records, held, searches] = await Promise.all([
    lookUp(ask, ids, { visibility: principal.visibility, freshness: "mirror" }),
    nameHeld(context, ours),
    nameSearches(
      context,
      ids.filter((id) => recordStub(id) === null),
    ),
  ]);
  return new Map([...[...records.values()].map(({ id, name }) => [id, name] as const), ...held, ...searches]);
}

async function nameHeld(context: ExchangeContext, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const held = [...(await heldRecords(context, ids))];
  const rows = await context.database.rows<{ id: string; name: string }>(
    `select id, name from exchange.community where id = any(?::text[])
     union all select id, title from exchange.discussion where id = any(?::text[])
     union all select id, title from exchange.need where id = any(?::text[])
     union all select id, title from exchange.exchange where id = any(?::text[])`,
    [held, held, held, held],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function nameSearches(
  { database, principal }: ExchangeContext,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await database.rows<{ id: string; name: string }>(
    `select id, name from exchange.saved_search where id::text = any(?::text[]) and organization = ?`,
    [ids, principal.organization],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
