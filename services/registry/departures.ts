// Leaving: in one transaction the partner is no partner any more and its key is spent; then the other rooms forget it. In:
// keys. Out: nothing is left but the key. A process that dies in between is no loss: what is not finished is gone on with.
import type { Session } from "../database/session.js";
import type { AccessKeys } from "./access-keys.js";
import type { Act, AuditLog } from "../../schema/audit.js";
import type { HostedPartners } from "../../schema/hosted-partners.js";
import type { Partners } from "./partners.js";
import type { RegistryDatabase } from "./store/open-registry-store.js";

export interface DepartureParts {
  readonly database: RegistryDatabase;
  readonly audit: AuditLog;
  readonly partners: Partners;
  readonly keys: AccessKeys;
  /** Has the other rooms forget all of a partner's records; may be asked again for one that is forgotten. */
  readonly forget: (partner: string) => Promise<void>;
  /** The program that serves hosted partners. */
  readonly hosted: Pick<HostedPartners, "forget">;
  /** Told of what could not be finished and will be tried again. */
  readonly onTrouble: (error: unknown) => void;
}

const RESUME_MS = 30_000;

export class Departures {
  readonly #parts: DepartureParts;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: DepartureParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => void this.resume(), RESUME_MS).unref();
  }

  /** The partner leaves, in somebody's name. False when there is no such partner. */
  async leave(key: string, act: Act): Promise<boolean> {
    const { database, audit, keys, partners } = this.#parts;
    const gone = await database.transaction(async (session) => {
      const [row] = await session.rows<{ hosted: boolean; state: string }>(DELETE_PARTNER, [key]);
      if (row === undefined) return null;
      // Who was never a partner leaves nothing behind: the request is refused, the key is free.
      if (row.state !== "PENDING") await session.rows(DEPARTED, [key, row.hosted]);
      await removePeople(session, key);
      await audit.note(act, session);
      return row;
    });
    if (gone === null) return false;
    if (gone.state === "PENDING" && gone.hosted) await this.#parts.hosted.forget(key);
    keys.forgetKnown();
    await partners.changed();
    await this.resume();
    return true;
  }

  /** Goes on with what is not finished, one partner after the other. Never rejects. */
  resume(): Promise<void> {
    this.#running = this.#running.then(() => this.#finishAll()).catch(this.#parts.onTrouble);
    return this.#running;
  }

  /** Waits for what is under way, and stops. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  async #finishAll(): Promise<void> {
    const { database, forget } = this.#parts;
    const open = await database.rows<{ key: string }>(
      `select key from registry.departed where finished_at is null order by at, key`,
    );
    for (const { key } of open) {
      await forget(key);
      await database.rows(`update registry.departed set finished_at = now() where key = ?`, [key]);
    }
  }
}

/** The same of one that left in a database which does not know that: it is never a partner again. */
export async function departIn(session: Session, key: string): Promise<void> {
  const [row] = await session.rows<{ hosted: boolean }>(DELETE_PARTNER, [key]);
  await session.rows(DEPARTED, [key, row?.hosted ?? false]);
  await removePeople(session, key);
}

const DELETE_PARTNER = `delete from registry.partner where key = ? returning hosted, state`;
const DEPARTED = `insert into registry.departed (key, hosted, at) values (?, ?, now())`;

/** Its members with their sessions, its keys, and what coordinators were told of it. */
async function removePeople(session: Session, key: string): Promise<void> {
  const own = `split_part(organization, ':', 1) = ?`;
  await session.rows(`delete from registry.member where ${own}`, [key]);
  await session.rows(`update registry.access_key set revoked_at = now() where ${own} and revoked_at is null`, [key]);
  await session.rows(`delete from registry.incident where partner = ?`, [key]);
}
