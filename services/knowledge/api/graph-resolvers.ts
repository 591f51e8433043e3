// The graph of shared work, and what there is of it: connections, gaps, coverage, overview. In: arguments and who asks.
// Out: stubs of records, which their owners confirm, and counts of what the reader may see.
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { areasWithin } from "../../../schema/areas.js";
import { badInput } from "../../../schema/errors.js";
import { LARGEST_PAGE, readPageSize } from "../../../schema/page-request.js";
import { proseLanguage } from "../../../schema/prose-language.js";
import { recordStub } from "../../../schema/record-id.js";
import { narrowerThan, topicById } from "../../../schema/topics.js";
import { findGaps } from "../gaps/find-gaps.js";
import { findConnections, type Chain } from "../graph/connections.js";
import type { Step } from "../graph/neighbours.js";
import { countCoverage, readAsOf, readOverview, type Counted } from "../graph/overview.js";
import type { KnowledgeContext } from "../knowledge-context.js";
import { areaName } from "../search/area-names.js";
import { Topic } from "../topic-classes.js";
import { labelOf } from "../topic-list.js";
import { ConnectionPath, CoverageCell, KnowledgeGap, NetworkOverview } from "./graph-classes.js";
import { RecordType } from "./search-classes.js";

const optional = { nullable: true };
const MOST_VALUES = 100;
const TOP_TOPICS = 20;

@Resolver()
export class GraphResolver {
  @Query(() => [ConnectionPath], {
    nullable: true,
    description: "The shortest chains of shared work between two people or organizations: who can introduce me?",
  })
  // eslint-disable-next-line max-params -- one for each argument of the field
  async connections(
    @Arg("from", () => ID) from: string,
    @Arg("to", () => ID) to: string,
    @Arg("maxHops", () => Int, { defaultValue: 4 }) maxHops: number,
    @Arg("first", () => Int, { defaultValue: 3 }) first: number,
    @Ctx() { database, principal, languages }: KnowledgeContext,
  ): Promise<unknown> {
    const { visibility } = principal;
    const chains = await findConnections(database, { from, to, maxHops, first, visibility });
    return chains.map((chain) => showChain(chain, languages));
  }

  @Query(() => [KnowledgeGap], {
    nullable: true,
    description: "Topics that the network asks about and few can answer.",
  })
  async gaps(
    @Arg("first", () => Int, { defaultValue: 20 }) first: number,
    @Ctx() { index, principal, languages }: KnowledgeContext,
  ): Promise<unknown> {
    const reader = { visibility: principal.visibility, languages };
    return findGaps(index, readPageSize("first", first, LARGEST_PAGE), reader);
  }

  @Query(() => [CoverageCell], { nullable: true, description: "How much there is, topic by area." })
  // eslint-disable-next-line max-params -- one for each argument of the field
  async coverage(
    @Arg("topics", () => [ID], optional) topics: string[] | null,
    @Arg("areas", () => [String], optional) areas: string[] | null,
    @Arg("types", () => [RecordType], optional) types: string[] | null,
    @Ctx() { database, principal, languages }: KnowledgeContext,
  ): Promise<unknown> {
    const cells = await countCoverage(database, {
      topics: countedValues("topics", topics, (topic) => narrowerThan([topic])),
      areas: countedValues("areas", areas, (area) => areasWithin([area])),
      types: types ?? null,
      visibility: principal.visibility,
    });
    return cells.map(({ topic, area, count }) => ({
      topic: topicById(topic) ?? { id: topic },
      area,
      label: areaName(area, proseLanguage(languages)),
      count,
    }));
  }

  @Query(() => NetworkOverview, optional)
  async overview(@Ctx() { database, principal, topicCounts, languages }: KnowledgeContext): Promise<unknown> {
    const { visibility } = principal;
    const [counts, asOf, topics] = await Promise.all([
      readOverview(database, visibility),
      readAsOf(database),
      topicCounts.own(visibility),
    ]);
    const top = [...topics].sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1)).slice(0, TOP_TOPICS);
    const topTopics = top.map(([value, count]) => {
      const topic = topicById(value);
      return { value, label: topic === undefined ? value : (labelOf(topic, languages) ?? value), count };
    });
    return { ...counts, topTopics, asOf };
  }
}

@Resolver(() => Topic)
export class TopicCountResolver {
  @FieldResolver(() => Int, optional)
  recordCount(
    @Root() { id }: { readonly id: string },
    @Ctx() { topicCounts, principal }: KnowledgeContext,
  ): Promise<number> {
    return topicCounts.widened(id, principal.visibility);
  }
}

function countedValues(
  name: string,
  values: readonly string[] | null | undefined,
  widen: (value: string) => readonly string[],
): Counted[] | null {
  if (values === null || values === undefined) return null;
  if (values.length > MOST_VALUES) throw badInput(name, `at most ${MOST_VALUES} values`, `${values.length} values`);
  return values.flatMap((asked) => widen(asked).map((own) => ({ asked, own })));
}

function showChain(chain: Chain, languages: readonly string[]) {
  return { hops: chain.length, steps: chain.map((step) => showStep(step, languages)) };
}

function showStep({ from, to, via, viaName }: Step, languages: readonly string[]) {
  const belongs = proseLanguage(languages) === "fr" ? "même organisation" : "the same organization";
  return { from: recordStub(from), to: recordStub(to), via: recordStub(via), label: viaName ?? belongs };
}
