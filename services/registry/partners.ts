// The partners of the network. In: profiles, states. Out: rows of the registry.
import type { MikroORM } from "@mikro-orm/postgresql";
import type { Act, AuditLog } from "../../schema/audit.js";
import type { RegistryDatabase, RegistryStore } from "./store/open-registry-store.js";
import { listen, type Listener } from "../database/listen.js";
import { readSuspensions, writeReason, type Suspension } from "./suspensions.js";
import { PartnerRow, type PartnerRecord } from "./store/tables.js";

export type PartnerState = "PENDING" | "ACTIVE" | "SUSPENDED" | "QUARANTINED";

/** A partner as the launcher knows it. */
export interface PartnerListing {
  readonly key: string;
  readonly name: string;
  readonly licence: string;
  readonly endpoint: string;
  readonly level: "BASIC" | "LIVE";
  readonly contractVersion: string;
  readonly organization: string | null;
}

/** What coordinators decide about a partner, and why, where they must say. */
export interface PartnerDecision {
  readonly state: PartnerState;
  readonly reason: string | null;
}

/** On which processes of the hub tell each other. */
const CHANNEL = "maillage_partners";

export class Partners {
  readonly #orm: MikroORM;
  readonly #database: RegistryDatabase;
  readonly #audit: AuditLog;
  readonly #pool: RegistryStore["pool"];
  readonly #listeners: Array<() => Promise<void>> = [];

  constructor({ orm, database, pool }: RegistryStore, audit: AuditLog) {
    this.#pool = pool;
    this.#orm = orm;
    this.#database = database;
    this.#audit = audit;
  }

  /** Has a listener told when partners come or go. */
  watch(listener: () => Promise<void>): void {
    this.#listeners.push(listener);
  }

  /** Tells that partners came or went; resolves when everyone in this process goes by it. Others hear of it at once. */
  async changed(): Promise<void> {
    await this.#tellListeners();
    await this.#database.rows(`select pg_notify('${CHANNEL}', '')`);
  }

  /** Has the listeners told of what other processes changed. Gives a way to stop. */
  async follow(onTrouble: (error: unknown) => void): Promise<Listener> {
    return listen(this.#pool, CHANNEL, () => {
      this.#tellListeners().catch(onTrouble);
    });
  }

  async #tellListeners(): Promise<void> {
    await Promise.all(this.#listeners.map((listener) => listener()));
  }

  /** Lists partners that the hub itself runs: new ones are ACTIVE at once, known ones keep their state, those that left stay away. */
  async listHosted(listings: readonly PartnerListing[]): Promise<void> {
    const em = this.#orm.em.fork();
    const known = new Map(
      (await em.find(PartnerRow, { key: { $in: listings.map(({ key }) => key) } })).map((row) => [row.key, row]),
    );
    const departed = new Set(await this.departed());
    for (const listing of listings.filter(({ key }) => !departed.has(key))) {
      const row = known.get(listing.key);
      if (row === undefined) em.create(PartnerRow, { ...listing, hosted: true, state: "ACTIVE", joinedAt: new Date() });
      else em.assign(row, { ...listing });
    }
    await em.flush();
  }

  /** Says where the hub's program answers: for all that it serves. */
  async hostAt(url: string): Promise<void> {
    await this.#database.rows(`update registry.partner set endpoint = ? || '/' || key || '/graphql' where hosted`, [
      url,
    ]);
  }

  /** The keys of the partners that left. */
  async departed(): Promise<string[]> {
    return (await this.#database.rows<{ key: string }>(`select key from registry.departed`)).map(({ key }) => key);
  }

  /** The partners in some states, by key. */
  async inStates(states: readonly string[]): Promise<PartnerRecord[]> {
    return this.#orm.em.fork().find(PartnerRow, { state: { $in: [...states] } }, { orderBy: { key: "asc" } });
  }

  /** The partners of some keys, in any order; keys that are none are left out. */
  async byKeys(keys: readonly string[]): Promise<PartnerRecord[]> {
    return this.#orm.em.fork().find(PartnerRow, { key: { $in: [...keys] } });
  }

  /** Changes a partner's state in somebody's name. False when there is no such partner, or it is not approved yet. */
  decide(key: string, { state, reason }: PartnerDecision, act: Act): Promise<boolean> {
    return this.#database.transaction(async (session) => {
      const sql = `update registry.partner set state = ? where key = ? and state <> 'PENDING' returning key`;
      if ((await session.rows(sql, [state, key])).length === 0) return false;
      await this.#audit.note(act, session);
      if (reason !== null) await writeReason(session, key, reason);
      return true;
    });
  }

  /** Why partners are suspended, by key; those that are not are missing. */
  async suspensions(keys: readonly string[]): Promise<Map<string, Suspension>> {
    return readSuspensions(this.#database, keys);
  }

  /** Changes a partner's state. False when there is no such partner. */
  async setState(key: string, state: PartnerState): Promise<boolean> {
    return (await this.#orm.em.fork().nativeUpdate(PartnerRow, { key }, { state })) === 1;
  }
}
