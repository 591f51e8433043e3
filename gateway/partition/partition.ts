// The partition: the partners as one subgraph. In: an operation on the contract, as the planner wrote it. Out: a
// GraphQL answer as one database would give it, with completeness, freshness and partner filled in. Nothing outside
// this folder and `fetch/` knows that partners exist.
import { GraphQLError, valueFromASTUntyped } from "graphql";
import { badInput, CodedError } from "../../schema/errors.js";
import { encodeCursor } from "../../schema/cursor.js";
import { tooManyPeople } from "../../schema/people-meter.js";
import { readPageRequest, type PageRequest } from "../../schema/page-request.js";
import { parseRecordId, type RecordTypename } from "../../schema/record-id.js";
import type { Subgraph, SubgraphAnswer, SubgraphError, SubgraphRequest } from "../execute/subgraph.js";
import type { PartnerClient } from "../fetch/partner-client.js";
import type { ErasedLookup } from "../../schema/erasures.js";
import type { RecordMirror } from "../../schema/record-mirror.js";
import { choosePartners } from "./choose-partners.js";
import { reportCompleteness, type Completeness, type SourceReport } from "./completeness.js";
import { isObject } from "./complete-value.js";
import type { PartnerDirectory } from "./directory.js";
import { findPaths, type Path } from "./find-paths.js";
import { followHops, MOST_ROUNDS, type HopContext } from "./follow-hops.js";
import { MOST_IDS } from "./hop-groups.js";
import type { HopFailure } from "./hop-places.js";
import { PartitionCompiler, type EntityRoot, type PartitionPlan, type ScatterRoot } from "./partition-plan.js";
import { MirrorDesk } from "./mirror-desk.js";
import { PartnerRound } from "./partner-round.js";
import { describePage, describePlan, describeSelected } from "./describe.js";
import { readArguments } from "./read-arguments.js";
import { readFilter } from "./read-filter.js";
import type { Stub } from "./row-types.js";
import { LARGEST_TOTAL } from "./source.js";
import { scatterRoot, type ScatteredPage } from "./scatter-root.js";
import { selectPartners, type LeftOut } from "./select.js";

export interface PartitionOptions {
  readonly directory: PartnerDirectory;
  readonly client: PartnerClient;
  /** Answers for partners that cannot answer themselves. */
  readonly mirror?: RecordMirror;
  /** Told of partners whose answers break the contract; the incident's text is nobody's data. */
  readonly onFault?: (partner: string) => void;
  /** Told why the mirror did not answer. */
  readonly onMirrorTrouble?: (error: unknown) => void;
  /** What the mirror knew longer ago than this keeps no partner from being asked, in milliseconds. */
  readonly statisticsMs?: number;
  /** What was erased on request: nobody sees it, whoever still sends it. */
  readonly erased?: ErasedLookup;
}

const NOTHING_ERASED: ErasedLookup = { isErased: () => false, stillOffers: () => false, noteOffered: () => undefined };
const STATISTICS_MS = 5 * 60_000;

/** What one root field came to. */
interface RootResult {
  readonly value: unknown;
  readonly stubs: readonly Stub[];
  readonly errors: readonly SubgraphError[];
}

/** One query under way. */
interface Query extends HopContext {
  readonly client: PartnerClient;
  readonly statisticsMs: number;
}

/** Makes a subgraph of all partners. */
export function createPartition(options: PartitionOptions): Subgraph {
  const compiler = new PartitionCompiler();
  return async (request) => {
    try {
      return await answer(compiler.compile(request.operation, request.variables), request, options);
    } catch (error) {
      if (error instanceof GraphQLError)
        return { data: null, errors: [{ message: error.message, extensions: error.extensions }] };
      throw error;
    }
  };
}

async function answer(
  plan: PartitionPlan,
  { variables, reader }: SubgraphRequest,
  options: PartitionOptions,
): Promise<SubgraphAnswer> {
  const { client, directory, mirror } = options;
  const trouble = options.onMirrorTrouble ?? (() => undefined);
  const query: Query = {
    plan,
    variables,
    reader,
    partners: directory.snapshot(),
    round: new PartnerRound(client, reader),
    mirror: mirror === undefined ? null : new MirrorDesk(mirror, reader, trouble),
    client,
    statisticsMs: options.statisticsMs ?? STATISTICS_MS,
    erased: options.erased ?? NOTHING_ERASED,
    report: options.onFault ?? (() => undefined),
  };
  reader.trace?.note("partition plan", describePlan(plan));
  const results = await Promise.all(plan.roots.map((root) => answerRoot(root, query)));
  const data: Record<string, unknown> = {};
  plan.roots.forEach((root, index) => (data[root.key] = results[index]?.value));
  const failures = await followHops(
    results.flatMap((result) => result.stubs),
    query,
  );
  const paths = findPaths(data, new Set(failures.map(({ place }) => place.holder)));
  const errors = [
    ...results.flatMap((result) => result.errors),
    ...failures.map((failure) => unavailable(failure, paths)),
  ];
  return errors.length === 0 ? { data } : { data, errors };
}

async function answerRoot(root: PartitionPlan["roots"][number], query: Query): Promise<RootResult> {
  if (root.kind === "constant") return { value: root.value, stubs: [], errors: [] };
  try {
    for (const check of root.sizeChecks) check(query.variables);
    if (query.reader.freshness === "mirror" && query.mirror === null)
      throw badInput("Maillage-Freshness", "auto or live: no mirror is kept here", "mirror");
    return root.kind === "entities" ? readEntities(root, query) : await answerScatter(root, query);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return {
      value: null,
      stubs: [],
      errors: [{ message: error.message, path: [root.key], extensions: error.extensions }],
    };
  }
}

