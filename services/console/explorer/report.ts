// What an answer says of itself. In: the body of an answer. Out: who answered which list, what went wrong, what it took. An answer is
// what somebody else's query selected: every part may be missing, and none is believed to have a type.

/** How one partner did. */
export interface Source {
  readonly partner: string;
  readonly status: string;
  readonly via: string | null;
  readonly live: string | null;
  readonly reason: string | null;
  readonly asOf: string | null;
}

/** How complete one list is. */
export interface ListReport {
  /** Where it stands: `organizations`, `node.practices`. */
  readonly path: string;
  readonly expected: number | null;
  readonly answered: number | null;
  readonly isPartial: boolean;
  readonly totalIs: string | null;
  /** Those who did not answer themselves. */
  readonly away: readonly Source[];
}

export interface Work {
  readonly requests: number;
  readonly rows: number;
  readonly bytes: number;
  readonly waves: number;
}

export interface Report {
  readonly lists: readonly ListReport[];
  readonly errors: ReadonlyArray<{ readonly code: string; readonly where: string }>;
  readonly work: Work | null;
  /** Whether there is data at all. */
  readonly hasData: boolean;
}

const MOST_LISTS = 20;

/** Reads an answer. */
export function reportOf(answer: unknown): Report {
  const { data, errors, extensions } = membersOf(answer);
  const lists: ListReport[] = [];
  collect(data, [], lists);
  return {
    lists,
    errors: (Array.isArray(errors) ? errors : []).map(errorOf),
    work: workOf(membersOf(extensions)["maillage"]),
    hasData: typeof data === "object" && data !== null,
  };
}

/** A reader may call the field as they like: it is known by what it holds. */
function collect(value: unknown, path: readonly string[], found: ListReport[]): void {
  if (found.length >= MOST_LISTS || typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) return value.forEach((each: unknown, at) => collect(each, [...path, String(at)], found));
  const members = membersOf(value);
  if (typeof members["isPartial"] === "boolean" || isCount(members)) return void found.push(listOf(members, path));
  for (const [name, member] of Object.entries(members)) collect(member, [...path, name], found);
}

function isCount({ expected, answered }: Members): boolean {
  return typeof expected === "number" && typeof answered === "number";
}

function listOf({ expected, answered, isPartial, totalIs, sources }: Members, path: readonly string[]): ListReport {
  const told = (Array.isArray(sources) ? sources : []).map(sourceOf);
  return {
    path: path.slice(0, -1).join("."),
    expected: numberOf(expected),
    answered: numberOf(answered),
    isPartial: isPartial === true,
    totalIs: textOf(totalIs),
    away: told.filter(({ status, via }) => (status !== "ANSWERED" && status !== "") || via === "MIRROR"),
  };
}

function sourceOf(value: unknown): Source {
  const { partner, status, via, live, reason, asOf } = membersOf(value);
  return {
    partner: textOf(partner) ?? "?",
    status: textOf(status) ?? "",
    ...{ via: textOf(via), live: textOf(live), reason: textOf(reason), asOf: textOf(asOf) },
  };
}

function errorOf(value: unknown): { code: string; where: string } {
  const { extensions, message, path } = membersOf(value);
  const code = textOf(membersOf(extensions)["code"]) ?? textOf(message) ?? "?";
  return { code, where: Array.isArray(path) ? path.join(".") : "" };
}

function workOf(value: unknown): Work | null {
  const { requests, rows, bytes, waves } = membersOf(value);
  if (numberOf(requests) === null) return null;
  return {
    requests: numberOf(requests) ?? 0,
    rows: numberOf(rows) ?? 0,
    bytes: numberOf(bytes) ?? 0,
    waves: numberOf(waves) ?? 0,
  };
}

type Members = Readonly<Record<string, unknown>>;

function membersOf(value: unknown): Members {
  return typeof value === "object" && value !== null ? (value as Members) : {}; // any object has named members
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
