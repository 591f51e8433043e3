// The tables of needs, endorsements and adoptions. In: what is told of them, or ids. Out: rows written, rows removed.
import type { GivenEndorsement, HubRecord, OpenNeed, PracticeInUse } from "../../../schema/hub-records.js";
import type { Session } from "../../database/session.js";

interface HubTable {
  readonly name: string;
  readonly columns: string;
  /** A record's row; null when it belongs elsewhere. */
  readonly rowOf: (record: HubRecord) => object | null;
}

const TABLES: readonly HubTable[] = [
  {
    name: "knowledge.open_need",
    columns: "id text, visibility text, topics text[], organization text",
    rowOf: (record) => (record.kind === "NEED" ? needRow(record) : null),
  },
  {
    name: "knowledge.endorsement",
    columns: "id text, person text, topic text, organization text, at timestamptz",
    rowOf: (record) => (record.kind === "ENDORSEMENT" ? endorsementRow(record) : null),
  },
  {
    name: "knowledge.adoption",
    columns: "id text, practice text, organization text, at timestamptz",
    rowOf: (record) => (record.kind === "ADOPTION" ? adoptionRow(record) : null),
  },
];

function needRow({ id, visibility, topics, by }: OpenNeed): object {
  return { id, visibility, topics, organization: by };
}

function endorsementRow({ id, person, topic, by, at }: GivenEndorsement): object {
  return { id, person, topic, organization: by, at };
}

function adoptionRow({ id, practice, by, at }: PracticeInUse): object {
  return { id, practice, organization: by, at };
}

/** Removes what these ids named, and writes the records: of an earlier state nothing stays. */
export async function replaceRows(tx: Session, ids: readonly string[], records: readonly HubRecord[]): Promise<void> {
  for (const { name, columns, rowOf } of TABLES) {
    await tx.rows(`delete from ${name} where id = any(?::text[])`, [ids]);
    const rows = records.flatMap((record) => rowOf(record) ?? []);
    if (rows.length === 0) continue;
    const names = [...columns.matchAll(/(\w+) [\w[\]]+(?:,|$)/g)].map(([, column]) => column).join(", ");
    await tx.rows(
      `insert into ${name} (${names}) select ${names} from jsonb_to_recordset(?::jsonb) as told(${columns})`,
      [JSON.stringify(rows)],
    );
  }
}
