// What search is told of a discussion. In: its id, in the transaction that changed it. Out: its words as they are now: of what
// was deleted or hidden, none; for a discussion that the public may find, none of organizations that it may not see.
import { isoSql } from "../../database/time-sql.js";
import type { Session } from "../../database/session.js";
import { takeFeed, tellNetwork } from "../feed/tell-network.js";
import { shownSql } from "../moderation/shown.js";
import type { KnownRecord } from "../records/look-up.js";
import { tellOfNeed } from "../needs/needs.js";
import { knownSql } from "../records/seen.js";

/** Longer discussions are found by what was said last. */
const MOST_CHARACTERS = 100_000;

interface Told {
  readonly community: string;
  readonly name: string;
  readonly language: string;
  readonly topics: readonly string[];
  readonly about: readonly string[];
  readonly updatedAt: string;
  readonly isPublic: boolean;
}

interface Said {
  readonly text: string;
  readonly by: string;
}

/** Tells search of a discussion as it is now. Last in its transaction. */
export async function tellOfDiscussion(tx: Session, id: string): Promise<void> {
  await takeFeed(tx);
  const [row] = await tx.rows<Told>(
    `select d.community, d.title as name, d.language, c.topics, d.about, ${isoSql("d.updated_at")} as "updatedAt",
       c.visibility = 'PUBLIC' and ${knownSql("d.by", "PUBLIC")} as "isPublic"
     from exchange.discussion d join exchange.community c on c.id = d.community
     where d.id = ? and c.visibility <> 'MEMBERS' and ${shownSql("d.id")} and ${shownSql("c.id")}`,
    [id],
  );
  if (row === undefined) return tellNetwork(tx, id, null);
  const { isPublic, ...told } = row;
  const visibility = isPublic ? "PUBLIC" : "NETWORK";
  const said = await tx.rows<Said>(
    `select p.text, p.by from exchange.post p where p.discussion = ? and not p.deleted and ${shownSql("p.id::text")}
       and ${knownSql("p.by", visibility)} order by p.created_at desc, p.id`,
    [id],
  );
  const organizations = [...new Set(said.map(({ by }) => by))].sort();
  const texts = latest(said.map(({ text }) => text));
  return tellNetwork(tx, id, { kind: "DISCUSSION", id, visibility, summary: null, texts, organizations, ...told });
}

/** Tells anew of what organizations wrote that have just become known, or that others may see than before. */
export async function tellOfAuthors(tx: Session, changed: readonly KnownRecord[]): Promise<void> {
  const authors = changed.flatMap(({ id, typename }) => (typename === "Organization" ? [id] : []));
  if (authors.length === 0) return;
  const written = await tx.rows<{ id: string }>(
    `select id from exchange.discussion where by = any(?::text[])
     union select discussion from exchange.post where by = any(?::text[]) order by 1`,
    [authors, authors],
  );
  for (const { id } of written) await tellOfDiscussion(tx, id);
  const needs = await tx.rows<{ id: string }>(
    "select id from exchange.need where by = any(?::text[]) and state = 'OPEN' order by 1",
    [authors],
  );
  for (const { id } of needs) await tellOfNeed(tx, id);
}

/** As many as fit, in the order in which they were said. */
function latest(texts: readonly string[]): string[] {
  let room = MOST_CHARACTERS;
  const fitting = texts.filter((text) => (room -= text.length) >= 0);
  return fitting.reverse();
}
