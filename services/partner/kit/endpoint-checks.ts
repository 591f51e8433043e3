// Checks of the endpoint itself: that it answers, its SDL, its descriptor, time and size, and whose tokens it takes.
// In: the evidence. Out: findings.
import { must, should, type Check, type Finding } from "./check.js";
import { compareContract, readSdlText } from "./contract-faults.js";
import { isHidden, rowsOf, type Evidence } from "./evidence.js";
import { isRefused, trouble, type Exchange } from "./exchange.js";
import { membersOf, shown, textOf } from "./json-view.js";
import { TYPENAMES } from "./questions.js";

const GRAPHQL_TYPE = /^application\/(graphql-response\+)?json\s*(;\s*charset="?utf-8"?\s*)?$/i;
const SLOW_MS = 1_000;
const LARGE_BYTES = 2 * 1024 * 1024;
const LICENCE = /^[A-Za-z0-9][A-Za-z0-9.+-]*( (AND|OR|WITH) [A-Za-z0-9][A-Za-z0-9.+-]*)*$/;

/** Whether a text looks like an SPDX expression. */
export function isLicence(text: unknown): boolean {
  return typeof text === "string" && text.length <= 100 && LICENCE.test(text);
}

function reached({ hello: { answer } }: Evidence): Finding {
  return answer.kind === "failed" ? `${answer.fault}: ${answer.message}` : null;
}

function answersGraphql({ hello }: Evidence): Finding {
  if (hello.answer.kind === "failed") return undefined;
  const wrong = trouble(hello);
  if (wrong !== null) return wrong;
  if (!GRAPHQL_TYPE.test(hello.answer.contentType)) return shown(hello.answer.contentType);
  return hello.data["__typename"] === "Query" ? null : shown(hello.data);
}

function refusesNonsense({ rest }: Evidence): Finding {
  if (rest === null) return undefined;
  const { answer, errors } = rest.nonsense;
  if (answer.kind === "failed") return answer.fault;
  return isRefused(rest.nonsense) && errors.length > 0 ? null : `HTTP ${answer.status}: ${shown(answer.json)}`;
}

function sdlOf({ rest }: Evidence): unknown {
  return membersOf(rest?.sdl.data["_service"])["sdl"];
}

function sdlIsReadable(evidence: Evidence): Finding {
  if (evidence.rest === null) return undefined;
  const text = readSdlText(sdlOf(evidence));
  return typeof text === "string" ? (trouble(evidence.rest.sdl) ?? text) : null;
}

function sdlHolds(evidence: Evidence, part: "BASIC" | "LISTS"): Finding {
  const document = readSdlText(sdlOf(evidence));
  if (typeof document === "string") return undefined;
  const faults = compareContract(document, part, evidence.version);
  return faults.length === 0 ? null : faults.join("; ");
}

const COUNTED = ["organizations", "people", "projects", "practices", "events"] as const;

function describesItself({ rest }: Evidence): Finding {
  if (rest === null) return undefined;
  const wrong = trouble(rest.descriptor);
  if (wrong !== null) return wrong;
  const said = membersOf(rest.descriptor.data["partnerDescriptor"]);
  const { name, contractVersion, level, languages, counts } = said;
  const isWhole = typeof name === "string" && name.trim() !== "" && Array.isArray(languages);
  const isVersion = typeof contractVersion === "string" && /^1\.\d{1,3}$/.test(contractVersion);
  const isCounted = COUNTED.every((each) => Number.isInteger(membersOf(counts)[each]));
  return isWhole && isVersion && isCounted && (level === "BASIC" || level === "LIVE") ? null : shown(said);
}

function saysItsKey({ wantedKey, key, rest }: Evidence): Finding {
  if (rest === null || trouble(rest.descriptor) !== null) return undefined;
  const said = membersOf(rest.descriptor.data["partnerDescriptor"])["key"];
  return said === (wantedKey ?? key) && said !== "" ? null : shown(said);
}

