// Records that an act names. In: an argument and for whom. Out: the record as its owner has it now, written down; or the one
// answer for what is unknown, hidden, gone or of another type.
import { badInput } from "../../../schema/errors.js";
import type { RecordTypename } from "../../../schema/record-id.js";
import type { ExchangeContext } from "../exchange-context.js";
import { lookUp, type KnownRecord } from "./look-up.js";
import { writeRecords } from "./write-records.js";

/** What an argument must name. */
export interface ExpectedRecords {
  readonly argument: string;
  /** One of these types; every type of record when empty. */
  readonly types: readonly RecordTypename[];
}

/** The record that an argument names. Throws `BAD_USER_INPUT`. */
export async function expectRecord(
  context: ExchangeContext,
  id: string,
  expected: ExpectedRecords,
): Promise<KnownRecord> {
  const [record] = await expectRecords(context, [id], expected);
  if (record === undefined) throw new Error("one id gives one record");
  return record;
}

/**
 * The records that an argument names, each once, in its order. Throws `BAD_USER_INPUT` when one of them is not there, and
 * `PARTNER_UNAVAILABLE` when that cannot be known: its owner does not answer, and the mirror does not know it.
 */
export async function expectRecords(
  { ask, database, principal }: ExchangeContext,
  ids: readonly string[],
  { argument, types }: ExpectedRecords,
): Promise<KnownRecord[]> {
  const { visibility } = principal;
  const found = await lookUp(ask, ids, { visibility, freshness: "auto" });
  const missing = ids.filter((id) => !found.has(id));
  // The mirror may only not have heard of them yet: throws `PARTNER_UNAVAILABLE` when an owner cannot be asked.
  await lookUp(ask, missing, { visibility, freshness: "live", mustBeWhole: true });
  const records = [...new Set(ids)].map((id) => {
    const record = found.get(id);
    if (record !== undefined && (types.length === 0 || types.includes(record.typename))) return record;
    throw badInput(argument, `the id of ${describeTypes(types)} that you may see`, id);
  });
  await noteOrganizations({ ask, database }, records);
  return records;
}

/** Writes records down with the organizations that they belong to: lists are joined to both. */
async function noteOrganizations(
  { ask, database }: Pick<ExchangeContext, "ask" | "database">,
  records: readonly KnownRecord[],
): Promise<void> {
  const owners = records.flatMap(({ organization }) => (organization === null ? [] : [organization]));
  const organizations = await lookUp(ask, owners, { visibility: "NETWORK", freshness: "mirror" });
  await writeRecords(database, [...organizations.values(), ...records], { confirmed: false });
}

function describeTypes(types: readonly RecordTypename[]): string {
  if (types.length === 0) return "a record";
  return types.map((type) => `${/^[EO]/.test(type) ? "an" : "a"} ${type}`).join(" or ");
}

/** Notes the organization for which someone acts, which may never have been named before. Throws `BAD_USER_INPUT`. */
export async function noteActing({ ask, database }: ExchangeContext, organization: string): Promise<KnownRecord> {
  const [known] = (await lookUp(ask, [organization], { visibility: "NETWORK", freshness: "auto" })).values();
  if (known === undefined) throw badInput("credential", "one of an organization of the network", organization);
  await writeRecords(database, [known], { confirmed: false });
  return known;
}
