// Hosted partners: associations without a server. In: what their people ask for. Out: partners that the hub's own program
// serves, their records, their sources. Whoever acts administers the partner; of others' there is no sign.
import { CONTRACT_VERSION } from "../../../schema/contract-versions.js";
import { badInput } from "../../../schema/errors.js";
import { actorOf, type Act, type AuditLog } from "../../../schema/audit.js";
import type { HostedPartners, RecordWish, TableReport, TableWish } from "../../../schema/hosted-partners.js";
import type { Principal } from "../../../schema/principal.js";
import { ownerOf } from "../../../schema/record-id.js";
import { administers, noSuchPartner } from "../administers.js";
import { readHostedInput, type HostedWish } from "../join-input.js";
import { writeRequest, writeSchema, type JoinOutcome, type Joining } from "../joining.js";
import type { RegistryDatabase } from "../store/open-registry-store.js";
import { writeSource, type Sources } from "./sources.js";

export interface HostingParts {
  readonly database: RegistryDatabase;
  readonly audit: AuditLog;
  readonly joining: Pick<Joining, "run">;
  readonly hosted: HostedPartners;
  readonly sources: Sources;
}

/** How often a source that was named at the beginning is looked at. */
const EVERY_HOURS = 24;

export class Hosting {
  readonly #parts: HostingParts;

  constructor(parts: HostingParts) {
    this.#parts = parts;
  }

  get sources(): Sources {
    return this.#parts.sources;
  }

  /** Asks the hub to run a partner's subgraph; a coordinator approves it. Throws `BAD_USER_INPUT`. */
  async request(wish: HostedWish, asker: Principal, languages: readonly string[]): Promise<JoinOutcome> {
    const { source, ...input } = readHostedInput(wish);
    const { database, joining, hosted } = this.#parts;
    const { key, name, licence } = input;
    const claim = { asker, level: "LIVE", contractVersion: CONTRACT_VERSION, hosted: true };
    await database.transaction((session) => writeRequest(session, { ...claim, input: { ...input, endpoint: "" } }));
    await hosted.forget(key); // what a request that was refused, or not finished, has left
    const endpoint = await hosted.open({ key, name, licence, languages: [languages[0] ?? "en"] });
    const { report, facts } = await joining.run({ endpoint, key, languages, isOwn: true });
    if (!report.passed) throw new Error(`The hub's own program does not pass the kit for ${key}.`);
    await database.transaction(async (session) => {
      await writeRequest(session, { ...claim, input: { ...input, endpoint } });
      await session.rows(`update registry.partner set organization = ? where key = ?`, [firstOrganization(key), key]);
      await writeSchema(session, key, facts.sdlHash);
      if (source !== null)
        await writeSource(session, { partner: key, url: source, rows: "MERGE", type: null, everyHours: EVERY_HOURS });
      await this.#parts.audit.note({ actor: actorOf(asker), action: "partner.request-hosted", subject: key }, session);
    });
    return { partner: key, report };
  }

  /** Imports a table, or says what that would do. Throws `BAD_USER_INPUT`. */
  async importTable(wish: TableWish, by: Principal): Promise<TableReport> {
    await this.mustAdminister(wish.partner, by);
    const report = await this.#parts.hosted.importTable(wish);
    const { created, changed, deleted } = report;
    if (!wish.dryRun && !report.stopped)
      await this.#note(by, {
        ...{ action: "table.import", subject: wish.partner },
        note: `${created} new, ${changed} changed, ${deleted} deleted`,
      });
    return report;
  }

  /** Saves one record, or says what that would do. Throws `BAD_USER_INPUT`. */
  async saveRecord(wish: RecordWish, by: Principal): Promise<TableReport> {
    await this.mustAdminister(wish.partner, by);
    const report = await this.#parts.hosted.saveRecord(wish);
    if (!wish.dryRun && report.created + report.changed > 0)
      await this.#note(by, { action: "record.save", subject: wish.partner });
    return report;
  }

  /** Deletes a record of a hosted partner. Throws `BAD_USER_INPUT`. */
  async withdraw(id: string, by: Principal): Promise<void> {
    const isOurs = administers(by, ownerOf(id)) && (await this.#isHosted(ownerOf(id)));
    if (!isOurs || !(await this.#parts.hosted.withdraw(id)))
      throw badInput("id", "the id of a record of a hosted partner that you administer", id);
    await this.#note(by, { action: "record.withdraw", subject: ownerOf(id) });
  }

  /** Throws `BAD_USER_INPUT` where somebody does not administer a partner, or the hub does not run it. */
  async mustAdminister(partner: string, by: Principal): Promise<void> {
    if (!administers(by, partner)) throw noSuchPartner("partner", partner);
    if (!(await this.#isHosted(partner)))
      throw badInput("partner", "the key of a partner whose subgraph this hub runs", partner);
  }

  async #isHosted(partner: string): Promise<boolean> {
    const sql = `select 1 from registry.partner where key = ? and hosted`;
    return (await this.#parts.database.rows(sql, [partner])).length > 0;
  }

  /** Records are not named: their ids may be made of people's names, and what is noted stays. */
  #note(by: Principal, act: Omit<Act, "actor">): Promise<void> {
    return this.#parts.audit.note({ ...act, actor: actorOf(by) });
  }
}

/** The record that stands for the association itself until its own table has one. */
export function firstOrganization(key: string): string {
  return `${key}:organization:${key}`;
}