function countsItsRecords({ rest }: Evidence): Finding {
  if (rest === null || !rest.feed.isWhole) return undefined;
  const counts = membersOf(membersOf(rest.descriptor.data["partnerDescriptor"])["counts"]);
  if (COUNTED.some((each) => !Number.isInteger(counts[each]))) return undefined;
  const ids = Map.groupBy(rest.feed.records, (record) => record["__typename"]);
  const idsOf = (typename: string) => new Set((ids.get(typename) ?? []).map(({ id }) => id)).size;
  const wrong = TYPENAMES.findIndex((typename, at) => counts[COUNTED[at] ?? ""] !== idsOf(typename));
  const field = COUNTED[wrong];
  return field === undefined ? null : `${field}: ${shown(counts[field])}, ${idsOf(TYPENAMES[wrong] ?? "")} in changes`;
}

function saysItsLicence({ rest }: Evidence): Finding {
  if (rest === null || trouble(rest.descriptor) !== null) return undefined;
  const { licence } = membersOf(rest.descriptor.data["partnerDescriptor"]);
  return isLicence(licence) ? null : shown(licence);
}

function wantsToken({ rest }: Evidence): Finding {
  const without = rest?.tokens?.without;
  if (without === undefined || without.answer.kind === "failed") return undefined;
  return isRefused(without) ? null : `HTTP ${without.answer.status}`;
}

function hidesFromStrangers({ rest }: Evidence): Finding {
  const without = rest?.tokens?.without;
  if (without === undefined) return undefined;
  const hidden = Object.values(without.data).flatMap(rowsOf).find(isHidden);
  return hidden === undefined ? null : `${shown(hidden["id"])}: ${shown(hidden["visibility"])}`;
}

function refuses(choose: (tokens: NonNullable<NonNullable<Evidence["rest"]>["tokens"]>) => Exchange) {
  return ({ rest }: Evidence): Finding => {
    if (rest === null || rest.tokens === null) return undefined;
    const exchange = choose(rest.tokens);
    if (exchange.answer.kind === "failed") return undefined;
    return isRefused(exchange) ? null : `HTTP ${exchange.answer.status}: ${shown(exchange.data)}`;
  };
}

function isQuick({ exchanges, rest }: Evidence): Finding {
  if (rest === null) return undefined;
  if (exchanges.some(({ answer }) => answer.kind === "failed" && answer.fault === "TIMED_OUT")) return "TIMED_OUT";
  const times = exchanges
    .flatMap(({ answer }) => (answer.kind === "answered" ? [answer.latencyMs] : []))
    .sort((a, b) => a - b);
  const median = times[Math.floor(times.length / 2)] ?? 0;
  return median <= SLOW_MS ? null : `${Math.round(median)} ms`;
}

function isSmall({ exchanges, rest }: Evidence): Finding {
  if (rest === null) return undefined;
  if (exchanges.some(({ answer }) => answer.kind === "failed" && answer.fault === "TOO_LARGE")) return "TOO_LARGE";
  const most = Math.max(0, ...exchanges.map(({ answer }) => (answer.kind === "answered" ? answer.bytes : 0)));
  return most <= LARGE_BYTES ? null : `${most} bytes`;
}

/** Checks by name. */
export const ENDPOINT_CHECKS = {
  reachable: must("BASIC", reached),
  "graphql-over-http": must("BASIC", answersGraphql),
  "nonsense-refused": should("BASIC", refusesNonsense),
  "sdl-readable": must("BASIC", sdlIsReadable),
  "sdl-contract": must("BASIC", (evidence) => sdlHolds(evidence, "BASIC")),
  "sdl-lists": must("LIVE", (evidence) => sdlHolds(evidence, "LISTS")),
  descriptor: must("BASIC", describesItself),
  "descriptor-key": must("BASIC", saysItsKey),
  "descriptor-counts": should("BASIC", countsItsRecords),
  "descriptor-licence": should("BASIC", saysItsLicence),
  "token-required": should("BASIC", wantsToken),
  "token-missing-public-only": must("BASIC", hidesFromStrangers),
  "token-replayed": must(
    "BASIC",
    refuses(({ replayed }) => replayed),
  ),
  "token-other-partner": must(
    "BASIC",
    refuses(({ otherPartner }) => otherPartner),
  ),
  "token-other-body": must(
    "BASIC",
    refuses(({ otherBody }) => otherBody),
  ),
  "answer-time": should("BASIC", isQuick),
  "answer-size": should("BASIC", isSmall),
} satisfies Readonly<Record<string, Check>>;

/** The SDL that the endpoint gave, where it gave one. */
export function sdlTextOf(evidence: Evidence): string | null {
  return textOf(sdlOf(evidence));
}
