// Requests about what the network says of somebody: to correct it, erase it, show it or stop using it. In: what anybody
// writes; decisions of partners' administrators and coordinators. Out: requests, what becomes of them, and messages to
// whoever has asked. What they wrote, and their address, go when it is decided.
import { randomUUID } from "node:crypto";
import { badInput } from "../../schema/errors.js";
import type { Disclosure, Erasures } from "../../schema/erasures.js";
import type { IncidentLog } from "../../schema/incidents.js";
import type { Principal } from "../../schema/principal.js";
import type { ProseLanguage } from "../../schema/prose-language.js";
import { ownerOf } from "../../schema/record-id.js";
import { readRowsAbout } from "../database/rows-about.js";
import type { Session } from "../database/session.js";
import { actorOf, type AuditLog } from "../../schema/audit.js";
import { findLink, makeLink, queueMessage, type DataLink } from "./data-links.js";
import { readDataRequest, readOutcome, type DataRequestOutcome, type DataRequestWish } from "./data-request-input.js";
import {
  listRequests,
  readRequest,
  type DataRequestRecord,
  type RequestPage,
  type RequestQuery,
} from "./data-request-table.js";
import { closeRequest, forgetRequests } from "./data-request-table.js";
import { DataRequestPace } from "./data-request-pace.js";
import type { RegistryStore } from "./store/open-registry-store.js";
import { REGISTRY_ABOUT } from "./tables-about.js";

const DUE_DAYS = 30;
const FORGET_MS = 3_600_000;

export interface DataRequestParts {
  readonly store: RegistryStore;
  readonly audit: AuditLog;
  readonly incidents: Pick<IncidentLog, "report">;
  readonly erasures: Erasures;
  /** The address at which browsers see the hub. */
  readonly publicUrl: () => string;
}

/** Who asks, as far as the hub is told. */
export interface Requester {
  readonly address: string;
  readonly language: ProseLanguage;
}

export class DataRequests {
  readonly #parts: DataRequestParts;
  readonly #session: RegistryStore["database"];
  readonly #pace: DataRequestPace;

  constructor(parts: DataRequestParts) {
    this.#parts = parts;
    this.#session = parts.store.database;
    this.#pace = new DataRequestPace(parts.store.pool);
    const forget = (): void => void forgetRequests(this.#session).catch(() => undefined); // tried again, an hour later
    forget();
    setInterval(forget, FORGET_MS).unref();
  }

  /** Opens a request, to be confirmed by the link in a message. Throws `BAD_USER_INPUT` or `RATE_LIMITED`. */
  async open(wish: DataRequestWish, { address, language }: Requester): Promise<DataRequestRecord | null> {
    const { subject, kind, text, replyTo } = readDataRequest(wish);
    await this.#pace.count(address, replyTo);
    const id = randomUUID();
    return this.#session.transaction(async (tx) => {
      await tx.rows(
        `insert into registry.data_request (id, subject, partner, kind, text, reply_to, language, state, due_at)
         values (?, ?, ?, ?, ?, ?, ?, 'UNCONFIRMED', now() + interval '${DUE_DAYS} days')`,
        [id, subject, ownerOf(subject), kind, text, replyTo, language],
      );
      const link = await this.#link(tx, { purpose: "CONFIRM", request: id, subject: null });
      await queueMessage(tx, { recipient: replyTo, template: "data-request-confirm", language, data: { link } });
      return readRequest(tx, id);
    });
  }

  /** What a link is good for; null for one that is not good. */
  find(secret: string): Promise<DataLink | null> {
    return findLink(this.#session, secret);
  }

  /** Confirms a request, once. False when the link is not good. */
  async confirm(secret: string): Promise<boolean> {
    return this.#session.transaction(async (tx) => {
      const link = await findLink(tx, secret);
      if (link?.purpose !== "CONFIRM") return false;
      const rows = await tx.rows(
        `update registry.data_request set state = 'OPEN', due_at = now() + interval '${DUE_DAYS} days'
         where id = ? and state = 'UNCONFIRMED' returning id`,
        [link.request],
      );
      await tx.rows(`delete from registry.data_link where request = ?`, [link.request]);
      const act = { actor: "requester", action: "data-request.confirm", subject: link.request };
      if (rows.length > 0) await this.#parts.audit.note(act, tx);
      return rows.length > 0;
    });
  }

  /** Everything that is held about whom a link of disclosure is for; null when the link is not good. */
  async disclose(secret: string): Promise<Disclosure | null> {
    const link = await this.find(secret);
    if (link?.purpose !== "DISCLOSE" || link.subject === null) return null;
    await this.#parts.audit.note({ actor: "requester", action: "data-request.read", subject: link.request });
    return this.discloseSubject(link.subject);
  }

  /** Everything that the hub holds about a record. */
  async discloseSubject(id: string): Promise<Disclosure> {
    const own = await readRowsAbout(this.#session, REGISTRY_ABOUT, id);
    return { ...(await this.#parts.erasures.disclose(id)), ...own };
  }

  /** Requests, the latest first: of the partner that the reader administers, or all. Throws `BAD_USER_INPUT`. */
  list(principal: Principal, query: RequestQuery): Promise<RequestPage> {
    return listRequests(this.#session, query, partnerOf(principal));
  }

  /** Decides a request that was confirmed. Throws `BAD_USER_INPUT`. */
  async resolve(principal: Principal, id: string, decision: Decision): Promise<DataRequestRecord | null> {
    const request = await readRequest(this.#session, id);
    const partner = partnerOf(principal);
    if (request === null || request.state !== "OPEN" || (partner !== null && partner !== request.partner))
      throw badInput("id", "the id of a request that is OPEN, about a record that you administer", id);
    const { outcome } = decision;
    const note = readOutcome(request.kind, outcome, decision.note);
    if (outcome === "ERASED") await this.#erase(request); // first: a request that is closed is done
    return this.#session.transaction(async (tx) => {
      if (!(await closeRequest(tx, request, outcome))) return readRequest(tx, id); // somebody else has decided meanwhile
      await this.#tell(tx, request, { outcome, note });
      const act = { actor: actorOf(principal), action: "data-request.resolve", subject: id, note: outcome };
      await this.#parts.audit.note(act, tx);
      return readRequest(tx, id);
    });
  }

  async #erase({ subject, partner }: DataRequestRecord): Promise<void> {
    await this.#parts.erasures.erase(subject);
    await this.#parts.incidents.report({ partner, kind: "ERASURE_REQUESTED", figures: {} });
  }

  async #tell(tx: Session, request: DataRequestRecord, { outcome, note }: Decision): Promise<void> {
    const { id, subject, replyTo, language } = request;
    if (replyTo === null) return;
    if (outcome !== "DISCLOSED") {
      const data = { outcome, note };
      return queueMessage(tx, { recipient: replyTo, template: "data-request-closed", language, data });
    }
    const link = await this.#link(tx, { purpose: "DISCLOSE", request: id, subject });
    await queueMessage(tx, { recipient: replyTo, template: "data-request-disclosed", language, data: { link, note } });
  }

  async #link(tx: Session, link: DataLink): Promise<string> {
    return `${this.#parts.publicUrl()}/data-request/${await makeLink(tx, link)}`;
  }
}

export interface Decision {
  readonly outcome: DataRequestOutcome;
  readonly note: string | null;
}

/** The partner whose requests a reader may see; null: all. */
function partnerOf({ scopes, partner }: Principal): string | null {
  return scopes.includes("network:admin") ? null : (partner ?? "");
}
