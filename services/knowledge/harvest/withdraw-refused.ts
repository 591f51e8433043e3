// Entries that broke the contract but say, broken as they are, that their record is no longer PUBLIC. In: what a page
// had refused. Out: the public records among them are gone, until the partner says something sound of them.
import type { RefusedEntry } from "../../../schema/change-feed.js";
import type { Session } from "../../database/session.js";
import type { LoggedChange } from "./change-log.js";
import { removeRecords } from "./remove-records.js";

interface Refused {
  readonly partner: string;
  readonly era: number;
  readonly refused: readonly RefusedEntry[];
}

/** Removes public records of which something newer than what is known says that they are not. */
export async function withdrawRefused(tx: Session, { partner, era, refused }: Refused): Promise<LoggedChange[]> {
  const said = refused.flatMap(({ id, sequence, isWithdrawn }) =>
    isWithdrawn === true && id !== null && sequence !== null ? [{ id, sequence: String(sequence) }] : [],
  );
  if (said.length === 0) return [];
  const rows = await tx.rows<{ id: string }>(
    `select distinct entry.id from jsonb_to_recordset(?::jsonb) as said(id text, sequence numeric)
       join knowledge.entry on entry.id = said.id and entry.visibility = 'PUBLIC'
       join knowledge.applied on applied.partner = ? and applied.id = said.id
     where (applied.era, applied.sequence) < (?, said.sequence)`,
    [JSON.stringify(said), partner, era],
  );
  return removeRecords(
    tx,
    rows.map(({ id }) => id),
  );
}
