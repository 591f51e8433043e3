// What the kit learns of the lists: every type in every order, a walk there and back, arguments that are wrong, filters
// made from rows that came. In: a way to ask. Out: answers.
import { encodeCursor } from "../../../schema/cursor.js";
import type { RecordTypename } from "../../../schema/record-id.js";
import { filterWishes, type FilterCase } from "./filter-cases.js";
import type { Exchange, Interview } from "./exchange.js";
import { itemsOf, membersOf, textOf, type Members } from "./json-view.js";
import { everyList, everyOrder, FILTERED, listsQuestion, TYPENAMES } from "./questions.js";

export interface ListEvidence {
  /** All orders of a type, aliased by order. */
  readonly orders: ReadonlyMap<RecordTypename, Exchange>;
  /** Up to 100 rows of every type, aliased by type: asked twice, and by the public. */
  readonly all: Exchange;
  readonly again: Exchange;
  readonly seenByPublic: Exchange;
  /** The same without a size. */
  readonly unsized: Exchange;
  readonly walks: readonly WalkEvidence[];
  readonly wrong: Exchange;
  readonly filters: readonly FilterEvidence[];
}

/** A walk in one order, and the way back from its last row. */
export interface WalkEvidence {
  readonly order: string;
  readonly forward: readonly Exchange[];
  readonly backward: readonly Exchange[];
  readonly total: number;
}

export interface FilterEvidence {
  readonly cases: readonly FilterCase[];
  readonly answer: Exchange;
}

/** Arguments that are to be refused, by alias. */
export const WRONG_ARGUMENTS: Readonly<Record<string, string>> = {
  none: "first: 0",
  tooMany: "first: 101",
  both: "first: 1, last: 1",
  noCursor: `after: "bm90LWEtY3Vyc29y"`,
  otherOrder: `orderBy: UPDATED_ASC, after: "${encodeCursor("NAME_ASC", { sortKey: "a", id: "ab:organization:1" })}"`,
  starts: "orderBy: STARTS_ASC",
};

/** Asks for it. */
export async function gatherLists(interview: Interview, version: string): Promise<ListEvidence> {
  const [all, again, seenByPublic, unsized, wrong, ...orders] = await Promise.all([
    interview.ask(everyList("first: 100")),
    interview.ask(everyList("first: 100")),
    interview.ask({ ...everyList("first: 100"), as: "PUBLIC" }),
    interview.ask(everyList("")),
    interview.ask(wrongQuestion()),
    ...TYPENAMES.map((typename) => interview.ask(everyOrder(typename))),
  ]);
  const walked = largest(all);
  const walks = await Promise.all(["UPDATED_ASC", "NAME_ASC"].map((order) => walk(interview, { ...walked, order })));
  const filters = await Promise.all(
    TYPENAMES.map(async (typename) => {
      const cases = filterWishes(typename, itemsOf(membersOf(all.data[typename])["edges"]), version);
      const answer = await interview.ask(listsQuestion(cases, FILTERED));
      return { cases, answer };
    }),
  );
  const byType = new Map(TYPENAMES.flatMap((typename, index) => listed(typename, orders[index])));
  return { orders: byType, all, again, seenByPublic, unsized, walks, wrong, filters };
}

function listed(typename: RecordTypename, answer: Exchange | undefined): Array<[RecordTypename, Exchange]> {
  return answer === undefined ? [] : [[typename, answer]];
}

function wrongQuestion(): { query: string } {
  const wishes = Object.entries(WRONG_ARGUMENTS).map(([alias, args]) => ({
    ...{ alias, args },
    typename: "Organization" as const,
  }));
  return listsQuestion(wishes);
}

interface Walked {
  readonly typename: RecordTypename;
  readonly total: number;
}

/** The type with the most rows. */
function largest({ data }: Exchange): Walked {
  const counted = TYPENAMES.map((typename) => ({
    typename,
    total: Number(membersOf(data[typename])["totalCount"]) || 0,
  }));
  return counted.reduce((most, each) => (each.total > most.total ? each : most));
}

const MOST_STEPS = 4;
const LARGEST_STEP = 25;

async function walk(
  interview: Interview,
  { typename, total, order }: Walked & { order: string },
): Promise<WalkEvidence> {
  const size = Math.min(LARGEST_STEP, Math.max(1, Math.ceil(total / MOST_STEPS)));
  const step = (args: string) =>
    interview.ask(listsQuestion([{ alias: "list", typename, args: `orderBy: ${order}, ${args}` }]));
  const forward = [await step(`first: ${size}`)];
  for (
    let at = end(forward, "hasNextPage");
    at !== null && forward.length < MOST_STEPS;
    at = end(forward, "hasNextPage")
  )
    forward.push(await step(`first: ${size}, after: ${JSON.stringify(at)}`));
  const backward: Exchange[] = [];
  const last = textOf(pageInfoOf(forward.at(-1))["endCursor"]);
  for (let at = last; at !== null && backward.length < MOST_STEPS; at = end(backward, "hasPreviousPage"))
    backward.push(await step(`last: ${size}, before: ${JSON.stringify(at)}`));
  return { order, forward, backward, total };
}

/** Where the next step begins; null at the end. */
function end(pages: readonly Exchange[], more: "hasNextPage" | "hasPreviousPage"): string | null {
  const info = pageInfoOf(pages.at(-1));
  return info[more] === true ? textOf(info[more === "hasNextPage" ? "endCursor" : "startCursor"]) : null;
}

/** The page information of a walk's step. */
export function pageInfoOf(exchange: Exchange | undefined): Members {
  return membersOf(membersOf(exchange?.data["list"])["pageInfo"]);
}
