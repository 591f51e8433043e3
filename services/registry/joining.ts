// Joining: an association asks, the kit looks at its endpoint, a person approves. In: requests and acts. Out: partners
// that are PENDING, then ACTIVE. Nobody but who asked replaces a request; of two approvals at once, one is an act.
import type { CheckedEndpoint, ConformanceKit, ConformanceReport } from "../../schema/conformance.js";
import { badInput, CodedError } from "../../schema/errors.js";
import type { Principal } from "../../schema/principal.js";
import type { Session } from "../database/session.js";
import { actorOf, type AuditLog } from "../../schema/audit.js";
import { readEndpoint, readJoinInput, type JoinWish } from "./join-input.js";
import { clashOf } from "./partner-keys.js";
import type { Partners } from "./partners.js";
import { writeConformance } from "./conformance/conformance-rows.js";
import type { RegistryDatabase } from "./store/open-registry-store.js";

export interface JoiningParts {
  readonly database: RegistryDatabase;
  readonly audit: AuditLog;
  readonly partners: Partners;
  readonly kit: ConformanceKit;
}

/** What came of a request: the key of the partner that is PENDING now, or null, and the report. */
export interface JoinOutcome {
  readonly partner: string | null;
  readonly report: ConformanceReport;
}

/** Runs of the kit at once, in this process: each asks dozens of questions. */
const MOST_RUNS = 4;

export class Joining {
  readonly #parts: JoiningParts;
  #runs = 0;

  constructor(parts: JoiningParts) {
    this.#parts = parts;
  }

