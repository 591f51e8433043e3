// The mirror: what partners published, as it was last harvested, under the partners' own contract. In: an operation, a
// set of partners, a reader. Out: what one partner that had all their records would answer. Hidden rows are missing,
// partners whose first snapshot is not complete are not answered for.
import { execute, parse, type DocumentNode, type ExecutionResult } from "graphql";
import { LRUCache } from "lru-cache";
import type {
  MirrorAnswer,
  MirrorQuestion,
  MirrorScope,
  MirrorTimes,
  RecordMirror,
  SourceStatistics,
  StatisticsQuestion,
} from "../../../schema/record-mirror.js";
import type { Database } from "../../database/open-database.js";
import type { Session } from "../../database/session.js";
import { RecordReader } from "../../records/api/record-reader.js";
import { mentionedFields, type RecordsContext } from "../../records/api/records-context.js";
import { hasOtherSide, readPlaces } from "../../records/store/read-page.js";
import { timeExpression } from "../../records/store/select-list.js";
import { mirrorSchema } from "./mirror-schema.js";
import { MIRROR_SCHEMA } from "./mirror-tables.js";
import { oneAtATime } from "./one-at-a-time.js";

/** The mirror over a database whose tables are those of `MIRROR_MIGRATIONS` and of the harvest. */
export function createMirror(database: Pick<Database, "transaction">): RecordMirror {
  return {
    ask: async (question) => toAnswer(await executeOnMirror(database, question)),
    statistics: (question) => database.transaction((tx) => readStatistics(tx, question)),
  };
}

/** What an operation came to, errors as they were thrown. */
export interface MirrorExecution {
  readonly result: ExecutionResult;
  readonly asOf: MirrorTimes;
}

const documents = new LRUCache<string, DocumentNode>({ max: 1_000 });

/** Executes a valid operation on the mirror, all of it in one transaction. Rejects when the database fails. */
export function executeOnMirror(
  database: Pick<Database, "transaction">,
  question: MirrorQuestion,
): Promise<MirrorExecution> {
  return database.transaction(async (tx) => {
    const asOf = await readTimes(tx, question);
    let document = documents.get(question.operation);
    if (document === undefined) {
      document = parse(question.operation, { noLocation: true });
      documents.set(question.operation, document);
    }
    const scope = {
      schema: MIRROR_SCHEMA,
      partners: [...asOf.keys()],
      reader: question.visibility,
      mentioned: mentionedFields(document),
    };
    const session = oneAtATime(tx);
    const contextValue: RecordsContext = { records: new RecordReader(session, scope), caller: { isHub: true } };
    const variableValues = question.variables;
    const result = await execute({ schema: mirrorSchema(), document, variableValues, contextValue });
    session.throwFailure();
    return { result, asOf };
  });
}

function toAnswer({ result, asOf }: MirrorExecution): MirrorAnswer {
  const errors = result.errors ?? [];
  if (!result.data) throw errors[0] ?? new Error("The mirror's answer holds no data.");
  return { data: result.data, errorPaths: errors.map((error) => error.path ?? []), asOf };
}

async function readStatistics(tx: Session, question: StatisticsQuestion): Promise<SourceStatistics> {
  const { typename, page, filter, places, visibility } = question;
  const asOf = await readTimes(tx, question);
  const scope = { schema: MIRROR_SCHEMA, partners: [...asOf.keys()], reader: visibility, mentioned: null };
  const wants = { hasNextPage: false, hasPreviousPage: false, totalCount: false };
  const query = { scope, typename, page, filter, wants };
  const rows = await readPlaces(tx, query, places + 1);
  const counted = rows.slice(0, places);
  const counts = new Map<string, number>();
  for (const { partner } of counted) counts.set(partner, (counts.get(partner) ?? 0) + 1);
  const last = counted.at(-1);
  const horizon = rows.length > places && last !== undefined ? { sortKey: last.sortKey, id: last.id } : null;
  return { counts, horizon, otherSide: await hasOtherSide(tx, query), asOf };
}

/** Which of the partners are held, and as of when. From here on, each statement ends when the time is over. */
async function readTimes(tx: Session, { partners, timeoutMs }: MirrorScope): Promise<MirrorTimes> {
  const limit = String(Math.max(1, Math.floor(timeoutMs)));
  const rows = await tx.rows<{ readonly partner: string; readonly asOf: string }>(
    `select partner, ${timeExpression("as_of")} as "asOf", set_config('statement_timeout', ?, true)
     from knowledge.source where partner = any(?::text[]) and as_of is not null`,
    [limit, partners],
  );
  return new Map(rows.map(({ partner, asOf }) => [partner, asOf]));
}
