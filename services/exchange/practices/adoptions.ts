// Adoptions: who uses whose practice, and how it went. In: what an organization says of its own use. Out: rows with a version,
// so that two people who edit one do not overwrite each other.
import { randomUUID } from "node:crypto";
import { badInput, CodedError } from "../../../schema/errors.js";
import { readPageSize } from "../../../schema/page-request.js";
import { recordStub } from "../../../schema/record-id.js";
import type { Session } from "../../database/session.js";
import { isoSql } from "../../database/time-sql.js";
import type { Acting } from "../acting.js";
import { shownSql } from "../moderation/shown.js";
import { groupRows, keyOf, type ExchangeContext, type FirstOf } from "../exchange-context.js";
import { tellOrganizations } from "../notices/tell-organization.js";
import { readDate, readNumber, readOptionalText, readText } from "../read-input.js";
import { expectRecord, noteActing } from "../records/expect-record.js";
import type { KnownRecord } from "../records/look-up.js";
import { knownSql, seenSql } from "../records/seen.js";
import type { AdoptionInput } from "./practice-classes.js";
import { noteQuality } from "./note-quality.js";
import { tellOfAdoption } from "./tell-of-use.js";

interface AdoptionRow {
  readonly key: string;
  readonly practice: string;
  readonly by: string;
  readonly cost_amount: number | null;
  readonly cost_currency: string | null;
}

const LONGEST_VERSION = 100;
const MOST_HOURS = 1_000_000;
const COLUMNS = `a.id, a.version, a.practice, a.practice_version as "practiceVersion", a.by, a.state, a.context,
  a.settings, a.adaptations, a.outcome, a.lesson, a.cost_amount, a.cost_currency, a.saved_hours as "savedHours",
  a.rating, a.since::text as since, ${isoSql("a.created_at")} as "createdAt", ${isoSql("a.updated_at")} as "updatedAt"`;

/** Records a first adoption of a practice by an organization. Throws `BAD_USER_INPUT`. */
export async function recordAdoption(context: ExchangeContext, acting: Acting, input: AdoptionInput): Promise<object> {
  const values = readAdoption(input);
  const practice = await expectRecord(context, input.practice, { argument: "practice", types: ["Practice"] });
  if (practice.organization === acting.organization)
    throw badInput("practice", "another organization's practice", input.practice);
  await noteActing(context, acting.organization);
  return context.database.transaction(async (tx) => {
    const id = randomUUID();
    const inserted = await tx.rows(
      `insert into exchange.adoption (id, practice, by, ${VALUES}) values (?, ?, ?, ${PLACES})
       on conflict (practice, by) do nothing returning 1`,
      [id, practice.id, acting.organization, ...values],
    );
    if (inserted.length === 0)
      throw badInput("practice", "one of which you have not recorded an adoption yet: use updateAdoption", practice.id);
    return announceAdoption(tx, { id, practice, acting, kind: "adoption.recorded" });
  });
}

export interface AdoptionChange {
  readonly id: string;
  readonly expectedVersion: number;
  readonly input: AdoptionInput;
}

/** Changes an adoption of the acting organization. Throws `BAD_USER_INPUT`, and `CONFLICT` when it is of another version. */
export async function updateAdoption(
  context: ExchangeContext,
  acting: Acting,
  change: AdoptionChange,
): Promise<object> {
  const { id, expectedVersion, input } = change;
  const values = readAdoption(input);
  const practice = await expectRecord(context, input.practice, { argument: "practice", types: ["Practice"] });
  return context.database.transaction(async (tx) => {
    const [held] = await tx.rows<{ version: number; practice: string }>(
      "select version, practice from exchange.adoption where id::text = ? and by = ? for update",
      [id, acting.organization],
    );
    if (held === undefined) throw badInput("id", "the id of an adoption that your organization recorded", id);
    if (held.practice !== practice.id) throw badInput("practice", held.practice, input.practice);
    if (held.version !== expectedVersion)
      throw new CodedError("CONFLICT", `expectedVersion: expected ${held.version}, got ${expectedVersion}.`, {
        ...{ argument: "expectedVersion", expected: String(held.version), got: String(expectedVersion) },
      });
    await tx.rows(
      `update exchange.adoption set (${VALUES}) = row(${PLACES}), version = version + 1, updated_at = now() where id::text = ?`,
      [...values, id],
    );
    return announceAdoption(tx, { id, practice, acting, kind: "adoption.changed" });
  });
}

interface Announced {
  readonly id: string;
  readonly practice: KnownRecord;
  readonly acting: Acting;
  readonly kind: "adoption.recorded" | "adoption.changed";
}

