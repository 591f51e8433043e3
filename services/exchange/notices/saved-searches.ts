// Saved searches. In: what to look for. Out: rows, and a notice when partners publish something that matches. What is searched
// is the organization's own affair: nobody else is shown it.
import { randomBytes, randomUUID } from "node:crypto";
import type { AskHub } from "../../../schema/ask-hub.js";
import { badInput, CodedError } from "../../../schema/errors.js";
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import type { Database } from "../../database/open-database.js";
import type { Session } from "../../database/session.js";
import { storableJson } from "../../database/storable-json.js";
import { isoSql } from "../../database/time-sql.js";
import type { Acting } from "../acting.js";
import type { ExchangeContext } from "../exchange-context.js";
import { readOptionalText, readTitle } from "../read-input.js";
import { noteActing } from "../records/expect-record.js";
import type { SavedSearchInput } from "./notice-classes.js";
import { tellOrganizations } from "./tell-organization.js";

interface SearchRow {
  readonly id: string;
  readonly secret: string;
  readonly filter: object | null;
}

/** A hit, as feeds show it. */
export interface SearchHit {
  readonly id: string;
  readonly name: string;
  readonly summary: string | null;
  readonly updatedAt: string;
  readonly organizationName: string | null;
}

const MOST_SEARCHES = 100;
const LONGEST_SEARCH = 500;
const LONGEST_FILTER = 4_000;
const LOOKED_AT = 50;
const COLUMNS = `s.id, s.name, s.text, s.filter, s.alert, s.secret, ${isoSql("s.last_match_at")} as "lastMatchAt"`;
const OPERATION = `query Saved($text: String!, $filter: SearchFilter, $first: Int!) {
  search(text: $text, filter: $filter, first: $first) { edges { node { id name summary updatedAt organizationName } } } }`;

/** Saves a search. It is tried at once: one that cannot be asked is refused. Throws `BAD_USER_INPUT`. */
export async function saveSearch(context: ExchangeContext, acting: Acting, input: SavedSearchInput): Promise<object> {
  const name = readTitle("name", input.name);
  const text = readOptionalText("text", input.text, LONGEST_SEARCH) ?? "";
  const filter = readFilter(input.filter ?? null);
  if (text === "" && filter === null) throw badInput("text", "a text, or a filter, or both", input.text);
  await runSearch(context.ask, { text, filter, visibility: acting.visibility, first: 1 }).catch((error: unknown) => {
    if (error instanceof CodedError) throw badInput("filter", "a SearchFilter, as JSON", error.message);
    throw error;
  });
  await noteActing(context, acting.organization);
  return context.database.transaction(async (tx) => {
    await tx.rows(`select pg_advisory_xact_lock(hashtext(?))`, [`saved search ${acting.organization}`]);
    const held = await tx.rows(`select 1 from exchange.saved_search where organization = ?`, [acting.organization]);
    if (held.length >= MOST_SEARCHES)
      throw badInput("input", `at most ${MOST_SEARCHES} saved searches`, `${held.length + 1} saved searches`);
    const [row] = await tx.rows<SearchRow>(
      `insert into exchange.saved_search as s (id, organization, name, text, filter, alert, secret, visibility)
       values (?, ?, ?, ?, ?::jsonb, ?, ?, ?) returning ${COLUMNS}`,
      [
        ...[randomUUID(), acting.organization, name, text, filter === null ? null : storableJson(filter)],
        ...[input.alert, randomBytes(24).toString("base64url"), acting.visibility],
      ],
    );
    if (row === undefined) throw new Error("a search that was just saved is gone");
    return showSearch(row, context);
  });
}

function readFilter(text: string | null): object | null {
  if (text === null || text.trim() === "") return null;
  if (text.length > LONGEST_FILTER)
    throw badInput("filter", `at most ${LONGEST_FILTER} characters`, `${text.length} characters`);
  try {
    const filter: unknown = JSON.parse(text);
    if (typeof filter === "object" && filter !== null && !Array.isArray(filter)) return filter;
  } catch {
    // said below
  }
  throw badInput("filter", "a SearchFilter, as JSON", text);
}

