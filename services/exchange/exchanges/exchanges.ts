// Exchanges between teams: joint projects, staff exchanges, field visits. In: what an organization proposes to others. Out: a
// row that is agreed once all have accepted, and done once one of them has reported what was learnt.
import { randomUUID } from "node:crypto";
import { badInput, CodedError } from "../../../schema/errors.js";
import type { Session } from "../../database/session.js";
import { onlyFor, type Acting } from "../acting.js";
import type { ExchangeContext } from "../exchange-context.js";
import { tellOrganizations, type NoticeKind } from "../notices/tell-organization.js";
import { checkDateOrder, readDate, readOptionalText, readText, readTitle, readTopics } from "../read-input.js";
import { expectRecords, noteActing } from "../records/expect-record.js";
import type { ExchangeInput } from "./exchange-classes.js";
import { readOwnExchange } from "./read-exchanges.js";

const MOST_SIDES = 20;
const MOST_MATERIALS = 20;

/** Proposes an exchange to other organizations. Throws `BAD_USER_INPUT`. */
export async function proposeExchange(context: ExchangeContext, acting: Acting, input: ExchangeInput): Promise<object> {
  const values = readExchange(input);
  const sides = await expectSides(context, acting, input.with);
  await noteActing(context, acting.organization);
  const id = `hub:exchange:${randomUUID()}`;
  return context.database.transaction(async (tx) => {
    await tx.rows(
      `insert into exchange.exchange (id, by, kind, title, text, visibility, topics, start_date, end_date)
       values (?, ?, ?, ?, ?, ?, ?::text[], ?::date, ?::date)`,
      [id, acting.organization, ...values],
    );
    await tx.rows(
      `insert into exchange.exchange_side (exchange, organization, number)
       select ?, organization, number from unnest(?::text[]) with ordinality as side(organization, number)`,
      [id, sides],
    );
    await tellSides(tx, { id, kind: "exchange.proposed", by: acting.organization });
    return readOwnExchange(tx, id, acting.organization);
  });
}

/** The values of an input, in the order of the columns above. */
function readExchange(input: ExchangeInput): unknown[] {
  const [startDate, endDate] = [readDate("startDate", input.startDate), readDate("endDate", input.endDate)];
  checkDateOrder("endDate", startDate, endDate);
  return [
    input.kind,
    readTitle("title", input.title),
    readText("text", input.text),
    input.visibility,
    readTopics("topics", input.topics),
    startDate,
    endDate,
  ];
}

async function expectSides(context: ExchangeContext, acting: Acting, given: readonly string[]): Promise<string[]> {
  const ids = [...new Set(given)];
  if (ids.length < 1 || ids.length > MOST_SIDES)
    throw badInput("with", `1 to ${MOST_SIDES} organizations`, `${ids.length} organizations`);
  if (ids.includes(acting.organization))
    throw badInput("with", "other organizations than your own", acting.organization);
  const sides = await expectRecords(context, ids, { argument: "with", types: ["Organization"] });
  return sides.map(({ id }) => id);
}

interface Told {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly by: string;
}

/** Tells all sides but the one that acts. */
async function tellSides(tx: Session, { id, kind, by }: Told): Promise<void> {
  const sides = await tx.rows<{ organization: string }>(
    `select by as organization from exchange.exchange where id = ?
     union select organization from exchange.exchange_side where exchange = ?`,
    [id, id],
  );
  await tellOrganizations(
    tx,
    sides.map(({ organization }) => ({ organization, kind, subject: id, by })),
  );
}

export interface ExchangeReply {
  readonly id: string;
  readonly accept: boolean;
  readonly message: string | null | undefined;
}

