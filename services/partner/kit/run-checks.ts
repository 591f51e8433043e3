// The conformance kit: does an endpoint serve the contract, and if not, what is to be done. In: a way to ask it. Out: a
// report, and what else was learned. It opens no socket, asks at most 70 questions and takes at most 20 seconds.
import { createHash } from "node:crypto";
import type {
  CheckedEndpoint,
  ConformanceCheck,
  ConformanceLevel,
  EndpointAsk,
  EndpointFacts,
} from "../../../schema/conformance.js";
import { proseLanguage } from "../../../schema/prose-language.js";
import type { Check } from "./check.js";
import { namedChecks, type CheckName } from "./checks.js";
import { sdlTextOf } from "./endpoint-checks.js";
import { gatherEvidence, type Evidence } from "./evidence.js";
import { Interview } from "./exchange.js";
import { membersOf, textOf } from "./json-view.js";
import { partnerKeyIn } from "./partner-key.js";
import { EN } from "./words-en.js";
import { FR } from "./words-fr.js";

export interface RunOptions {
  readonly endpoint: string;
  /** The key that the endpoint must answer for; null: whichever it says. */
  readonly key: string | null;
  /** Whether `ask` signs; without, the checks of tokens and of what the public sees are left out. */
  readonly isSigned: boolean;
  readonly languages: readonly string[];
  /** For all of it, in milliseconds; 20 seconds when not given. */
  readonly budgetMs?: number;
}

const BUDGET_MS = 20_000;

/** Runs every check. Never rejects, as long as `ask` does not. */
export async function runChecks(ask: EndpointAsk, options: RunOptions): Promise<CheckedEndpoint> {
  const { budgetMs = BUDGET_MS } = options;
  const evidence = await gatherEvidence(new Interview(ask, budgetMs), { ...options, budgetMs });
  const looked = namedChecks().flatMap(([name, check]) => lookAt(evidence, { name, check }, options.languages));
  const holds = (level: ConformanceLevel): boolean =>
    looked.every(
      ({ check, made }) => made.passed || made.severity === "WARNING" || (level === "BASIC" && check.level === "LIVE"),
    );
  const level = !holds("BASIC") ? null : evidence.level === "LIVE" && holds("LIVE") ? "LIVE" : "BASIC";
  const report = { passed: holds(evidence.level), level, checks: looked.map(({ made }) => made) } as const;
  return { report, facts: factsOf(evidence) };
}

interface NamedCheck {
  readonly name: CheckName;
  readonly check: Check;
}

/** A check as it went; none where there was nothing to look at. */
function lookAt(
  evidence: Evidence,
  { name, check }: NamedCheck,
  languages: readonly string[],
): Array<{ readonly check: Check; readonly made: ConformanceCheck }> {
  const got = findingOf(evidence, check);
  if (got === undefined) return [];
  const [expected, fix] = (proseLanguage(languages) === "fr" ? FR : EN)[name];
  const passed = got === null;
  return [{ check, made: { name, severity: check.severity, passed, expected, got, fix: passed ? null : fix } }];
}

/** What no check of ours should meet: an answer that it cannot look at is one that is not as the contract has it. */
function findingOf(evidence: Evidence, check: Check): string | null | undefined {
  try {
    return check.look(evidence);
  } catch (error) {
    return error instanceof Error ? error.name : "?";
  }
}

function factsOf(evidence: Evidence): EndpointFacts {
  const said = membersOf(evidence.rest?.descriptor.data["partnerDescriptor"]);
  const sdl = sdlTextOf(evidence);
  return {
    key: partnerKeyIn(said["key"]),
    contractVersion: textOf(said["contractVersion"])?.slice(0, 20) ?? null,
    sdlHash: sdl === null ? null : sdlHash(sdl),
  };
}

/** The SHA-256 of an SDL, in hexadecimal. */
export function sdlHash(sdl: string): string {
  return createHash("sha256").update(sdl).digest("hex");
}