  /** Runs the kit against an endpoint. */
  async check(endpoint: string, key: string | null, languages: readonly string[]): Promise<ConformanceReport> {
    const sql = `select 1 from registry.partner where endpoint = ? and hosted`;
    const isOwn = (await this.#parts.database.rows(sql, [endpoint])).length > 0;
    return (await this.run({ endpoint: readEndpoint(endpoint), key, languages, isOwn })).report;
  }

  /** Asks to join. Throws `BAD_USER_INPUT`; an endpoint that does not conform is no partner yet. */
  async request(wish: JoinWish, asker: Principal, languages: readonly string[]): Promise<JoinOutcome> {
    const input = readJoinInput(wish);
    const { database } = this.#parts;
    await refuseTaken(database, { key: input.key, asker });
    const { report, facts } = await this.run({ endpoint: input.endpoint, key: input.key, languages });
    if (!report.passed || report.level === null) return { partner: null, report };
    const level = report.level;
    await database.transaction(async (session) => {
      const contractVersion = facts.contractVersion ?? "1.0";
      await writeRequest(session, { input, asker, level, contractVersion, hosted: false });
      await writeSchema(session, input.key, facts.sdlHash);
      await this.#parts.audit.note({ actor: actorOf(asker), action: "partner.request", subject: input.key }, session);
    });
    return { partner: input.key, report };
  }

  /** Approves a PENDING partner whose endpoint conforms now, too. Throws `BAD_USER_INPUT`. */
  async approve(key: string, actor: string): Promise<void> {
    const { database, partners, audit } = this.#parts;
    const [pending] = await database.rows<{ endpoint: string; hosted: boolean }>(PENDING, [key]);
    if (pending === undefined) throw notPending(key);
    const { report, facts } = await this.run({ endpoint: pending.endpoint, key, isOwn: pending.hosted, languages: [] });
    const failed = report.checks.filter(({ passed, severity }) => !passed && severity === "ERROR");
    if (!report.passed)
      throw badInput("key", "a partner whose endpoint conforms", failed.map(({ name }) => name).join());
    await database.transaction(async (session) => {
      const rows = await session.rows(
        `update registry.partner set state = 'ACTIVE', joined_at = now(), level = ?, contract_version = coalesce(?, contract_version)
          where key = ? and state = 'PENDING' and endpoint = ? returning key`,
        [report.level, facts.contractVersion, key, pending.endpoint],
      );
      if (rows.length === 0) throw notPending(key);
      await writeSchema(session, key, facts.sdlHash);
      await writeConformance(session, key, report);
      await audit.note({ actor, action: "partner.approve", subject: key, note: `level ${report.level}` }, session);
    });
    await partners.changed();
  }

  /** The address at which a partner's people are reached; null where it did not ask to join. For coordinators only. */
  async contactOf(key: string): Promise<string | null> {
    const sql = `select contact from registry.join_request where partner = ?`;
    return (await this.#parts.database.rows<{ contact: string }>(sql, [key]))[0]?.contact ?? null;
  }

  /** Runs the kit, a few at a time. Throws `OVERLOADED`. */
  async run(question: Parameters<ConformanceKit["check"]>[0]): Promise<CheckedEndpoint> {
    if (this.#runs >= MOST_RUNS)
      throw new CodedError("OVERLOADED", "Other endpoints are being checked. Ask again in half a minute.");
    this.#runs++;
    try {
      return await this.#parts.kit.check(question);
    } finally {
      this.#runs--;
    }
  }
}

const PENDING = `select endpoint, hosted from registry.partner where key = ? and state = 'PENDING'`;

function notPending(key: string): CodedError {
  return badInput("key", "the key of a partner that is PENDING", key);
}

interface Claim {
  readonly key: string;
  readonly asker: Principal;
}

/** A request may replace one that is PENDING, of the same asker; nothing else. */
async function refuseTaken(session: Session, { key, asker }: Claim): Promise<void> {
  const rows = await session.rows<{ key: string; mine: boolean }>(
    `select p.key, p.state = 'PENDING' and r.requested_by = ? as mine from registry.partner p
       left join registry.join_request r on r.partner = p.key
     union all select key, false from registry.departed`,
    [actorOf(asker)],
  );
  const others = rows.filter((row) => row.key !== key || row.mine !== true).map((row) => row.key);
  if (clashOf(key, others) !== null)
    throw badInput("key", "a key that is not taken, reserved or departed, and looks like none that is", key);
}

/** What is written of a request. */
export interface JoinRequest {
  readonly input: JoinWish;
  readonly asker: Principal;
  readonly level: string;
  readonly contractVersion: string;
  /** Whether the hub runs the partner's subgraph. */
  readonly hosted: boolean;
}

/** Writes a request, in a transaction. Throws `BAD_USER_INPUT` where the key is not to be had. */
export async function writeRequest(session: Session, request: JoinRequest): Promise<void> {
  const { input, asker, level, contractVersion, hosted } = request;
  const { key, name, licence, endpoint, contactEmail } = input;
  await session.rows(`select pg_advisory_xact_lock(hashtext('registry.joining'))`);
  await refuseTaken(session, { key, asker });
  await session.rows(
    `insert into registry.partner (key, name, licence, endpoint, hosted, state, level, contract_version)
      values (?, ?, ?, ?, ?, 'PENDING', ?, ?)
      on conflict (key) do update set name = excluded.name, licence = excluded.licence, endpoint = excluded.endpoint,
        hosted = excluded.hosted, level = excluded.level, contract_version = excluded.contract_version`,
    [key, name, licence, endpoint, hosted, level, contractVersion],
  );
  await session.rows(
    `insert into registry.join_request (partner, contact, requested_by, requested_at) values (?, ?, ?, now())
      on conflict (partner) do update set contact = excluded.contact, requested_at = excluded.requested_at`,
    [key, contactEmail, actorOf(asker)],
  );
}

/** Notes with which SDL a partner was seen. */
export async function writeSchema(session: Session, partner: string, hash: string | null): Promise<void> {
  await session.rows(
    `insert into registry.partner_schema (partner, hash, checked_at) values (?, ?, now())
      on conflict (partner) do update set hash = excluded.hash, checked_at = excluded.checked_at`,
    [partner, hash],
  );
}
