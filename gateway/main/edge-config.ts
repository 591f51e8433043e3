// What operators may say of the edge. In: the environment. Out: settings, or every fault.
import { z } from "zod";
import type { EdgeSettings } from "./hub-edge.js";

type Environment = Readonly<Record<string, string | undefined>>;

const MOST_POINTS = 1_000_000_000;

/** What is wrong with a variable: its name, what was expected, what came. */
const got = (name: string, expected: string) => ({
  error: ({ input }: { readonly input?: unknown }) => `${name}: expected ${expected}, got ${String(input)}`,
});
const number = (name: string, most: number) =>
  z
    .string()
    .refine(
      (text) => /^[1-9]\d{0,9}$/.test(text) && Number(text) <= most,
      got(name, `a whole number from 1 to ${most}`),
    )
    .transform(Number);

const EDGE = z.object({
  MAILLAGE_PROXIES: number("MAILLAGE_PROXIES", 10).optional(),
  MAILLAGE_COST: z.enum(["enforce", "measure"], got("MAILLAGE_COST", "enforce or measure")).optional(),
  MAILLAGE_QUOTA_ADDRESS: number("MAILLAGE_QUOTA_ADDRESS", MOST_POINTS).optional(),
  MAILLAGE_QUOTA_READER: number("MAILLAGE_QUOTA_READER", MOST_POINTS).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({
      protocol: /^https?$/,
      ...got("OTEL_EXPORTER_OTLP_ENDPOINT", "an address, like http://localhost:4318"),
    })
    .optional(),
});

export interface EdgeConfig {
  readonly config: EdgeSettings;
  readonly otlpEndpoint: string | null;
  readonly faults: readonly string[];
}

/** Reads what the environment says of the edge; an empty variable is none. */
export function readEdgeConfig(environment: Environment): EdgeConfig {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = EDGE.safeParse(given);
  if (!parsed.success)
    return { config: {}, otlpEndpoint: null, faults: parsed.error.issues.map(({ message }) => message) };
  const {
    MAILLAGE_PROXIES: proxies,
    MAILLAGE_COST: costMode,
    MAILLAGE_QUOTA_ADDRESS: address,
    MAILLAGE_QUOTA_READER: reader,
  } = parsed.data;
  const config: EdgeSettings = {
    ...(proxies === undefined ? {} : { proxies }),
    ...(costMode === undefined ? {} : { costMode }),
    quotaPoints: { ...(address === undefined ? {} : { address }), ...(reader === undefined ? {} : { reader }) },
  };
  return { config, otlpEndpoint: parsed.data.OTEL_EXPORTER_OTLP_ENDPOINT ?? null, faults: [] };
}
