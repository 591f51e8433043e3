// Needs: what an organization is looking for. In: what it says. Out: rows, told to the network while they are open; who could
// help is asked for beside the request.
import { randomUUID } from "node:crypto";
import { badInput } from "../../../schema/errors.js";
import type { Session } from "../../database/session.js";
import { onlyFor, type Acting } from "../acting.js";
import type { ExchangeContext } from "../exchange-context.js";
import { takeFeed, tellNetwork } from "../feed/tell-network.js";
import { shownSql } from "../moderation/shown.js";
import { tellOrganizations } from "../notices/tell-organization.js";
import { readDate, readLanguage, readText, readTitle, readTopics } from "../read-input.js";
import { belongsTo } from "../records/belongs-to.js";
import { expectRecords, noteActing } from "../records/expect-record.js";
import type { KnownRecord } from "../records/look-up.js";
import { knownSql } from "../records/seen.js";
import type { NeedInput } from "./need-classes.js";
import { needColumns, NEED_STATE, showNeed, type NeedRow } from "./read-needs.js";

const MOST_LANGUAGES = 20;
const MOST_ANSWERING = 20;

/** Publishes a need of the acting organization. Throws `BAD_USER_INPUT`. */
export async function publishNeed(context: ExchangeContext, acting: Acting, input: NeedInput): Promise<object> {
  const values = [
    readTitle("title", input.title),
    readText("text", input.text),
    readTopics("topics", input.topics, { least: 1 }),
    readLanguages(input.languages),
    input.visibility,
    acting.organization,
    readUntil(input.until),
  ];
  await noteActing(context, acting.organization);
  const id = `hub:need:${randomUUID()}`;
  return context.database.transaction(async (tx) => {
    await tx.rows(
      `insert into exchange.need (id, title, text, topics, languages, visibility, by, until)
       values (?, ?, ?, ?::text[], ?::text[], ?, ?, ?::date)`,
      [id, ...values],
    );
    await tellOfNeed(tx, id);
    return showNeed(await readBack(tx, id));
  });
}

/** Tells the network of a need as it is now: of one that is open and shown, or that there is none. */
export async function tellOfNeed(tx: Session, id: string): Promise<void> {
  await takeFeed(tx);
  const [need] = await tx.rows<NeedRow & { readonly isPublic: boolean }>(
    `select ${needColumns("NETWORK")}, n.visibility = 'PUBLIC' and ${knownSql("n.by", "PUBLIC")} as "isPublic"
     from exchange.need n where n.id = ? and ${shownSql("n.id")} and ${NEED_STATE} = 'OPEN'`,
    [id],
  );
  const visibility = need?.isPublic === true ? "PUBLIC" : "NETWORK";
  const told = need && ({ kind: "NEED", id, visibility, topics: need.topics, by: need.by } as const);
  await tellNetwork(tx, id, told ?? null);
}

function readLanguages(given: readonly string[] | null | undefined): string[] {
  const languages = [...new Set((given ?? []).map((each) => readLanguage("languages", each)))];
  if (languages.length <= MOST_LANGUAGES) return languages;
  throw badInput("languages", `at most ${MOST_LANGUAGES} languages`, `${languages.length} languages`);
}

function readUntil(given: unknown): string | null {
  const until = readDate("until", given);
  const today = new Date().toISOString().slice(0, 10);
  if (until !== null && until < today) throw badInput("until", `a date not before today, ${today}`, until);
  return until;
}

async function readBack(tx: Session, id: string): Promise<NeedRow> {
  const [row] = await tx.rows<NeedRow>(`select ${needColumns("NETWORK")} from exchange.need n where n.id = ?`, [id]);
  if (row === undefined) throw new Error("a need that was just written is gone");
  return row;
}

export interface NeedClosing {
  readonly id: string;
  readonly answeredBy: readonly string[] | null;
}

/** Closes a need of the acting organization: answered when someone did. Throws `BAD_USER_INPUT` and `FORBIDDEN`. */
export async function closeNeed(context: ExchangeContext, acting: Acting, closing: NeedClosing): Promise<object> {
  const { id } = closing;
  await expectOpen(context.database, acting, id); // before anybody is looked up
  const people = await expectAnswering(context, acting, closing.answeredBy ?? []);
  return context.database.transaction(async (tx) => {
    await tx.rows("select 1 from exchange.need where id = ? for update", [id]);
    await expectOpen(tx, acting, id);
    const organizations = [...new Set(people.flatMap(({ organization }) => organization ?? []))];
    await tx.rows(
      `update exchange.need set state = ?, answered_by = ?::text[], answered_for = ?::text[], closed_at = now(),
         match_due = null where id = ?`,
      [people.length === 0 ? "CLOSED" : "ANSWERED", people.map((person) => person.id), organizations, id],
    );
    const notice = { kind: "need.answered", subject: id, by: acting.organization } as const;
    await tellOrganizations(
      tx,
      organizations.map((organization) => ({ ...notice, organization })),
    );
    await tellOfNeed(tx, id);
    return showNeed(await readBack(tx, id));
  });
}

async function expectOpen(session: Session, acting: Acting, id: string): Promise<void> {
  const [held] = await session.rows<NeedRow>(
    `select ${needColumns("NETWORK")} from exchange.need n where n.id = ? and n.by = ?`,
    [id, acting.organization],
  );
  if (held === undefined) throw onlyFor("id", "the id of a need that your organization published", id);
  if (held.state !== "OPEN") throw badInput("id", "a need that is OPEN", held.state);
}

async function expectAnswering(
  context: ExchangeContext,
  acting: Acting,
  ids: readonly string[],
): Promise<readonly KnownRecord[]> {
  if (ids.length > MOST_ANSWERING)
    throw badInput("answeredBy", `at most ${MOST_ANSWERING} people`, `${ids.length} people`);
  const people = await expectRecords(context, ids, { argument: "answeredBy", types: ["Person"] });
  const own = people.find((person) => belongsTo(person, acting.organization));
  if (own !== undefined) throw badInput("answeredBy", "people of other organizations", own.id);
  return people;
}
