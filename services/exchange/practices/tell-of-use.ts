// What the search for experts is told of practices in use and of endorsements. In: an id, in the transaction that changed it.
// Out: it as it is now; nothing of one that is hidden or gone.
import { isoSql } from "../../database/time-sql.js";
import type { Session } from "../../database/session.js";
import { takeFeed, tellNetwork } from "../feed/tell-network.js";
import { shownSql } from "../moderation/shown.js";

/** Tells of an adoption: of one that is considered only, or was stopped, that there is none. Last in its transaction. */
export async function tellOfAdoption(tx: Session, id: string): Promise<void> {
  await takeFeed(tx);
  const [use] = await tx.rows<{ practice: string; by: string; at: string }>(
    `select a.practice, a.by, ${isoSql("a.updated_at")} as at from exchange.adoption a
     where a.id::text = ? and a.state in ('TRYING', 'ADOPTED') and ${shownSql("a.id::text")}`,
    [id],
  );
  await tellNetwork(tx, id, use === undefined ? null : { kind: "ADOPTION", id, ...use });
}

/** Tells of an endorsement. Last in its transaction. */
export async function tellOfEndorsement(tx: Session, id: string): Promise<void> {
  await takeFeed(tx);
  const [given] = await tx.rows<{ person: string; topic: string; by: string; at: string }>(
    `select e.person, e.topic, e.by, ${isoSql("e.created_at")} as at from exchange.endorsement e
     where e.id::text = ? and ${shownSql("e.id::text")}`,
    [id],
  );
  await tellNetwork(tx, id, given === undefined ? null : { kind: "ENDORSEMENT", id, ...given });
}
