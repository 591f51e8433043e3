// One database: what the public contract means over the rows of all partners together, answered by graphql-js. In:
// rows and a reader. Out: the answer that the hub must give. Written from the contract's words; it shares with the
// gateway nothing but the order of rows and the form of cursors. Partners see their own rows through `partnerRows`.
import { buildASTSchema, parse, type GraphQLSchema } from "graphql";
import { encodeCursor } from "../../schema/cursor.js";
import { maySee, type ReaderVisibility } from "../../schema/hub-token.js";
import { ownerOf, RECORD_TYPES, type RecordTypename } from "../../schema/record-id.js";
import { comparePlaces, sortFieldOf, sortKeyOf, type Place, type RecordOrder } from "../../schema/record-order.js";
import { readSdl } from "../../schema/sdl.js";
import { answererOf } from "./answer-question.js";
import type { Row } from "./contract-rows.js";
import { completeness } from "./expected-completeness.js";
import type { Network } from "./random-network.js";

type Stub = { readonly __typename: string; readonly id: string };
type Refer = (stub: Stub, hop: number) => unknown;

/** Left out of lists; null where it stands alone. */
const NOWHERE = Symbol("no such record");

/** Rows as a partner serves them to a reader: its own, the hidden ones left out, references to anybody as stubs. */
export function partnerRows({ rows }: Network, key: string, visibility: ReaderVisibility): Row[] {
  const own = rows.filter((row) => ownerOf(row.id) === key && maySee(visibility, row.visibility));
  const view: View = { rows: own, refer: (stub) => stub };
  return own.map((row) => link(row, view, 0));
}

/** What is looked through: some rows, and what becomes of references. */
interface View {
  readonly rows: readonly Row[];
  readonly mirrored?: readonly string[];
  readonly refer: Refer;
}

/** A row whose lists and references can be followed. `hop`: how many references led to it. */
function link(row: Row, view: View, hop: number): Row {
  const refer = (value: unknown) => {
    const found = value === null ? null : view.refer(value as Stub, hop + 1); // rows are made of stubs
    return found === NOWHERE ? null : found;
  };
  const referAll = (values: unknown) =>
    (values as Stub[]).map((stub) => view.refer(stub, hop + 1)).filter((found) => found !== NOWHERE);
  const members: Record<string, unknown> = { ...row };
  for (const name of ["adaptedFrom", "partOf"]) members[name] = () => refer(row[name] ?? null);
  for (const name of ["jointWith", "practices", "speakers", "materials"])
    if (Array.isArray(row[name])) members[name] = () => referAll(row[name]);
  const parts = (name: string, each: (part: Record<string, unknown>) => unknown) => {
    if (Array.isArray(row[name])) members[name] = () => (row[name] as Record<string, unknown>[]).map(each);
  };
  const person = ({ project = null, person = null, organization = null, ...rest }: Record<string, unknown>) => ({
    ...rest,
    ...{ project: () => refer(project), person: () => refer(person), organization: () => refer(organization) },
  });
  parts("expertise", ({ evidence, ...rest }) => ({ ...rest, evidence: () => referAll(evidence) }));
  parts("contributors", person);
  parts("team", person);
  return { ...members, ...within(row, view, hop), id: row.id, __typename: row.__typename };
}

/** What stands with a row at its own partner. */
function within(row: Row, view: View, hop: number): Record<string, unknown> {
  const own = view.rows.filter((other) => ownerOf(other.id) === ownerOf(row.id));
  const latest = (typename: string, test: (other: Row) => boolean) =>
    inOrder(
      own.filter((other) => other.__typename === typename && test(other)),
      "UPDATED_DESC",
    ).map(({ row }) => row);
  const list = (typename: string, test: (other: Row) => boolean) => (args: { first: number }) =>
    latest(typename, test)
      .slice(0, args.first)
      .map((other) => link(other, view, hop));
  const isOf = (other: Row) => (other.organization as Stub | null)?.id === row.id;
  const names = (other: Row, name: string) =>
    ((other[name] ?? []) as Array<{ person: Stub | null }>).some(({ person }) => person?.id === row.id);
  const organization = own.find((other) => other.id === (row.organization as Stub | null)?.id);
  const self: Record<string, unknown> = {
    organization: organization === undefined ? null : () => link(organization, view, hop),
    partner: { key: ownerOf(row.id) },
    freshness: { via: view.mirrored?.includes(ownerOf(row.id)) === true ? "MIRROR" : "LIVE", asOf: "now" },
  };
  if (row.__typename === "Organization") {
    for (const [type, typename] of Object.entries({
      people: "Person",
      projects: "Project",
      practices: "Practice",
      events: "Event",
    }))
      self[type] = list(typename, isOf);
  }
  if (row.__typename === "Person") {
    self.practices = list("Practice", (other) => names(other, "contributors"));
    self.projects = ({ first }: { first: number }) =>
      latest("Project", (other) => names(other, "team"))
        .slice(0, first)
        .map((project) => roleIn(project, row, { view, hop }));
  }
  return self;
}