async function announceAdoption(tx: Session, { id, practice, acting, kind }: Announced): Promise<object> {
  const [row] = await tx.rows<AdoptionRow>(`select ${COLUMNS} from exchange.adoption a where id::text = ?`, [id]);
  if (row === undefined) throw new Error("an adoption that was just written is gone");
  const notice = { kind, subject: practice.id, by: acting.organization } as const;
  await tellOrganizations(tx, [{ ...notice, organization: practice.organization }]);
  await noteQuality(tx, practice);
  await tellOfAdoption(tx, id);
  return showAdoption(row);
}

const VALUES = `practice_version, state, context, settings, adaptations, outcome, lesson, cost_amount, cost_currency,
  saved_hours, rating, since`;
const PLACES = "?, ?, ?, ?::text[], ?, ?, ?, ?::float8, ?, ?::integer, ?::smallint, ?::date";

/** The values of an input, in the order of `VALUES`. Throws `BAD_USER_INPUT`. */
function readAdoption(input: AdoptionInput): unknown[] {
  const since = readDate("since", input.since);
  const today = new Date().toISOString().slice(0, 10);
  if (input.state !== "CONSIDERING" && since !== null && since > today)
    throw badInput("since", `a date not after today, ${today}, unless you are only CONSIDERING it`, since);
  return [
    readText("practiceVersion", input.practiceVersion, LONGEST_VERSION),
    input.state,
    readText("context", input.context),
    [...new Set(input.settings ?? [])],
    readText("adaptations", input.adaptations),
    readOptionalText("outcome", input.outcome),
    readOptionalText("lesson", input.lesson),
    ...readCost(input.cost),
    readNumber("savedHours", input.savedHours, { least: 0, most: MOST_HOURS }),
    readNumber("rating", input.rating, { least: 1, most: 5 }),
    since,
  ];
}

function readCost(cost: AdoptionInput["cost"]): [number | null, string | null] {
  if (cost === undefined || cost === null) return [null, null];
  if (!(Number.isFinite(cost.amount) && cost.amount >= 0)) throw badInput("cost.amount", "0 or more", cost.amount);
  if (!/^[A-Z]{3}$/.test(cost.currency)) throw badInput("cost.currency", "three letters, like EUR", cost.currency);
  return [cost.amount, cost.currency];
}

/** An adoption as the API shows it. */
function showAdoption({ cost_amount: amount, cost_currency: currency, ...row }: AdoptionRow): object {
  return {
    ...row,
    practice: recordStub(row.practice),
    by: recordStub(row.by),
    cost: amount === null || currency === null ? null : { amount, currency },
  };
}

/** The first adoptions of each practice, the latest first. */
export function adoptionsOfPractices(
  context: ExchangeContext,
  keys: readonly FirstOf[],
): Promise<Map<string, object[]>> {
  return readFirst(context, "practice", keys);
}

/** The first adoptions by each organization, the latest first. */
export function adoptionsByOrganizations(
  context: ExchangeContext,
  keys: readonly FirstOf[],
): Promise<Map<string, object[]>> {
  return readFirst(context, "by", keys);
}

async function readFirst(
  { database, principal: { visibility } }: ExchangeContext,
  column: "practice" | "by",
  keys: readonly FirstOf[],
): Promise<Map<string, object[]>> {
  const rows = await database.rows<AdoptionRow>(
    `select wanted.key, found.* from unnest(?::text[], ?::text[], ?::integer[]) as wanted(key, id, first),
       lateral (select ${COLUMNS} from exchange.adoption a where a.${column} = wanted.id
         and ${seenSql("a.practice", visibility)} and ${knownSql("a.by", visibility)}
         and ${shownSql("a.id::text")} order by a.created_at desc, a.id limit wanted.first) found`,
    [keys.map(keyOf), keys.map(({ id }) => id), keys.map(({ first }) => readPageSize("first", first))],
  );
  return new Map([...groupRows(rows)].map(([key, group]) => [key, group.map(showAdoption)]));
}

/** How many organizations use each practice: those that consider it, or stopped, are not counted. */
export async function countAdoptions(
  { database, principal: { visibility } }: ExchangeContext,
  practices: readonly string[],
): Promise<Map<string, number>> {
  const rows = await database.rows<{ practice: string; count: number }>(
    `select practice, count(*)::int as count from exchange.adoption a where practice = any(?::text[])
       and state in ('TRYING', 'ADOPTED') and ${knownSql("a.by", visibility)} and ${shownSql("a.id::text")} group by practice`,
    [practices],
  );
  return new Map(rows.map(({ practice, count }) => [practice, count]));
}
