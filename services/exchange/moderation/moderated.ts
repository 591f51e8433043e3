// What coordinators may hide or remove: everything that organizations write here. In: an id. Out: what it names and says,
// whether a reader may see it, and how no word of it is left.
import type { Principal } from "../../../schema/principal.js";
import { joinSql, sql, type Session, type Sql } from "../../database/session.js";
import { discussionSql, communitySql, postSql } from "../communities/may-read.js";
import { tellOfCommunity } from "../communities/communities.js";
import { tellOfDiscussion } from "../communities/tell-of-discussion.js";
import { blankPost } from "../communities/write-post.js";
import { exchangeSql } from "../exchanges/read-exchanges.js";
import { tellOfNeed } from "../needs/needs.js";
import { needSql } from "../needs/read-needs.js";
import { tellOfAdoption, tellOfEndorsement } from "../practices/tell-of-use.js";
import { knownSql, seenSql } from "../records/seen.js";
import { shownSql } from "./shown.js";

/** A kind of what is written here. */
interface Moderated {
  /** Its rows, as `x`; with what its conditions need. */
  readonly from: string;
  readonly id: string;
  /** The column of its ids, where they are UUIDs: this is what the index knows. */
  readonly uuid?: string;
  /** The organization that wrote it. */
  readonly by: string;
  /** Its words, and on which page they stand. */
  readonly text: string;
  readonly about: string;
  readonly seen: (reader: Principal) => Sql;
  /** Removes it: no word is left. Gives what went with it, of which the network is to be told. */
  remove(tx: Session, id: string): Promise<readonly string[]>;
  /** Tells the network of it as it is after it was hidden, shown again or removed. Last in its transaction. */
  tell?(tx: Session, id: string): Promise<void>;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PARAGRAPH = `E'\\n\\n'`;
const wordsOf = (...columns: readonly string[]): string => `concat_ws(${PARAGRAPH}, ${columns.join(", ")})`;

interface Written {
  readonly table: string;
  /** The column with the record that it is about. */
  readonly subject: string;
  /** The columns with its words. */
  readonly words: readonly string[];
  readonly tell?: Moderated["tell"];
}

const written = ({ table, subject, words, tell }: Written): Moderated => ({
  ...(tell === undefined ? {} : { tell }),
  ...{ from: `exchange.${table} x`, id: "x.id::text", uuid: "x.id", by: "x.by" },
  ...{ text: wordsOf(...words.map((column) => `x.${column}`)), about: `x.${subject}` },
  seen: ({ visibility }) => sql(`${seenSql(`x.${subject}`, visibility)} and ${knownSql("x.by", visibility)}`),
  async remove(tx, id) {
    await tx.rows(`delete from exchange.${table} where id::text = ?`, [id]);
    return [];
  },
});

/** What a discussion begins with. */
const OPENING = `(select p.text from exchange.post p where p.discussion = d.id and not p.deleted order by p.created_at, p.id limit 1)`;

const KINDS: readonly Moderated[] = [
  {
    ...{ from: "exchange.community c", id: "c.id", by: "c.by", seen: communitySql, tell: tellOfWhole },
    ...{ text: wordsOf("c.name", "c.summary"), about: "c.id" },
    async remove(tx, id) {
      await tx.rows("select 1 from exchange.community where id = ? for update", [id]); // nothing is started there any more
      const discussions = await tx.rows<{ id: string }>("select id from exchange.discussion where community = ?", [id]);
      await tx.rows("delete from exchange.community where id = ?", [id]);
      return discussions.map((each) => each.id);
    },
  },
  {
    from: "exchange.discussion d join exchange.community c on c.id = d.community",
    ...{ id: "d.id", by: "d.by", seen: discussionSql, tell: tellOfDiscussion },
    ...{ text: wordsOf("d.title", OPENING), about: "d.id" },
    async remove(tx, id) {
      await tx.rows("delete from exchange.discussion where id = ?", [id]);
      return [];
    },
  },
  {
    from: `exchange.post p join exchange.discussion d on d.id = p.discussion join exchange.community c on c.id = d.community`,
    ...{ id: "p.id::text", uuid: "p.id", by: "p.by", tell: tellOfPost },
    ...{ text: "case when p.deleted then null else p.text end", about: "d.id" },
    seen: (reader) => joinSql([discussionSql(reader), postSql(reader), sql("not p.deleted")], "and"),
    async remove(tx, id) {
      await blankPost(tx, id);
      return [];
    },
  },
  {
    ...{ from: "exchange.need n", id: "n.id", by: "n.by", seen: (reader) => sql(needSql(reader)), tell: tellOfNeed },
    ...{ text: wordsOf("n.title", "n.text"), about: "n.id" },
    async remove(tx, id) {
      await tx.rows("delete from exchange.need where id = ?", [id]);
      return [];
    },
  },
  {
    ...{ from: "exchange.exchange e", id: "e.id", by: "e.by", seen: exchangeSql },
    ...{ text: wordsOf("e.title", "e.text", "e.outcome"), about: "e.id" },
    async remove(tx, id) {
      await tx.rows("delete from exchange.exchange where id = ?", [id]);
      return [];
    },
  },
  written({
    ...{ table: "adoption", subject: "practice", tell: tellOfAdoption },
    words: ["context", "adaptations", "outcome", "lesson"],
  }),
  written({ table: "review", subject: "practice", words: ["text"] }),
  written({ table: "endorsement", subject: "person", words: ["statement"], tell: tellOfEndorsement }),
];

/** Something that was written here. */
export interface FoundWriting {
  readonly kind: Moderated;
  readonly by: string;
}

/** What an id names, whoever wrote it: for a coordinator, who sees what is hidden too. Null when there is nothing. */
export async function findWriting(session: Session, id: string): Promise<FoundWriting | null> {
  return find(session, id, () => sql("true"));
}

/** What an id names, when this reader may see it. */
export async function findSeenWriting(session: Session, id: string, reader: Principal): Promise<FoundWriting | null> {
  return find(session, id, (kind) => joinSql([kind.seen(reader), sql(shownSql(kind.id))], "and"));
}

async function find(session: Session, id: string, condition: (kind: Moderated) => Sql): Promise<FoundWriting | null> {
  for (const kind of KINDS) {
    const where = condition(kind);
    const [row] = await session.rows<{ by: string }>(
      `select ${kind.by} as by from ${kind.from} where ${kind.id} = ? and ${where.text}`,
      [id, ...where.values],
    );
    if (row !== undefined) return { kind, by: row.by };
  }
  return null;
}

/** What was reported, as coordinators read it: also what is hidden. */
export interface Reported {
  readonly subject: string;
  readonly text: string | null;
  readonly by: string;
  readonly about: string;
}

/** What ids name, by id; what is gone is missing. One statement, whatever they name. */
export async function readReported(session: Session, ids: readonly string[]): Promise<Map<string, Reported>> {
  const selects = KINDS.map(({ id, uuid, from, text, by, about }) => {
    const isAsked = uuid === undefined ? `${id} = any(?::text[])` : `${uuid} = any(?::uuid[])`;
    return `select ${id} as subject, ${text} as text, ${by} as by, ${about} as about from ${from} where ${isAsked}`;
  });
  const uuids = ids.filter((id) => UUID.test(id));
  const values = KINDS.map(({ uuid }) => (uuid === undefined ? ids : uuids));
  const rows = await session.rows<Reported>(selects.join(" union all "), values);
  return new Map(rows.map((row) => [row.subject, row]));
}

async function tellOfPost(tx: Session, id: string): Promise<void> {
  const [row] = await tx.rows<{ discussion: string }>("select discussion from exchange.post where id::text = ?", [id]);
  if (row !== undefined) await tellOfDiscussion(tx, row.discussion);
}

async function tellOfWhole(tx: Session, id: string): Promise<void> {
  await tellOfCommunity(tx, id);
  const discussions = await tx.rows<{ id: string }>("select id from exchange.discussion where community = ?", [id]);
  for (const discussion of discussions) await tellOfDiscussion(tx, discussion.id);
}
