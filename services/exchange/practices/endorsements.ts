// Endorsements: an organization vouches for what another's person knows. In: a person and a topic. Out: rows, which count as
// evidence in the search for experts.
import { randomUUID } from "node:crypto";
import { badInput } from "../../../schema/errors.js";
import { readPageSize } from "../../../schema/page-request.js";
import { ownerOf, recordStub } from "../../../schema/record-id.js";
import { isoSql } from "../../database/time-sql.js";
import type { Acting } from "../acting.js";
import { shownSql } from "../moderation/shown.js";
import { groupRows, keyOf, type ExchangeContext, type FirstOf } from "../exchange-context.js";
import { tellNetwork } from "../feed/tell-network.js";
import { tellOrganizations } from "../notices/tell-organization.js";
import { readOptionalText, readTopics } from "../read-input.js";
import { expectRecord, noteActing } from "../records/expect-record.js";
import { knownSql, seenSql } from "../records/seen.js";
import type { EndorsementInput } from "./practice-classes.js";
import { tellOfEndorsement } from "./tell-of-use.js";

interface EndorsementRow {
  readonly key: string;
  readonly id: string;
  readonly person: string;
  readonly topic: string;
  readonly by: string;
  readonly createdAt: string;
}

const LONGEST_STATEMENT = 2_000;
const COLUMNS = `e.id, e.person, e.topic, e.by, e.statement, ${isoSql("e.created_at")} as "createdAt"`;

/** Endorses a person of another organization for a topic; once more changes what is said. Throws `BAD_USER_INPUT`. */
export async function endorse(context: ExchangeContext, acting: Acting, input: EndorsementInput): Promise<object> {
  const [topic = ""] = readTopics("topic", [input.topic]);
  const statement = readOptionalText("statement", input.statement, LONGEST_STATEMENT);
  const person = await expectRecord(context, input.person, { argument: "person", types: ["Person"] });
  const isOwn = person.organization === acting.organization || isLoneOf(person.id, person.organization, acting);
  if (isOwn) throw badInput("person", "a person of another organization: nobody endorses their own", input.person);
  await noteActing(context, acting.organization);
  return context.database.transaction(async (tx) => {
    const [row] = await tx.rows<EndorsementRow>(
      `insert into exchange.endorsement as e (id, person, topic, by, statement) values (?, ?, ?, ?, ?)
       on conflict (person, topic, by) do update set statement = excluded.statement returning ${COLUMNS}`,
      [randomUUID(), person.id, topic, acting.organization, statement],
    );
    if (row === undefined) throw new Error("an endorsement that was just written is gone");
    const notice = { kind: "endorsement.given", subject: person.id, by: acting.organization } as const;
    await tellOrganizations(tx, [{ ...notice, organization: person.organization }]);
    await tellOfEndorsement(tx, row.id);
    return showEndorsement(row);
  });
}

/** A person whose directory names no organization is its partner's own. */
function isLoneOf(person: string, organization: string | null, acting: Acting): boolean {
  return organization === null && ownerOf(person) === ownerOf(acting.organization);
}

/** Takes an endorsement back. Throws `BAD_USER_INPUT` for one that the acting organization did not give. */
export function withdrawEndorsement({ database }: ExchangeContext, acting: Acting, id: string): Promise<string> {
  return database.transaction(async (tx) => {
    const gone = await tx.rows("delete from exchange.endorsement where id::text = ? and by = ? returning 1", [
      id,
      acting.organization,
    ]);
    if (gone.length === 0) throw badInput("id", "the id of an endorsement that your organization gave", id);
    await tellNetwork(tx, id, null);
    return id;
  });
}

function showEndorsement(row: EndorsementRow): object {
  return { ...row, person: recordStub(row.person), by: recordStub(row.by), topic: { id: row.topic } };
}

/** The first endorsements of each person, the latest first. */
export async function endorsementsOfPeople(
  { database, principal: { visibility } }: ExchangeContext,
  keys: readonly FirstOf[],
): Promise<Map<string, object[]>> {
  const rows = await database.rows<EndorsementRow>(
    `select wanted.key, found.* from unnest(?::text[], ?::text[], ?::integer[]) as wanted(key, id, first),
       lateral (select ${COLUMNS} from exchange.endorsement e where e.person = wanted.id
         and ${seenSql("e.person", visibility)} and ${knownSql("e.by", visibility)}
         and ${shownSql("e.id::text")} order by e.created_at desc, e.id limit wanted.first) found`,
    [keys.map(keyOf), keys.map(({ id }) => id), keys.map(({ first }) => readPageSize("first", first))],
  );
  return new Map([...groupRows(rows)].map(([key, group]) => [key, group.map(showEndorsement)]));
}
