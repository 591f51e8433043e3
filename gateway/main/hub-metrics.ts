// The hub's metrics, as Prometheus reads them. In: what happened. Out: counters and gauges by partner and by class of
// outcome: nothing of what was asked or answered.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Admission } from "../server/admission.js";
import type { PoolFigures } from "../../services/database/session.js";
import type { PartnerStatusSource } from "../../schema/partner-status.js";
import type { Harvest } from "../../services/knowledge/harvest/harvest-partner.js";

export class HubMetrics {
  readonly #registry = new Registry();
  readonly #partners = new Set<string>();
  readonly #calls: Counter<"partner" | "status">;
  readonly #harvests: Counter<"partner" | "end">;
  readonly #entries: Counter<"partner">;
  readonly #refused: Counter<"partner">;
  readonly #seconds: Counter<"partner">;
  readonly #cost: Counter;
  readonly #overCost: Counter;
  readonly #requests: Histogram<"route" | "status">;

  constructor(status: Pick<PartnerStatusSource, "harvests">) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    const counter = <T extends string>(name: string, help: string, labelNames: readonly T[]) =>
      new Counter({ name, help, labelNames, registers });
    this.#calls = counter("maillage_partner_calls_total", "Calls to partners, by what came of them.", [
      "partner",
      "status",
    ]);
    this.#harvests = counter("maillage_harvests_total", "Harvests, by how they ended.", ["partner", "end"]);
    this.#entries = counter("maillage_harvested_entries_total", "Entries of change feeds taken in.", ["partner"]);
    this.#refused = counter("maillage_refused_entries_total", "Entries that broke the contract.", ["partner"]);
    this.#seconds = counter("maillage_harvest_seconds_total", "Time spent on harvests.", ["partner"]);
    this.#cost = counter("maillage_operation_points_total", "What operations cost, in points.", []);
    this.#overCost = counter("maillage_operations_over_cost_total", "Operations that cost more than one may.", []);
    this.#requests = new Histogram({
      name: "maillage_http_request_duration_seconds",
      help: "Time from a request's first byte to its answer's last, by what was asked and the status.",
      labelNames: ["route", "status"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    });
    const partners = this.#partners;
    const lag: Gauge<"partner"> = new Gauge({
      name: "maillage_mirror_lag_seconds",
      help: "Age of the state that the mirror knows of a partner.",
      labelNames: ["partner"],
      registers,
      async collect() {
        for (const [partner, { asOf }] of await status.harvests([...partners])) {
          if (asOf !== null) lag.set({ partner }, Math.max(0, (Date.now() - Date.parse(asOf)) / 1000));
        }
      },
    });
  }

  /** Shows what the connections of some pools do. */
  watchPools(pools: Readonly<Record<string, PoolFigures>>): void {
    const connections: Gauge<"pool" | "state"> = new Gauge({
      name: "maillage_database_connections",
      help: "Connections to the database by pool, and statements that wait for one.",
      labelNames: ["pool", "state"],
      registers: [this.#registry],
      collect() {
        for (const [pool, { totalCount, idleCount, waitingCount }] of Object.entries(pools)) {
          connections.set({ pool, state: "busy" }, totalCount - idleCount);
          connections.set({ pool, state: "idle" }, idleCount);
          connections.set({ pool, state: "waiting" }, waitingCount);
        }
      },
    });
  }

  /** A request was answered. */
  countRequest(route: "graphql" | "other", status: number, ms: number): void {
    this.#requests.observe({ route, status }, ms / 1000);
  }

  /** An operation was weighed. */
  countCost(points: number, isOver: boolean): void {
    this.#cost.inc(points);
    if (isOver) this.#overCost.inc();
  }

  /** Shows what an admission lets in. */
  watch(admission: Pick<Admission, "limit" | "underWay" | "waiting" | "refused">): void {
    const registers = [this.#registry];
    const gauge = (name: string, help: string, read: () => number): Gauge =>
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read());
        },
      });
    gauge("maillage_requests_under_way", "Requests that are worked on.", () => admission.underWay);
    gauge("maillage_requests_waiting", "Requests that wait to be worked on.", () => admission.waiting);
    gauge("maillage_requests_limit", "Requests that may be worked on at once, now.", () => admission.limit);
    gauge("maillage_requests_refused", "Requests refused for overload since the start.", () => admission.refused);
  }

  /** A call to a partner came to something. */
  countCall(partner: string, status: string): void {
    this.#calls.inc({ partner, status });
  }

  /** A harvest ended. */
  countHarvest(partner: string, { end, entries, refused }: Harvest, ms: number): void {
    this.#partners.add(partner);
    this.#harvests.inc({ partner, end });
    this.#entries.inc({ partner }, entries);
    this.#refused.inc({ partner }, refused);
    this.#seconds.inc({ partner }, ms / 1000);
  }

  /** The text format, and its media type. */
  async render(): Promise<{ readonly type: string; readonly text: string }> {
    return { type: this.#registry.contentType, text: await this.#registry.metrics() };
  }
}
