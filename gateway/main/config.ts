// The hub's configuration: the only place that reads the environment. In: command-line options and the environment.
// Out: one checked value. What is wrong is said all at once, before anything starts.
import { z } from "zod";
import { isPartnerKey } from "../../schema/record-id.js";
import { isLanguageTag } from "../../schema/scalars.js";
import { readEdgeConfig } from "./edge-config.js";
import type { EdgeSettings } from "./hub-edge.js";
import { readMailConfig, type MailSettings } from "./mail-config.js";
import { readIdentityConfig, type IdentityConfig } from "./identity-config.js";

/** What `npm start` was asked to run. */
export interface HubConfig {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly language: string;
  /** A PostgreSQL of the operator's own, or null for the embedded one. */
  readonly databaseUrl: string | null;
  /** The files of an imported network; empty for the demo or an empty network. */
  readonly files: readonly string[];
  readonly mapping: string | null;
  readonly isDemo: boolean;
  /** Fault switches as written: `<partner>=<fault>[@<seconds>]`. */
  readonly faults: readonly string[];
  readonly identity: IdentityConfig;
  readonly edge: EdgeSettings;
  /** How mail is sent; null: none is. */
  readonly mail: MailSettings | null;
  /** Where traces go, or null. */
  readonly otlpEndpoint: string | null;
  /** Partners may be on http, loopback and private addresses. */
  readonly isDevelopment: boolean;
}

/** Options as commander gives them. */
export interface StartOptions {
  readonly port?: string;
  readonly host?: string;
  readonly dataDir?: string;
  readonly language?: string;
  readonly import?: readonly string[];
  readonly mapping?: string;
  readonly demo?: boolean;
  readonly fault?: readonly string[];
}

const isPort = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) <= 65_535;

const OPTIONS = z.object({
  port: z
    .string()
    .refine(isPort, { error: ({ input }) => `--port: expected a number from 0 to 65535, got ${String(input)}` })
    .transform(Number),
  language: z.string().refine(isLanguageTag, {
    error: ({ input }) => `--language: expected a language tag, like fr or pt-BR, got ${String(input)}`,
  }),
  databaseUrl: z
    .string()
    // What was got is not said: it may be an address with a password in it.
    .regex(/^postgres(ql)?:\/\//, "DATABASE_URL: expected postgres://user:password@host:port/database")
    .nullable(),
});

/** `MAILLAGE_DEVELOPMENT=1`: set or not, nothing else. */
const DEVELOPMENT = z
  .enum(["0", "1"], {
    error: ({ input }) => `MAILLAGE_DEVELOPMENT: expected 1, or nothing, got ${String(input)}`,
  })
  .default("0");

/** All that we read of the environment, besides what others have named. A name that is written wrong is a fault, too. */
const VARIABLES = [
  ...["MAILLAGE_PUBLIC_URL", "MAILLAGE_PROXIES", "MAILLAGE_COST", "MAILLAGE_QUOTA_ADDRESS", "MAILLAGE_QUOTA_READER"],
  ...["MAILLAGE_ISSUERS", "MAILLAGE_OIDC_ISSUER", "MAILLAGE_OIDC_CLIENT_ID", "MAILLAGE_OIDC_CLIENT_SECRET"],
  ...["MAILLAGE_SMTP_URL", "MAILLAGE_MAIL_FROM", "MAILLAGE_MAIL_DIGESTS", "MAILLAGE_DEVELOPMENT"],
];

/** A PostgreSQL of the operator's own, or null. */
export function databaseUrlFromEnvironment(): string | null {
  return process.env.DATABASE_URL || null;
}

/** Whether `MAILLAGE_DEVELOPMENT` says so. Throws an Error when it says anything but yes or no. */
export function isDevelopmentEnvironment(): boolean {
  return DEVELOPMENT.parse(process.env.MAILLAGE_DEVELOPMENT || undefined) === "1";
}

/** Reads the configuration. Throws an Error that lists every fault. */
export function readHubConfig(options: StartOptions): HubConfig {
  const databaseUrl = databaseUrlFromEnvironment();
  const parsed = OPTIONS.safeParse({ port: options.port ?? "4000", language: options.language ?? "en", databaseUrl });
  const identity = readIdentityConfig(process.env);
  const edge = readEdgeConfig(process.env);
  const mail = readMailConfig(process.env);
  const development = DEVELOPMENT.safeParse(process.env.MAILLAGE_DEVELOPMENT || undefined);
  const faults = [
    ...identity.faults,
    ...edge.faults,
    ...mail.faults,
    ...(development.success ? [] : development.error.issues.map((issue) => issue.message)),
    ...(parsed.success ? [] : parsed.error.issues.map((issue) => issue.message)),
    ...combinationFaults(options),
    ...unknownVariables(),
  ];
  if (!parsed.success || faults.length > 0) throw new Error(`The options cannot be used:\n- ${faults.join("\n- ")}`);
  return {
    ...parsed.data,
    isDevelopment: development.data === "1",
    host: options.host ?? "127.0.0.1",
    dataDir: options.dataDir ?? ".maillage",
    files: options.import ?? [],
    mapping: options.mapping ?? null,
    isDemo: options.demo !== false && (options.import ?? []).length === 0,
    faults: options.fault ?? [],
    identity: identity.config,
    edge: { ...edge.config, publicUrl: identity.config.publicUrl },
    mail: mail.config,
    otlpEndpoint: edge.otlpEndpoint,
  };
}

function unknownVariables(): string[] {
  const names = Object.keys(process.env).filter((name) => name.startsWith("MAILLAGE_") && !VARIABLES.includes(name));
  return names.map((name) => `${name}: expected no such variable; there are ${VARIABLES.join(", ")}`);
}

function combinationFaults({ mapping, import: files = [], fault = [] }: StartOptions): string[] {
  const badFaults = fault.filter((each) => !isPartnerKey(each.split("=")[0] ?? ""));
  return [
    ...(mapping !== undefined && files.length === 0 ? ["--mapping: goes with --import"] : []),
    ...badFaults.map((each) => `--fault: expected <partner>=<fault>, got ${each}`),
  ];
}
