// Introductions: the hub carries a message to someone's organization, and contacts once both agree. In: what an organization
// writes to whom. Out: rows that the two sides see, and notices to the other.
import { randomUUID } from "node:crypto";
import { badInput } from "../../../schema/errors.js";
import { ownerOf } from "../../../schema/record-id.js";
import type { Database } from "../../database/open-database.js";
import type { Session } from "../../database/session.js";
import { onlyFor, type Acting } from "../acting.js";
import type { ExchangeContext } from "../exchange-context.js";
import { tellOrganizations } from "../notices/tell-organization.js";
import { readOptionalText, readText, readTitle } from "../read-input.js";
import { belongsTo } from "../records/belongs-to.js";
import { expectRecord, noteActing } from "../records/expect-record.js";
import type { KnownRecord } from "../records/look-up.js";
import type { IntroductionInput } from "./introduction-classes.js";
import { CONTACT_FOR, INTRODUCTION_STATE, readIntroduction, receivesSql } from "./read-introductions.js";

/** How many an organization may have open at a time. */
const MOST_OPEN = 10;
/** How many organizations of a partner are told of an introduction to someone whose directory names none. */
const MOST_TOLD = 20;

/** Asks for an introduction. Throws `BAD_USER_INPUT`. */
export async function requestIntroduction(
  context: ExchangeContext,
  acting: Acting,
  input: IntroductionInput,
): Promise<object> {
  const [about, message] = [readTitle("about", input.about), readText("message", input.message)];
  const contact = readContact(input.contact);
  const to = await expectAddressee(context, acting, input.to);
  await noteActing(context, acting.organization);
  const id = randomUUID();
  return context.database.transaction(async (tx) => {
    await expectFewOpen(tx, acting.organization);
    await tx.rows(
      `insert into exchange.introduction (id, by, to_id, to_organization, to_partner, about, message, by_contact)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
      [id, acting.organization, to.id, to.organization, ownerOf(to.id), about, message, contact],
    );
    const receivers = to.organization === null ? await organizationsOf(tx, ownerOf(to.id)) : [to.organization];
    const notice = { kind: "introduction.asked", subject: id, by: acting.organization, about: to.id } as const;
    await tellOrganizations(
      tx,
      receivers.map((organization) => ({ ...notice, organization })),
    );
    return readIntroduction(tx, id, acting.organization);
  });
}

function readContact(contact: string | null | undefined): string | null {
  const text = readOptionalText("contact", contact);
  return text === null ? null : readTitle("contact", text);
}

/** A person of another organization, or one of which nobody is listed. */
async function expectAddressee(context: ExchangeContext, acting: Acting, id: string): Promise<KnownRecord> {
  const to = await expectRecord(context, id, { argument: "to", types: ["Person", "Organization"] });
  if (belongsTo(to, acting.organization)) throw badInput("to", "somebody of another organization", id);
  if (to.typename === "Organization" && (await hasPeople(context, id)))
    throw badInput("to", "one of this organization's people, for some are listed", id);
  return to;
}

const PEOPLE = `query People($representations: [_Any!]!) { _entities(representations: $representations) {
  ... on Organization { people(first: 1) { id } } } }`;

async function hasPeople({ ask, principal: { visibility } }: ExchangeContext, id: string): Promise<boolean> {
  const variables = { representations: [{ __typename: "Organization", id }] };
  const as = { visibility, freshness: "auto" } as const;
  const data = await ask({ subgraph: "partners", operation: PEOPLE, variables, ...as });
  const [organization] = data["_entities"] as ReadonlyArray<{ readonly people: readonly unknown[] } | null>; // as asked
  if (!organization)
    throw badInput("to", "the id of an Organization that can be asked now whether it lists people", id);
  return organization.people.length > 0;
}

/** Those that ask at the same moment wait for each other. */
async function expectFewOpen(tx: Session, organization: string): Promise<void> {
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('introductions of ' || ?, 0))", [organization]);
  const [row] = await tx.rows<{ open: number }>(
    `select count(*)::int as open from exchange.introduction i where i.by = ? and ${INTRODUCTION_STATE} = 'ASKED'`,
    [organization],
  );
  const open = row?.open ?? 0;
  if (open >= MOST_OPEN)
    throw badInput("to", `at most ${MOST_OPEN} introductions of your organization open at a time`, `${open} open`);
}

/** Organizations of a partner, the first in its directory. */
async function organizationsOf(tx: Session, partner: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `select id from exchange.record where type = 'Organization' and not gone and id like ? || ':%'
     order by created_at, id limit ${MOST_TOLD}`,
    [partner],
  );
  return rows.map(({ id }) => id);
}

export interface IntroductionAnswer {
  readonly id: string;
  readonly accept: boolean;
  readonly message: string | null | undefined;
  readonly contact: string | null | undefined;
}

/** Answers an introduction, once. Throws `BAD_USER_INPUT` and `FORBIDDEN`. */
export function answerIntroduction(
  context: ExchangeContext,
  acting: Acting,
  given: IntroductionAnswer,
): Promise<object> {
  const { id, accept } = given;
  const message = readOptionalText("message", given.message);
  const contact = readContact(given.contact);
  return context.database.transaction(async (tx) => {
    const { by } = await expectAsked(tx, acting, id);
    await tx.rows(
      `update exchange.introduction set state = ?, answer = ?, answered_by = ?, answered_at = now(), to_contact = ?,
         by_contact = case when ? then by_contact end where id::text = ?`,
      [accept ? "ACCEPTED" : "DECLINED", message, acting.organization, accept ? contact : null, accept, id],
    );
    const kind = accept ? "introduction.accepted" : "introduction.declined";
    await tellOrganizations(tx, [{ kind, subject: id, by: acting.organization, organization: by }]);
    return readIntroduction(tx, id, acting.organization);
  });
}

async function expectAsked(tx: Session, { organization }: Acting, id: string): Promise<{ readonly by: string }> {
  const receives = receivesSql(organization);
  await tx.rows("select 1 from exchange.introduction where id::text = ? for update", [id]);
  const [held] = await tx.rows<{ by: string; state: string }>(
    `select i.by, ${INTRODUCTION_STATE} as state from exchange.introduction i
     where i.id::text = ? and i.by <> ? and (${receives.text})`,
    [id, organization, ...receives.values],
  );
  if (held === undefined) throw onlyFor("id", "the id of an introduction that your organization is to answer", id);
  if (held.state !== "ASKED") throw badInput("id", "an introduction that is ASKED", held.state);
  return held;
}

/** Contacts that nobody may see any more: the two sides have had theirs, or never will. */
export async function forgetContacts(database: Database): Promise<void> {
  await database.rows(
    `update exchange.introduction i set by_contact = null, to_contact = null
     where (by_contact is not null or to_contact is not null)
       and ((state = 'ACCEPTED' and answered_at < now() - ${CONTACT_FOR}) or ${INTRODUCTION_STATE} = 'EXPIRED')`,
  );
}
