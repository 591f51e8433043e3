// Reviews of practices by other organizations, on seven criteria. In: scores and a text. Out: rows, one for each organization:
// a later review takes the place of the earlier one.
import { randomUUID } from "node:crypto";
import { badInput } from "../../../schema/errors.js";
import { readPageSize } from "../../../schema/page-request.js";
import { recordStub } from "../../../schema/record-id.js";
import { isoSql } from "../../database/time-sql.js";
import type { Acting } from "../acting.js";
import { shownSql } from "../moderation/shown.js";
import { groupRows, keyOf, type ExchangeContext, type FirstOf } from "../exchange-context.js";
import { tellOrganizations } from "../notices/tell-organization.js";
import { readNumber, readText } from "../read-input.js";
import { expectRecord, noteActing } from "../records/expect-record.js";
import { knownSql, seenSql } from "../records/seen.js";
import { noteQuality } from "./note-quality.js";
import type { CriterionScore, ReviewInput } from "./practice-classes.js";

interface ReviewRow {
  readonly key: string;
  readonly practice: string;
  readonly by: string;
}

const COLUMNS = `r.id, r.practice, r.by, r.scores, r.text, ${isoSql("r.created_at")} as "createdAt"`;

/** Reviews a practice. Throws `BAD_USER_INPUT`, for one's own practice too. */
export async function reviewPractice(context: ExchangeContext, acting: Acting, input: ReviewInput): Promise<object> {
  const scores = readScores(input.scores);
  const text = readText("text", input.text);
  const practice = await expectRecord(context, input.practice, { argument: "practice", types: ["Practice"] });
  if (practice.organization === acting.organization)
    throw badInput("practice", "another organization's practice: nobody reviews their own", input.practice);
  await noteActing(context, acting.organization);
  return context.database.transaction(async (tx) => {
    const [row] = await tx.rows<ReviewRow>(
      `insert into exchange.review as r (id, practice, by, scores, text) values (?, ?, ?, ?::jsonb, ?)
       on conflict (practice, by) do update set scores = excluded.scores, text = excluded.text, created_at = now()
       returning ${COLUMNS}`,
      [randomUUID(), practice.id, acting.organization, JSON.stringify(scores), text],
    );
    if (row === undefined) throw new Error("a review that was just written is gone");
    const notice = { kind: "review.written", subject: practice.id, by: acting.organization } as const;
    await tellOrganizations(tx, [{ ...notice, organization: practice.organization }]);
    await noteQuality(tx, practice);
    return showReview(row);
  });
}

function readScores(scores: ReviewInput["scores"]): CriterionScore[] {
  if (scores.length === 0) throw badInput("scores", "a score for one criterion at least", scores);
  const given = new Map<string, CriterionScore>();
  for (const { criterion, score } of scores) {
    if (given.has(criterion)) throw badInput("scores", "each criterion once", criterion);
    given.set(criterion, { criterion, score: readNumber("scores", score, { least: 1, most: 5 }) ?? 0 });
  }
  return [...given.values()];
}

function showReview(row: ReviewRow): object {
  return { ...row, practice: recordStub(row.practice), by: recordStub(row.by) };
}

/** The first reviews of each practice, the latest first. */
export async function reviewsOfPractices(
  { database, principal: { visibility } }: ExchangeContext,
  keys: readonly FirstOf[],
): Promise<Map<string, object[]>> {
  const rows = await database.rows<ReviewRow>(
    `select wanted.key, found.* from unnest(?::text[], ?::text[], ?::integer[]) as wanted(key, id, first),
       lateral (select ${COLUMNS} from exchange.review r where r.practice = wanted.id
         and ${seenSql("r.practice", visibility)} and ${knownSql("r.by", visibility)}
         and ${shownSql("r.id::text")} order by r.created_at desc, r.id limit wanted.first) found`,
    [keys.map(keyOf), keys.map(({ id }) => id), keys.map(({ first }) => readPageSize("first", first))],
  );
  return new Map([...groupRows(rows)].map(([key, group]) => [key, group.map(showReview)]));
}
