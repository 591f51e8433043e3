// What organizations follow: records of partners, the hub's own, topics. In: ids. Out: rows; who follows something is told what
// becomes of it.
import { badInput } from "../../../schema/errors.js";
import { recordStub } from "../../../schema/record-id.js";
import { topicById } from "../../../schema/topics.js";
import type { Session } from "../../database/session.js";
import { isoSql } from "../../database/time-sql.js";
import type { Acting } from "../acting.js";
import type { ExchangeContext } from "../exchange-context.js";
import { heldRecords, loadHeld } from "../held-records.js";
import { expectRecord, noteActing } from "../records/expect-record.js";
import type { RecordNews } from "../records/follow-records.js";
import { tellOrganizations } from "./tell-organization.js";

interface FollowRow {
  readonly subject: string;
  readonly since: string;
}

const MOST_FOLLOWS = 500;
/** A record that is new here and older than this is no news: its partner has just joined. */
const NEWS_MS = 30 * 24 * 3_600_000;
const COLUMNS = `subject, ${isoSql("since")} as since`;

/** Follows something; once more changes nothing. Throws `BAD_USER_INPUT`. */
export async function follow(context: ExchangeContext, acting: Acting, subject: string): Promise<object> {
  await expectSubject(context, subject);
  await noteActing(context, acting.organization);
  return context.database.transaction(async (tx) => {
    await tx.rows(`select pg_advisory_xact_lock(hashtext(?))`, [`follow ${acting.organization}`]);
    const [count] = await tx.rows<{ total: number }>(
      `select count(*)::int as total from exchange.follow where organization = ?`,
      [acting.organization],
    );
    if ((count?.total ?? 0) >= MOST_FOLLOWS)
      throw badInput("subject", `at most ${MOST_FOLLOWS} things that one organization follows`, subject);
    await tx.rows(`insert into exchange.follow (organization, subject) values (?, ?) on conflict do nothing`, [
      acting.organization,
      subject,
    ]);
    const [row] = await tx.rows<FollowRow>(
      `select ${COLUMNS} from exchange.follow where organization = ? and subject = ?`,
      [acting.organization, subject],
    );
    if (row === undefined) throw new Error("what was just followed is not");
    return showFollow(context, row);
  });
}

async function expectSubject(context: ExchangeContext, subject: string): Promise<void> {
  if (topicById(subject) !== undefined) return;
  if (!subject.startsWith("hub:")) {
    await expectRecord(context, subject, { argument: "subject", types: [] });
    return;
  }
  const held = await heldRecords(context, [subject]);
  if (!held.has(subject)) throw badInput("subject", "the id of something that you may see", subject);
}

/** Follows no longer. Throws `BAD_USER_INPUT` for what was not followed. */
export async function unfollow({ database }: ExchangeContext, acting: Acting, subject: string): Promise<string> {
  const gone = await database.rows(`delete from exchange.follow where organization = ? and subject = ? returning 1`, [
    acting.organization,
    subject,
  ]);
  if (gone.length === 0) throw badInput("subject", "something that your organization follows", subject);
  return subject;
}

/** What an organization follows, the latest first. */
export async function listFollows(context: ExchangeContext, acting: Acting): Promise<object[]> {
  const rows = await context.database.rows<FollowRow>(
    `select ${COLUMNS} from exchange.follow where organization = ? order by follow.since desc, subject`,
    [acting.organization],
  );
  return Promise.all(rows.map((row) => showFollow(context, row)));
}

/** What the hub itself holds is given whole: nobody else answers for it. */
async function showFollow(context: ExchangeContext, { subject, since }: FollowRow): Promise<object> {
  const isHeld = subject.startsWith("hub:") && topicById(subject) === undefined;
  return { since, subject: isHeld ? ((await loadHeld(context, subject)) ?? null) : recordStub(subject) };
}

/**
 * Tells of what partners published: of a change, who follows the record; of a new record, who follows its organization or a
 * topic of it; of an adaptation, whoever published the original.
 */
export async function tellOfNews(tx: Session, { changed, added }: RecordNews): Promise<void> {
  const isNew = new Set(added);
  const since = new Date(Date.now() - NEWS_MS).toISOString();
  const fresh = changed.filter(({ id, createdAt }) => isNew.has(id) && createdAt > since);
  await tellOrganizations(
    tx,
    changed.flatMap(({ id, organization: by }) =>
      isNew.has(id) ? [] : [{ organization: null, kind: "record.changed" as const, subject: id, by }],
    ),
  );
  const abouts = fresh.flatMap(({ id, organization, topics }) =>
    [organization ?? [], topics].flat().map((about) => ({ id, about, by: organization })),
  );
  const followers = await tx.rows<{ subject: string; organization: string; by: string | null }>(
    `select distinct on (f.organization, n.id) n.id as subject, f.organization, n.by
     from jsonb_to_recordset(?::jsonb) as n(id text, about text, by text) join exchange.follow f on f.subject = n.about`,
    [JSON.stringify(abouts)],
  );
  await tellOrganizations(
    tx,
    followers.map((each) => ({ ...each, kind: "record.published" as const })),
  );
  const originals = fresh.flatMap(({ id, adaptedFrom, organization: by }) =>
    adaptedFrom === null ? [] : [{ id, about: adaptedFrom, by }],
  );
  const owners = await tx.rows<{ subject: string; about: string; organization: string; by: string | null }>(
    `select n.id as subject, n.about, r.organization, n.by from jsonb_to_recordset(?::jsonb) as n(id text, about text, by text)
     join exchange.record r on r.id = n.about and r.organization is not null`,
    [JSON.stringify(originals)],
  );
  await tellOrganizations(
    tx,
    owners.map((each) => ({ ...each, kind: "practice.adapted" as const })),
  );
}
