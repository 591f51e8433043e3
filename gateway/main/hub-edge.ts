// The edge of a hub: its limits and quotas. In: the hub's options. Out: what the server is given of them. On a network that
// one machine keeps to itself, for trying things out, everyone may see the schema and quotas are a hundred times as large.
import { hkdfSync, type KeyObject } from "node:crypto";
import type { Logger } from "pino";
import type { EdgeGuardOptions } from "../guard/edge-guard.js";
import { PUBLIC_LIMITS, type EdgeLimits } from "../guard/edge-limits.js";
import { Quotas, type QuotaPoints } from "../guard/quotas.js";
import type { TrustedDocuments } from "../../schema/trusted-documents.js";
import type { HubMetrics } from "./hub-metrics.js";

export interface EdgeSettings {
  /** Those of a public address when not given. */
  readonly limits?: EdgeLimits;
  /** Points a minute; those of a public address when not given. */
  readonly quotaPoints?: Partial<QuotaPoints>;
  /** Whether what costs too much is refused, or only counted. */
  readonly costMode?: "enforce" | "measure";
  /** The address that readers know. */
  readonly publicUrl?: string | null;
  /** Proxies in front of the hub. */
  readonly proxies?: number;
}

export interface EdgeUse {
  readonly databaseUrl: string;
  readonly key: KeyObject;
  readonly log: Logger;
  readonly settings: EdgeSettings;
  /** Whether the hub is its operator's own, on one machine. */
  readonly isPrivate: boolean;
  readonly metrics: HubMetrics;
  readonly trusted: TrustedDocuments;
}

export interface HubEdge {
  readonly guard: EdgeGuardOptions;
  readonly quotas: Quotas;
}

/** An address reads some 400 pages of 100 names a minute over a hundred partners; an application five times as many. */
const PUBLIC_QUOTA: QuotaPoints = { address: 120_000, reader: 600_000 };
const PRIVATE_FACTOR = 100;

/** Opens the quotas and says what the guard lets pass. */
export async function openEdge({
  databaseUrl,
  key,
  log,
  settings,
  isPrivate,
  metrics,
  trusted,
}: EdgeUse): Promise<HubEdge> {
  const factor = isPrivate ? PRIVATE_FACTOR : 1;
  const usual = { address: PUBLIC_QUOTA.address * factor, reader: PUBLIC_QUOTA.reader * factor };
  const quotas = await Quotas.open({
    databaseUrl,
    points: { ...usual, ...settings.quotaPoints },
    secret: addressSecret(key),
    onTrouble: (error) => log.error({ error: String(error) }, "The quotas could not be counted."),
  });
  const { costMode = "enforce", limits = PUBLIC_LIMITS } = settings;
  const onCost = (points: number, isOver: boolean): void => metrics.countCost(points, isOver);
  return { guard: { limits, introspectionForAll: isPrivate, costMode, onCost, trusted }, quotas };
}

function addressSecret(key: KeyObject): string {
  const secret = key.export({ format: "der", type: "pkcs8" });
  return Buffer.from(hkdfSync("sha256", secret, "", "maillage addresses", 32)).toString("base64url");
}