/** Accepts or declines, once, for one of the sides that were asked. Throws `BAD_USER_INPUT` and `FORBIDDEN`. */
export function answerExchange(context: ExchangeContext, acting: Acting, reply: ExchangeReply): Promise<object> {
  const { id, accept } = reply;
  const message = readOptionalText("message", reply.message);
  return context.database.transaction(async (tx) => {
    const held = await holdExchange(tx, acting, id);
    if (held?.isAsked !== true) throw onlyFor("id", "the id of an exchange that was proposed to your organization", id);
    if (held.hasAnswered) throw badInput("id", "an exchange that your organization has not answered yet", id);
    if (held.state !== "PROPOSED") throw badInput("id", "an exchange that is PROPOSED", held.state);
    await tx.rows(
      `update exchange.exchange_side set accepted = ?, message = ?, answered_at = now()
       where exchange = ? and organization = ?`,
      [accept, message, id, acting.organization],
    );
    await tx.rows(
      `update exchange.exchange e set state = said.state, agreed_at = case said.state when 'AGREED' then now() end
       from (select case when bool_or(accepted = false) then 'DECLINED' when bool_and(accepted is true) then 'AGREED'
         else 'PROPOSED' end as state from exchange.exchange_side where exchange = ?) said where e.id = ?`,
      [id, id],
    );
    await tellSides(tx, { id, kind: accept ? "exchange.accepted" : "exchange.declined", by: acting.organization });
    return readOwnExchange(tx, id, acting.organization);
  });
}

export interface ExchangeReport {
  readonly id: string;
  readonly outcome: string;
  readonly materials: readonly string[] | null;
}

/** Reports what was learnt, once, for any of the sides. Throws `BAD_USER_INPUT`, `FORBIDDEN` and `CONFLICT`. */
export async function reportExchange(
  context: ExchangeContext,
  acting: Acting,
  { id, outcome, materials }: ExchangeReport,
): Promise<object> {
  const text = readText("outcome", outcome);
  const ids = [...new Set(materials ?? [])];
  if (ids.length > MOST_MATERIALS)
    throw badInput("materials", `at most ${MOST_MATERIALS} practices`, `${ids.length} practices`);
  await context.database.transaction((tx) => expectReportable(tx, acting, id)); // before anything is looked up
  const practices = await expectRecords(context, ids, { argument: "materials", types: ["Practice"] });
  return context.database.transaction(async (tx) => {
    await expectReportable(tx, acting, id);
    await tx.rows(
      `update exchange.exchange set state = 'DONE', outcome = ?, materials = ?::text[], reported_at = now(),
         reported_by = ? where id = ?`,
      [text, practices.map((practice) => practice.id), acting.organization, id],
    );
    await tellSides(tx, { id, kind: "exchange.reported", by: acting.organization });
    return readOwnExchange(tx, id, acting.organization);
  });
}

async function expectReportable(tx: Session, acting: Acting, id: string): Promise<void> {
  const held = await holdExchange(tx, acting, id);
  if (held === undefined) throw onlyFor("id", "the id of an exchange of which your organization is a side", id);
  if (held.state === "DONE")
    throw new CodedError(
      "CONFLICT",
      "id: expected an exchange that nobody has reported on yet, got one that is DONE.",
      {
        ...{ argument: "id", expected: "an exchange that is AGREED", got: "DONE" },
      },
    );
  if (held.state !== "AGREED") throw badInput("id", "an exchange that is AGREED", held.state);
  if (!held.hasBegun) throw badInput("id", "an exchange that has begun", held.startDate);
}

interface HeldExchange {
  readonly state: string;
  readonly startDate: string | null;
  readonly hasBegun: boolean;
  /** False when it proposed the exchange itself. */
  readonly isAsked: boolean;
  readonly hasAnswered: boolean;
}

/** An exchange of which the acting organization is a side, held until the transaction ends. */
async function holdExchange(tx: Session, { organization }: Acting, id: string): Promise<HeldExchange | undefined> {
  await tx.rows("select 1 from exchange.exchange where id = ? for update", [id]);
  const [held] = await tx.rows<HeldExchange>(
    `select e.state, e.start_date::text as "startDate",
       coalesce(e.start_date <= (now() at time zone 'UTC')::date, true) as "hasBegun",
       s.exchange is not null as "isAsked", s.answered_at is not null as "hasAnswered"
     from exchange.exchange e left join exchange.exchange_side s on s.exchange = e.id and s.organization = ?
     where e.id = ? and (e.by = ? or s.exchange is not null)`,
    [organization, id, organization],
  );
  return held;
}
