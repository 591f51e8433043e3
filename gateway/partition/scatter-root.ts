// Room "scatter": one root field asked of all selected partners, in as many waves as its page needs. In: the compiled
// root, the partners, the reader. Out: the merged page and how every source did. A first wave asks each source for a
// share; later waves go back only to those that could still change the page.
import type { PageRequest } from "../../schema/page-request.js";
import { encodeCursor } from "../../schema/cursor.js";
import type { RecordTypename } from "../../schema/record-id.js";
import { sortFieldOf, type Place } from "../../schema/record-order.js";
import type { ReaderContext } from "../execute/subgraph.js";
import type { PartnerEntry } from "./directory.js";
import { firstShare } from "./first-share.js";
import { mergePage, type MergedPage } from "./merge-page.js";
import type { Part, PartnerRound } from "./partner-round.js";
import { readersVariables, type PartitionPlan, type ScatterRoot } from "./partition-plan.js";
import { INVALID, type RowUse } from "./row-types.js";
import { Source, type SourceRow, type Walk } from "./source.js";

export interface ScatterInput {
  readonly root: ScatterRoot;
  readonly plan: PartitionPlan;
  readonly page: PageRequest;
  /** The filter for partners, or null. */
  readonly filter: unknown;
  readonly asked: readonly PartnerEntry[];
  readonly reader: ReaderContext;
  readonly round: PartnerRound;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly scatterMs: number;
}

export interface ScatteredPage extends MergedPage {
  readonly sources: readonly Source[];
}

/** After this many waves the page ends where it is certain, shorter but sound. */
const MOST_WAVES = 4;

/** Scatters one root field. Never rejects. */
export async function scatterRoot(input: ScatterInput): Promise<ScatteredPage> {
  const { page, asked, root } = input;
  const walk = walkOf(input);
  const deadline = Date.now() + input.scatterMs;
  const sources = asked.map((entry) => new Source(entry, walk));
  const share = firstShare(page.size, sources.length);
  await askAll(
    input,
    sources.map((source) => ({ source, size: share })),
    { walk, deadline, first: true },
  );
  const merge = () => mergePage(sources, page.size, { walk, isSound: (row) => readOnce(row, input) });
  let merged = root.shape.wantsRows ? merge() : EMPTY_PAGE;
  for (let wave = 1; merged.refill.length > 0 && wave < MOST_WAVES; wave++) {
    const last = wave === MOST_WAVES - 1;
    const wants = merged.refill.map(({ source, need, likely }) => ({
      source,
      size: last ? need : Math.min(need, likely + 1),
    }));
    await askAll(input, wants, { walk, deadline, first: false });
    merged = merge();
  }
  const isShort = merged.rows.length < page.size;
  if (isShort && sources.filter((source) => source.giveUpIfUnsound()).length > 0) merged = merge();
  return { ...merged, sources };
}

const EMPTY_PAGE: MergedPage = { rows: [], more: false, refill: [], horizon: null };

function walkOf({ page, plan, root, reader }: ScatterInput): Walk {
  const typename = root.shape.rowType.name as RecordTypename; // connections of the contract hold nothing else
  const { order, after, before } = page;
  return {
    order,
    typename,
    after,
    before,
    wantsRows: root.shape.wantsRows,
    wantsTotal: root.shape.wantsTotal,
    backward: page.direction === "backward",
    visibility: reader.visibility,
    keys: plan.keys,
  };
}

interface Want {
  readonly source: Source;
  readonly size: number;
}

interface Wave {
  readonly walk: Walk;
  readonly deadline: number;
  readonly first: boolean;
}

async function askAll(input: ScatterInput, wants: readonly Want[], wave: Wave): Promise<void> {
  const [any] = wants;
  const same = wave.first && any !== undefined ? writePart(input, { ...any, wave }) : null; // all are asked the same at first
  const asks = wants.map(async ({ source, size }) => {
    const part = same ?? writePart(input, { source, size, wave });
    const outcome = await input.round.ask(source.entry, part);
    input.reader.tally.rows += source.take(outcome, size);
  });
  await Promise.all(asks);
}

/** The root field for one partner: its own page of the reader's selection and of what the merge needs. */
function writePart(input: ScatterInput, { source, size, wave }: { source: Source; size: number; wave: Wave }): Part {
  const { root, plan, variables } = input;
  const { prefix } = plan.keys;
  const key = `${prefix}${root.key}`;
  const args = argumentsFor(input, { source, size, wave });
  const own = readersVariables(plan, root.shape.variables, variables);
  const named = args.map(({ name, type, value }) => [`${key}_${name}`, { type, value }] as const);
  const text = args.map(({ name }) => `${name}: $${key}_${name}`).join(", ");
  const field = `${key}: ${root.name}(${text}) {${selectionFor(input, wave)}}`;
  return { key, field, variables: new Map([...own, ...named]), deadline: wave.deadline };
}

function selectionFor({ root, plan }: ScatterInput, { walk, first }: Wave): string {
  const { keys } = plan;
  const { shape } = root;
  const sortField = sortFieldOf(walk) ?? "id";
  const edges = `${keys.edges}: edges {cursor node {${keys.id}: id ${keys.type}: __typename ${keys.visibility}: visibility ${keys.sort}: ${sortField}}}`;
  const page = `${keys.page}: pageInfo {hasNextPage hasPreviousPage}`;
  const parts = [
    ...(shape.wantsRows ? [shape.text, edges, page] : []),
    ...(first && shape.wantsTotal ? [`${keys.total}: totalCount`] : []),
  ].filter((text) => text !== "");
  return parts.length === 0 ? "__typename" : parts.join(" ");
}

interface Argument {
  readonly name: string;
  readonly type: string;
  readonly value: unknown;
}

/** A further page goes on where the source's last row stood. */
function argumentsFor(
  input: ScatterInput,
  { source, size, wave }: { source: Source; size: number; wave: Wave },
): Argument[] {
  const { page, filter, root } = input;
  const { backward } = wave.walk;
  const goOn = wave.first ? null : source.lastPlace;
  const after = backward ? page.after : (goOn ?? page.after);
  const before = backward ? (goOn ?? page.before) : page.before;
  const cursor = (name: string, place: Place | null): Argument[] =>
    place === null ? [] : [{ name, type: "String", value: encodeCursor(page.order, place) }];
  return [
    ...(filter === null ? [] : [{ name: "filter", type: root.filterType, value: filter }]),
    { name: "orderBy", type: "RecordOrder!", value: page.order },
    { name: backward ? "last" : "first", type: "Int", value: size },
    ...cursor("after", after),
    ...cursor("before", before),
  ];
}

/** Reads a row of the page, once. A row that breaks the contract is left out, and its source is INVALID. */
function readOnce(row: SourceRow, { root, reader }: ScatterInput): boolean {
  if (row.views !== undefined) return row.views !== null;
  const use: RowUse = {
    partner: row.source.entry.key,
    visibility: reader.visibility,
    asOf: row.asOf,
    stubs: row.stubs,
    faults: 0,
  };
  const views = root.shape.readRow(row, use);
  row.views = views === INVALID ? null : views;
  if (views === INVALID || use.faults > 0) row.source.fault("rows");
  return row.views !== null;
}
