// The reader of a request: who asks and how, read from HTTP headers and `extensions.maillage`. In: a request.
// Out: the context that every room below is given, or `BAD_USER_INPUT` for a wish that is not one.
import { badInput } from "../../schema/errors.js";
import { ANONYMOUS, type Principal } from "../../schema/principal.js";
import type { PeopleMeter } from "../../schema/people-meter.js";
import type { Quota } from "../../schema/quota.js";
import type { RequestSpans } from "../execute/spans.js";
import type { ReaderContext } from "../execute/subgraph.js";
import { Tally } from "../execute/tally.js";
import { Trace } from "../execute/trace.js";

export type ReaderHeaders = Readonly<Record<string, string | string[] | undefined>>;

export interface ReaderSource {
  readonly headers: ReaderHeaders;
  readonly principal?: Principal;
  readonly signal?: AbortSignal | null;
  readonly timeoutMs: number;
  /** Counts the people that the reader is given, for one answer. */
  readonly people?: () => PeopleMeter;
  /** The address that the request comes from. */
  readonly address?: string;
  /** Takes points off what the reader has left. Throws `RATE_LIMITED` when nothing is. */
  readonly spend?: (points: number) => void;
  readonly spans?: RequestSpans | null;
  /** What is left to the reader. */
  readonly quota?: () => Quota;
  /** Whether readers who may not administer the network may have their queries explained too. */
  readonly explainsToAll?: boolean;
}

const FRESHNESS = ["auto", "live", "mirror"] as const;
const PARTIAL = ["allow", "refuse"] as const;

/** The reader behind a request. `wishes` is `extensions.maillage` of the request's body; headers win. */
export function readReader(source: ReaderSource, wishes: unknown): ReaderContext {
  const principal = source.principal ?? ANONYMOUS;
  return {
    visibility: principal.visibility,
    scopes: principal.scopes,
    freshness: readWish("Maillage-Freshness", { source, wishes, allowed: FRESHNESS }),
    partial: readWish("Maillage-Partial", { source, wishes, allowed: PARTIAL }),
    languages: readLanguages(source.headers["accept-language"]),
    deadline: Date.now() + source.timeoutMs,
    signal: source.signal ?? null,
    tally: new Tally(),
    trace: wantsTrace(source, principal, wishes) ? new Trace() : null,
    principal,
    quota: source.quota ?? null,
    spans: source.spans ?? null,
    address: source.address ?? "",
    people: source.people?.() ?? null,
  };
}

/** `extensions.maillage.explain: true`, from a reader who may ask for that. */
function wantsTrace({ explainsToAll }: ReaderSource, { scopes }: Principal, wishes: unknown): boolean {
  const may = explainsToAll === true || scopes.includes("network:admin");
  return may && typeof wishes === "object" && wishes !== null && Reflect.get(wishes, "explain") === true;
}

interface WishUse<T extends string> {
  readonly source: ReaderSource;
  readonly wishes: unknown;
  readonly allowed: readonly [T, ...T[]];
}

function readWish<T extends string>(header: string, { source, wishes, allowed }: WishUse<T>): T {
  const member = header.replace("Maillage-", "").toLowerCase();
  const fromBody = typeof wishes === "object" && wishes !== null ? Reflect.get(wishes, member) : undefined;
  const value: unknown = source.headers[header.toLowerCase()] ?? fromBody;
  if (value === undefined || value === null) return allowed[0];
  const wish = allowed.find((each) => each === value);
  if (wish === undefined) throw badInput(header, allowed.join(", "), value);
  return wish;
}

/** `fr-CA, en;q=0.8` → fr-CA, fr, en. RFC 9110, section 12.5.4. */
export function readLanguages(header: string | string[] | undefined): string[] {
  const ranges = String(header ?? "")
    .slice(0, 500)
    .split(",")
    .map(readRange);
  const wanted = ranges.filter((range) => range.quality > 0 && /^[a-zA-Z-]{2,}$/.test(range.tag));
  wanted.sort((a, b) => b.quality - a.quality);
  return [...new Set(wanted.flatMap(({ tag }) => [tag, tag.split("-")[0] ?? tag]))];
}

function readRange(text: string): { tag: string; quality: number } {
  const [tag = "", ...parameters] = text.trim().split(";");
  const quality = parameters.map((each) => /^\s*q=([\d.]+)\s*$/.exec(each)?.[1]).find((each) => each !== undefined);
  return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality) };
}
