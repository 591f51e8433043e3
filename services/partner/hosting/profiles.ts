// The partners that the program serves beside those of its configuration, and where it answers. In: a session on the
// partner store. Out: rows. Whoever asks the program for a key that it does not know has it looked up here.
import type { HostedProfile } from "../../../schema/hosted-partners.js";
import type { Session } from "../../database/session.js";
import { completeProfile, type PartnerProfile } from "../partner-profile.js";
import { openFeeds } from "../store/append-changes.js";
import { STORE_SCHEMA as S } from "../store/tables.js";

/** Has the program serve a partner from now on, or under another name. */
export async function writeProfile(tx: Session, { key, name, licence, languages }: HostedProfile): Promise<void> {
  await tx.rows(
    `insert into ${S}.profile (partner, name, licence, languages) values (?, ?, ?, ?) on conflict (partner)
       do update set name = excluded.name, licence = excluded.licence, languages = excluded.languages`,
    [key, name, licence, [...languages]],
  );
  await openFeeds(tx, [key]);
}

/** A partner that is served beside those of the configuration; null where there is none. */
export async function readProfile(session: Session, key: string): Promise<PartnerProfile | null> {
  const sql = `select partner as key, name, licence, languages from ${S}.profile where partner = ?`;
  const [row] = await session.rows<HostedProfile>(sql, [key]);
  return row === undefined ? null : completeProfile(row);
}

/** Notes where the program answers: `<url>/<key>/graphql`. */
export async function writeProgramUrl(session: Session, url: string): Promise<void> {
  await session.rows(
    `insert into ${S}.program (url) values (?) on conflict (single) do update set url = excluded.url`,
    [url],
  );
}

/** Where the program answers; null while none has run. */
export async function readProgramUrl(session: Session): Promise<string | null> {
  return (await session.rows<{ url: string }>(`select url from ${S}.program`))[0]?.url ?? null;
}