function roleIn(project: Row, person: Row, { view, hop }: { view: View; hop: number }): Record<string, unknown> {
  const team = project.team as Array<{ person: Stub | null; role: string | null }>;
  const role = team.find((each) => each.person?.id === person.id)?.role ?? null;
  const refer = ({ __typename, id }: Row) => {
    const found = view.refer({ __typename, id }, hop + 1);
    return found === NOWHERE ? null : found;
  };
  return { project: () => refer(project), person: () => refer(person), role };
}

interface PlacedRow {
  readonly row: Row;
  readonly place: Place;
}

function inOrder(rows: readonly Row[], order: RecordOrder): PlacedRow[] {
  return rows
    .map((row) => ({ row, place: placeOf(row, order) }))
    .sort((a, b) => comparePlaces(order, a.place, b.place));
}

/** Where a row stands in an order. */
export function placeOf(row: Row, order: RecordOrder): Place {
  const field = sortFieldOf({ order, typename: row.__typename as RecordTypename }) ?? "updatedAt"; // made by contractRow
  return { sortKey: sortKeyOf(order, row[field] as string | null), id: row.id };
}

export interface Question {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly visibility: ReaderVisibility;
  /** The partners that do not answer. */
  readonly silent?: readonly string[];
  /** The partners that the mirror answers for. */
  readonly mirrored?: readonly string[];
}

export interface Expected {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly unknown[];
  /** `hop owner` of every reference that a silent partner would have had to answer. */
  readonly missed: ReadonlySet<string>;
}

/** What the rows of a network, as one database, answer. */
export async function answerAsOne(network: Network, question: Question): Promise<Expected> {
  const { query, variables, visibility, silent = [], mirrored = [] } = question;
  const rows = network.rows.filter((row) => maySee(visibility, row.visibility) && !silent.includes(ownerOf(row.id)));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const missed = new Set<string>();
  const view: View = {
    rows,
    mirrored,
    refer({ id }, hop) {
      if (silent.includes(ownerOf(id))) missed.add(`${hop} ${ownerOf(id)}`);
      if (silent.includes(ownerOf(id))) return null;
      const row = byId.get(id);
      return row === undefined ? NOWHERE : link(row, view, hop);
    },
  };
  const roots = Object.entries(ROOTS).map(([name, typename]) => [
    name,
    (args: PageArguments) => connection(args, { typename, view, network, silent }),
  ]);
  const rootValue: unknown = Object.fromEntries(roots);
  const answer = (answers ??= answererOf(contract()));
  const result = await answer({ query, variables, rootValue });
  return { data: JSON.parse(JSON.stringify(result.data ?? null)), errors: result.errors ?? [], missed };
}

let built: GraphQLSchema | null = null;
let answers: ReturnType<typeof answererOf> | null = null;

/** The contract, `@hub` fields included. */
export function contract(): GraphQLSchema {
  built ??= buildASTSchema(parse(readSdl("contract")), { assumeValidSDL: true });
  return built;
}

const ROOTS: Readonly<Record<string, string>> = {
  organizations: RECORD_TYPES.organization,
  people: RECORD_TYPES.person,
  projects: RECORD_TYPES.project,
  practices: RECORD_TYPES.practice,
  events: RECORD_TYPES.event,
};

interface PageArguments {
  readonly first?: number;
  readonly last?: number;
  readonly after?: string;
  readonly before?: string;
  readonly orderBy: RecordOrder;
  readonly filter?: { readonly partners?: readonly string[] };
}

interface ConnectionUse {
  readonly typename: string;
  readonly view: View;
  readonly network: Network;
  readonly silent: readonly string[];
}

function connection(args: PageArguments, { typename, view, network, silent }: ConnectionUse): unknown {
  const { orderBy, filter } = args;
  const wanted = network.keys.filter((key) => filter?.partners?.includes(key) ?? true);
  const all = inOrder(
    view.rows.filter((row) => row.__typename === typename && wanted.includes(ownerOf(row.id))),
    orderBy,
  );
  const compared = (cursor: string | null | undefined, { place }: PlacedRow): number | null => {
    if (cursor === null || cursor === undefined) return null;
    const [, sortKey, id] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as [string, string | null, string];
    return comparePlaces(orderBy, place, { sortKey, id });
  };
  const skipped = all.filter((each) => (compared(args.after, each) ?? 1) <= 0);
  const beyond = all.filter((each) => (compared(args.before, each) ?? -1) >= 0);
  const between = all.filter((each) => !skipped.includes(each) && !beyond.includes(each));
  const last = args.last ?? null;
  const size = last ?? args.first ?? 20;
  const page = last === null ? between.slice(0, size) : between.slice(Math.max(0, between.length - size));
  const edges = page.map(({ row, place }) => ({ cursor: encodeCursor(orderBy, place), node: link(row, view, 0) }));
  const cut = between.length > page.length;
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    totalCount: all.length,
    pageInfo: {
      hasNextPage: beyond.length > 0 || (cut && last === null),
      hasPreviousPage: skipped.length > 0 || (cut && last !== null),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    completeness: completeness(
      page.map(({ row }) => row.id),
      { network, wanted, silent, mirrored: view.mirrored ?? [] },
    ),
  };
}
