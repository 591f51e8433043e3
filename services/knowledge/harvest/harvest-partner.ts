// Harvesting one partner: page after page of its change feed until it is caught up or the time is over. In: a partner.
// Out: how far it came. While a page is written the next one is under way; never more than these two are in memory.
import type { ChangeFeeds, FeedFailure } from "../../../schema/change-feed.js";
import type { IncidentLog, NewIncident } from "../../../schema/incidents.js";
import type { Database } from "../../database/open-database.js";
import { applyPage, type PageResult } from "./apply-page.js";
import { preparePage, type PreparedPage } from "./prepare-page.js";
import type { SourcePlace } from "./source-place.js";
import { noteFailure, readSource } from "./source-table.js";

export interface HarvestTools {
  readonly database: Database;
  readonly feeds: ChangeFeeds;
  readonly incidents: IncidentLog;
  /** Whether a record was erased: references to it are not taken in. */
  readonly isErased?: (id: string) => boolean;
}

export interface HarvestLimits {
  /** Begin no further page after so long. */
  readonly budgetMs: number;
  /** No further page once this is aborted: the hub is stopping. */
  readonly signal: AbortSignal;
}

/** How a harvest ended. `more`: the time was over before the feed was. */
export interface Harvest {
  readonly end: "caught-up" | "more" | "failed" | "overtaken" | "quarantined";
  readonly pages: number;
  readonly entries: number;
  readonly changed: number;
  readonly refused: number;
  readonly failure: string | null;
}

const PAGE = 500;
const SMALLEST_PAGE = 5;
/** A feed that sends more pages in a row with nothing in them gets nowhere. */
const MOST_EMPTY = 50;

/** Harvests a partner. Throws when the database fails. */
export async function harvestPartner(partner: string, tools: HarvestTools, limits: HarvestLimits): Promise<Harvest> {
  const source = await readSource(tools.database, partner);
  const walk = new HarvestWalk(partner, tools, limits);
  if (source.state !== "QUARANTINED") return walk.run(source);
  await tools.incidents.quarantine(partner); // said again: the process that found it may have ended before it said so
  return walk.finish("quarantined");
}

interface Asked {
  readonly from: SourcePlace;
  readonly at: string;
  readonly answer: Promise<PreparedPage | FeedFailure>;
}

class HarvestWalk {
  readonly #partner: string;
  readonly #tools: HarvestTools;
  readonly #limits: HarvestLimits;
  readonly #endAt: number;
  #size = PAGE;
  #pages = 0;
  #entries = 0;
  #changed = 0;
  #refused = 0;
  #emptyInARow = 0;
  #beganAnew = false;

  constructor(partner: string, tools: HarvestTools, limits: HarvestLimits) {
    this.#partner = partner;
    this.#tools = tools;
    this.#limits = limits;
    this.#endAt = performance.now() + limits.budgetMs;
  }

  async run(place: SourcePlace): Promise<Harvest> {
    for (let asked = this.#ask(place, place.cursor); ;) {
      const page = await asked.answer;
      const next = page.kind === "failed" ? await this.#askLess(asked, page) : await this.#take(asked, page);
      if ("end" in next) return next;
      asked = next;
    }
  }

  finish(end: Harvest["end"], failure: string | null = null): Harvest {
    const [pages, entries, changed, refused] = [this.#pages, this.#entries, this.#changed, this.#refused];
    return { end, pages, entries, changed, refused, failure };
  }

  /** A page that was too large is asked for in smaller pieces; any other failure ends the harvest. */
  async #askLess({ from }: Asked, { status, reason }: FeedFailure): Promise<Asked | Harvest> {
    if (reason !== "too-large" || this.#size <= SMALLEST_PAGE) return this.#fail(`${status}: ${reason}`);
    this.#size = Math.max(SMALLEST_PAGE, Math.floor(this.#size / 4));
    return this.#ask(from, from.cursor);
  }

  #ask(from: SourcePlace, after: string | null): Asked {
    const at = new Date().toISOString();
    const answer = this.#read(after);
    answer.catch(() => undefined); // thrown where it is awaited; it may not be, when the page before it fails
    return { from, at, answer };
  }

  async #read(after: string | null): Promise<PreparedPage | FeedFailure> {
    const page = await this.#tools.feeds.read({ partner: this.#partner, after, first: this.#size });
    return page.kind === "failed" ? page : preparePage(page, this.#tools);
  }

  /** Writes a page, the next one asked for meanwhile. Gives the next one, or how the harvest ended. */
  async #take(asked: Asked, page: PreparedPage): Promise<Asked | Harvest> {
    const hasTime = performance.now() < this.#endAt && !this.#limits.signal.aborted;
    let ahead: Asked | undefined;
    const askAhead = (): void => {
      if (page.hasMore && hasTime) ahead = this.#ask(asked.from, page.endCursor);
    };
    const read = { partner: this.#partner, from: asked.from, page, askedAt: asked.at };
    const result = await applyPage(this.#tools.database, read, askAhead);
    if (result.kind !== "applied" && result.kind !== "held") return this.#stop(result);
    this.#pages++;
    this.#entries += page.entries.length;
    this.#changed += result.kind === "applied" ? result.changed : 0;
    await this.#tellOf(page, result);
    this.#emptyInARow = page.entries.length + page.refused.length > 0 ? 0 : this.#emptyInARow + 1;
    if (page.hasMore && this.#emptyInARow > MOST_EMPTY) return this.#stop({ kind: "stuck" });
    if (ahead !== undefined) return { ...ahead, from: result.place };
    return this.finish(page.hasMore ? "more" : "caught-up");
  }

  async #tellOf(page: PreparedPage, result: PageResult): Promise<void> {
    const erased = result.kind === "applied" ? result.erased : 0;
    this.#refused += page.refused.length + erased;
    if (erased > 0) await this.#report("ERASED_OFFERED", { records: erased });
    const entries = page.entries.length + page.refused.length;
    if (page.refused.length > 0) await this.#report("INVALID_ENTRIES", { refused: page.refused.length, entries });
    if (result.kind === "held")
      await this.#report("MASS_DISAPPEARANCE", { missing: result.unseen, known: result.known });
  }

  /** The page was not applied. */
  async #stop(result: Exclude<PageResult, { kind: "applied" | "held" }>): Promise<Asked | Harvest> {
    if (result.kind === "overtaken") return this.finish("overtaken");
    if (result.kind === "anew" && !this.#beganAnew) {
      this.#beganAnew = true;
      const place = await readSource(this.#tools.database, this.#partner);
      return this.#ask(place, null);
    }
    if (result.kind === "backwards") {
      await this.#tools.incidents.quarantine(this.#partner);
      await this.#report("SEQUENCE_BACKWARDS", { expected: `more than ${result.known}`, got: String(result.got) });
      return this.finish("quarantined");
    }
    await this.#report("FEED_STUCK", {});
    return this.#fail("INVALID: feed");
  }

  #report(kind: NewIncident["kind"], figures: NewIncident["figures"]): Promise<void> {
    return this.#tools.incidents.report({ partner: this.#partner, kind, figures });
  }

  async #fail(reason: string): Promise<Harvest> {
    await noteFailure(this.#tools.database, this.#partner, reason);
    return this.finish("failed", reason);
  }
}
