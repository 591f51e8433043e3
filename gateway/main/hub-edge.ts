// The edge of a hub: its limits and quotas. In: the hub's options. Out: what the server is given of them. On a network that
// one machine keeps to itself, for trying things out, everyone may see the schema and quotas are a hundred times as large.
import { hkdfSync, type KeyObject } from "node:crypto";
import type { Logger } from "pino";
import { describeFault } from "../../schema/describe-fault.js";
import type { EdgeGuardOptions } from "../guard/edge-guard.js";
import { PUBLIC_LIMITS, type EdgeLimits } from "../guard/edge-limits.js";
import { PeopleQuota, type PeopleLimits } from "../guard/people-quota.js";
import { Quotas, type QuotaPoints } from "../guard/quotas.js";
import type { IncidentLog } from "../../schema/incidents.js";
import { HUB_KEY } from "../../schema/record-id.js";
import type { TrustedDocuments } from "../../schema/trusted-documents.js";
import type { HubMetrics } from "./hub-metrics.js";

export interface EdgeSettings {
  /** Those of a public address when not given. */
  readonly limits?: EdgeLimits;
  /** Points a minute; those of a public address when not given. */
  readonly quotaPoints?: Partial<QuotaPoints>;
  /** Whether what costs too much is refused, or only counted. */
  readonly costMode?: "enforce" | "measure";
  /** Different people a day; those of a public address when not given. */
  readonly peopleLimits?: PeopleLimits;
  /** The address that readers know. */
  readonly publicUrl?: string | null;
  /** Proxies in front of the hub. */
  readonly proxies?: number;
}

/** A person who looks things up meets some hundreds of people a day; an application that shows a large partner, thousands. */
const PUBLIC_PEOPLE: PeopleLimits = { address: 2_000, reader: 20_000 };

export interface EdgeUse {
  readonly databaseUrl: string;
  readonly key: KeyObject;
  readonly log: Logger;
  readonly settings: EdgeSettings;
  /** Whether the hub is its operator's own, on one machine. */
  readonly isPrivate: boolean;
  readonly metrics: HubMetrics;
  readonly trusted: TrustedDocuments;
  readonly incidents: Pick<IncidentLog, "report">;
}

export interface HubEdge {
  readonly guard: EdgeGuardOptions;
  readonly quotas: Quotas;
  readonly people: PeopleQuota;
}

/** An address reads some 400 pages of 100 names a minute over a hundred partners; an application five times as many. */
const PUBLIC_QUOTA: QuotaPoints = { address: 120_000, reader: 600_000 };
const PRIVATE_FACTOR = 100;

/** Opens the quotas and says what the guard lets pass. */
export async function openEdge(use: EdgeUse): Promise<HubEdge> {
  const { databaseUrl, key, log, settings, isPrivate, metrics, trusted } = use;
  const factor = isPrivate ? PRIVATE_FACTOR : 1;
  const usual = { address: PUBLIC_QUOTA.address * factor, reader: PUBLIC_QUOTA.reader * factor };
  const quotas = await Quotas.open({
    databaseUrl,
    points: { ...usual, ...settings.quotaPoints },
    secret: addressSecret(key),
    onTrouble: (error) => log.error({ error: describeFault(error) }, "The quotas could not be counted."),
  });
  const people = await openPeopleQuota(use, factor).catch(async (cause: unknown) => {
    await quotas.close();
    throw cause;
  });
  const { costMode = "enforce", limits = PUBLIC_LIMITS } = settings;
  const onCost = (points: number, isOver: boolean): void => metrics.countCost(points, isOver);
  return { guard: { limits, introspectionForAll: isPrivate, costMode, onCost, trusted }, quotas, people };
}

/** Coordinators are told when a reader comes to its limit; not who it is. */
function openPeopleQuota(
  { databaseUrl, key, log, settings, incidents }: EdgeUse,
  factor: number,
): Promise<PeopleQuota> {
  const usual = { address: PUBLIC_PEOPLE.address * factor, reader: PUBLIC_PEOPLE.reader * factor };
  const onTrouble = (error: unknown): void =>
    log.error({ error: describeFault(error) }, "People could not be counted.");
  return PeopleQuota.open({
    databaseUrl,
    limits: settings.peopleLimits ?? usual,
    secret: addressSecret(key),
    onOver: (limit) =>
      void incidents.report({ partner: HUB_KEY, kind: "MANY_PEOPLE_READ", figures: { limit } }).catch(onTrouble),
    onTrouble,
  });
}

function addressSecret(key: KeyObject): string {
  const secret = key.export({ format: "der", type: "pkcs8" });
  return Buffer.from(hkdfSync("sha256", secret, "", "maillage addresses", 32)).toString("base64url");
}
