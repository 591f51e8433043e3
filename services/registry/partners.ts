// The partners of the network. In: profiles, states. Out: rows of the registry.
import type { MikroORM } from "@mikro-orm/postgresql";
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

export class Partners {
  readonly #orm: MikroORM;

  constructor(orm: MikroORM) {
    this.#orm = orm;
  }

  /** Lists partners that the hub itself runs: new ones are ACTIVE at once, known ones keep their state. */
  async listHosted(listings: readonly PartnerListing[]): Promise<void> {
    const em = this.#orm.em.fork();
    const known = new Map(
      (await em.find(PartnerRow, { key: { $in: listings.map(({ key }) => key) } })).map((row) => [row.key, row]),
    );
    for (const listing of listings) {
      const row = known.get(listing.key);
      if (row === undefined) em.create(PartnerRow, { ...listing, hosted: true, state: "ACTIVE", joinedAt: new Date() });
      else em.assign(row, { ...listing });
    }
    await em.flush();
  }

  /** The partners in some states, by key. */
  async inStates(states: readonly string[]): Promise<PartnerRecord[]> {
    return this.#orm.em.fork().find(PartnerRow, { state: { $in: [...states] } }, { orderBy: { key: "asc" } });
  }

  /** The partners of some keys, in any order; keys that are none are left out. */
  async byKeys(keys: readonly string[]): Promise<PartnerRecord[]> {
    return this.#orm.em.fork().find(PartnerRow, { key: { $in: [...keys] } });
  }

  /** Changes a partner's state. False when there is no such partner. */
  async setState(key: string, state: PartnerState): Promise<boolean> {
    return (await this.#orm.em.fork().nativeUpdate(PartnerRow, { key }, { state })) === 1;
  }
}