/** Deletes one of one's own. Throws `BAD_USER_INPUT`. */
export async function deleteSavedSearch({ database }: ExchangeContext, acting: Acting, id: string): Promise<string> {
  const gone = await database.rows(
    `delete from exchange.saved_search where id::text = ? and organization = ? returning 1`,
    [id, acting.organization],
  );
  if (gone.length === 0) throw badInput("id", "the id of a search that your organization saved", id);
  await database.rows(`delete from exchange.notice where subject = ? and kind = 'search.matched'`, [id]);
  return id;
}

/** One's own saved searches, the latest first. */
export async function listSavedSearches(context: ExchangeContext, acting: Acting): Promise<object[]> {
  const rows = await context.database.rows<SearchRow>(
    `select ${COLUMNS} from exchange.saved_search s where organization = ? order by created_at desc, id`,
    [acting.organization],
  );
  return rows.map((row) => showSearch(row, context));
}

function showSearch({ secret, filter, ...row }: SearchRow, { publicUrl }: ExchangeContext): object {
  return {
    ...row,
    filter: filter === null ? null : JSON.stringify(filter),
    feed: `${publicUrl()}/feeds/searches/${secret}.atom`,
  };
}

interface SearchToRun {
  readonly text: string;
  readonly filter: object | null;
  readonly visibility: "PUBLIC" | "NETWORK";
  readonly first: number;
}

/** Asks for what matches. Throws what the search throws. */
async function runSearch(ask: AskHub, { text, filter, visibility, first }: SearchToRun): Promise<SearchHit[]> {
  const variables = { text, filter, first };
  const data = await ask({ subgraph: "knowledge", operation: OPERATION, variables, visibility, freshness: "mirror" });
  const { edges } = data["search"] as { readonly edges: ReadonlyArray<{ readonly node: SearchHit }> }; // as asked
  return edges.map(({ node }) => node);
}

interface DueSearch {
  readonly id: string;
  readonly organization: string;
  readonly text: string;
  readonly filter: object | null;
  readonly since: string;
  /** Of whoever saved it. */
  readonly visibility: ReaderVisibility;
}

/** Looks at the searches for which partners have published something since. Gives how many had something new. */
export async function alertSearches({
  database,
  ask,
}: {
  readonly database: Database;
  readonly ask: AskHub;
}): Promise<number> {
  for (let matched = 0; ;) {
    const search = await takeDue(database);
    if (search === undefined) return matched;
    const hits = await runSearch(ask, { ...search, first: LOOKED_AT });
    if (await database.transaction((tx) => tellOfMatch(tx, search, hits))) matched++;
  }
}

/** Takes a search that is behind, up to now. Should looking fail, the next news finds it again. */
async function takeDue(database: Database): Promise<DueSearch | undefined> {
  const [search] = await database.rows<DueSearch>(
    `with due as (select s.id, s.checked_at from exchange.saved_search s where s.alert
       and s.checked_at < (select max(news_at) from exchange.record) order by s.checked_at limit 1 for update skip locked)
     update exchange.saved_search s set checked_at = (select max(news_at) from exchange.record) from due
     where s.id = due.id returning s.id, s.organization, s.text, s.filter, s.visibility, ${isoSql("due.checked_at")} as since`,
  );
  return search;
}

async function tellOfMatch(tx: Session, search: DueSearch, hits: readonly SearchHit[]): Promise<boolean> {
  const fresh = await tx.rows<{ id: string }>(
    `select id from exchange.record where id = any(?::text[]) and news_at > ?::timestamptz and not gone
       and organization is distinct from ? order by news_at desc, id limit 1`,
    [hits.map(({ id }) => id), search.since, search.organization],
  );
  const [first] = fresh;
  if (first === undefined) return false;
  await tx.rows(`update exchange.saved_search set last_match_at = now() where id = ?`, [search.id]);
  await tellOrganizations(tx, [
    { organization: search.organization, kind: "search.matched", subject: search.id, about: first.id },
  ]);
  return true;
}

export interface SearchFeed {
  readonly name: string;
  readonly hits: readonly SearchHit[];
}

/** What matches a search now and is PUBLIC, by the secret of its feed; null when there is none. */
export async function readSearchFeed(session: Session, ask: AskHub, secret: string): Promise<SearchFeed | null> {
  const [row] = await session.rows<{ name: string; text: string; filter: object | null }>(
    `select name, text, filter from exchange.saved_search where secret = ?`,
    [secret],
  );
  if (row === undefined) return null;
  return { name: row.name, hits: await runSearch(ask, { ...row, visibility: "PUBLIC", first: LOOKED_AT }) };
}