/** Every representation is a stub: its owner answers it. */
function readEntities(root: EntityRoot, { variables }: Query): RootResult {
  const given = valueFromASTUntyped(root.representations, variables);
  const representations: unknown[] = Array.isArray(given) ? given : [];
  const list: unknown[] = representations.map(() => null);
  const stubs = representations.flatMap((representation, key): Stub[] => {
    const id = isObject(representation) ? representation.id : null;
    const parsed = parseRecordId(id);
    if (parsed === null || typeof id !== "string" || !root.field.accepts(parsed.typename)) return [];
    if (isObject(representation) && representation.__typename !== parsed.typename) return [];
    return [{ id, owner: parsed.partner, from: "", field: root.field, holder: list, key, fixed: true }];
  });
  return { value: list, stubs, errors: [] };
}

async function answerScatter(root: ScatterRoot, query: Query): Promise<RootResult> {
  const { variables, partners, reader, mirror, client, erased } = query;
  const typename = root.shape.rowType.name as RecordTypename; // connections of the contract hold nothing else
  if (typename === "Person" && reader.people?.isOver === true) throw tooManyPeople();
  const args = readArguments(root.definition, root.node, variables);
  const page = readPageRequest(args, typename);
  const filter = readFilter(args.filter, root.filterType, partners);
  const { freshness } = reader;
  const { leftOut, ...selected } = selectPartners(filter, {
    ...{ partners, freshness, hasMirror: mirror !== null },
    needs: [`Query.${root.name}`, ...Object.keys(filter.asked ?? {}).map((name) => `${root.filterType}.${name}`)],
    stillOffers: (partner) => erased.stillOffers(partner),
  });
  const choice = await choosePartners(selected, {
    mirror,
    typename,
    page,
    filter: filter.asked ?? {},
    needsAll: root.shape.needsAll || !root.shape.wantsRows || freshness !== "auto",
    maxAgeMs: query.statisticsMs,
    isShut: (partner) => client.isShut(partner),
  });
  reader.trace?.note("selected", describeSelected(root.key, { choice, leftOut }));
  const scattered = await scatterRoot({ ...query, root, page, choice, filter: filter.asked });
  reader.trace?.note("gathered", describePage(root.key, scattered));
  scattered.faulty.forEach(query.report);
  const { languages } = reader;
  const all = { ...scattered, leftOut: [...leftOut, ...scattered.leftOut], languages };
  const completeness = reportCompleteness(all);
  if (completeness.isPartial && reader.partial === "refuse") throw incomplete(completeness, all.leftOut);
  return buildRoot(root, scattered, { page, completeness, otherSide: choice.otherSide });
}

function buildRoot(
  root: ScatterRoot,
  scattered: ScatteredPage,
  { page, completeness, ...known }: { page: PageRequest; completeness: Completeness; otherSide: boolean },
): RootResult {
  const backward = page.direction === "backward";
  const rows = backward ? scattered.rows.toReversed() : scattered.rows;
  const otherSide = known.otherSide || scattered.sources.some((source) => source.otherSide);
  const onward = scattered.more || scattered.sources.some((source) => source.beyond);
  const total = scattered.sources.reduce((sum, source) => sum + (source.total ?? 0), 0);
  const totalCount = Math.min(total, LARGEST_TOTAL);
  const nowhere = scattered.more && scattered.horizon !== null ? encodeCursor(page.order, scattered.horizon) : null;
  const pageInfo = {
    hasNextPage: backward ? otherSide : onward,
    hasPreviousPage: backward ? onward : otherSide,
    startCursor: rows[0]?.cursor ?? (backward ? nowhere : null),
    endCursor: rows.at(-1)?.cursor ?? (backward ? null : nowhere), // a page that came to nothing can still be passed
  };
  const views = rows.map((row) => row.views ?? []);
  const value = root.shape.build(views, { pageInfo, totalCount, completeness });
  return { value, stubs: rows.flatMap((row) => row.stubs), errors: [] };
}

/** Names the partners that are missed: those that failed, and those that could not be asked. */
function incomplete({ sources }: Completeness, leftOut: readonly LeftOut[]): CodedError {
  const missed = new Set(leftOut.filter(({ expected }) => expected).map(({ partner }) => partner));
  const isMissing = ({ partner, status }: SourceReport): boolean =>
    status === "SKIPPED" ? missed.has(partner) : status !== "ANSWERED";
  const partners = sources.filter(isMissing).map(({ partner, status }) => ({ partner, status }));
  return new CodedError("RESPONSE_INCOMPLETE", "Not every partner that may hold such records has answered.", {
    partners,
  });
}

function unavailable({ partner, place }: HopFailure, paths: ReadonlyMap<unknown, Path>): SubgraphError {
  const path = paths.get(place.holder);
  const error =
    partner === null
      ? {
          message: `One answer follows at most ${MOST_IDS} references at a time, and ${MOST_ROUNDS} times.`,
          extensions: { code: "LIMIT_EXCEEDED" },
        }
      : {
          message: `The partner ${partner} did not answer for a record of its own.`,
          extensions: { code: "PARTNER_UNAVAILABLE", partner },
        };
  return path === undefined ? error : { ...error, path: [...path, place.key] };
}
