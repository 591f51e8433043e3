// Who knows about this: the fields about experts. In: arguments and who asks. Out: experts with their evidence.
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { admitPeople } from "../../../schema/people-meter.js";
import { readPageSize, LARGEST_PAGE } from "../../../schema/page-request.js";
import { topicById } from "../../../schema/topics.js";
import { recordStub, type RecordStub } from "../../../schema/record-id.js";
import { expertCursor, readExpertQuestion, type ExpertQuestion } from "../experts/expert-question.js";
import { expertsAfter, findExperts, findKnownFor } from "../experts/find-experts.js";
import type { RankedExpert } from "../experts/rank-experts.js";
import { readPeople } from "../experts/read-people.js";
import { sayEvidence } from "../experts/say-evidence.js";
import { readAsOf } from "../graph/overview.js";
import type { KnowledgeContext } from "../knowledge-context.js";
import { Topic } from "../topic-classes.js";
import { Expert, ExpertConnection, ExpertFilter, KnownTopic } from "./expert-classes.js";
import { Person } from "./record-classes.js";

const optional = { nullable: true };
/** Fewer experts than this are no good answer. */
const FEW = 3;

@Resolver()
export class ExpertResolver {
  @Query(() => ExpertConnection, {
    nullable: true,
    description: "Who knows about this? People, each with the evidence that put them there.",
  })
  // eslint-disable-next-line max-params -- one for each argument of the field
  async experts(
    @Arg("about", () => String, optional) about: string | null,
    @Arg("topics", () => [ID], optional) topics: string[] | null,
    @Arg("filter", () => ExpertFilter, optional) filter: ExpertFilter | null,
    @Arg("first", () => Int, { defaultValue: 20 }) first: number,
    @Arg("after", () => String, optional) after: string | null,
    @Ctx() context: KnowledgeContext,
  ): Promise<unknown> {
    const given = { about: about ?? null, topics: topics ?? null, filter: filter ?? null, first, after: after ?? null };
    const question = readExpertQuestion(given);
    const found = await findExperts(context.index, question, readerOf(context));
    if (question.after === null && Object.keys(question.filter).length === 0)
      context.asked.count(found.topics, found.experts.length >= FEW);
    return {
      ...(await pageOf(found.experts, question, context)),
      totalCount: found.experts.length,
      understoodAs: found.topics.flatMap((id) => topicById(id) ?? []),
      asOf: await readAsOf(context.database),
    };
  }
}

@Resolver(() => Topic)
export class TopicExpertsResolver {
  @FieldResolver(() => [Expert], optional)
  async experts(
    @Root() { id }: { readonly id: string },
    @Arg("first", () => Int, { defaultValue: 10 }) first: number,
    @Ctx() context: KnowledgeContext,
  ): Promise<unknown> {
    if (topicById(id) === undefined) return [];
    const question = readExpertQuestion({ about: null, topics: [id], filter: null, first, after: null });
    const { experts } = await findExperts(context.index, question, readerOf(context));
    return showExperts(experts.slice(0, question.first), context);
  }
}

@Resolver(() => Person)
export class KnownForResolver {
  @FieldResolver(() => [KnownTopic], {
    nullable: true,
    description: "What this person is known for across the whole network, not only in their own directory.",
  })
  async knownFor(
    @Root() { id }: { readonly id: string },
    @Arg("first", () => Int, { defaultValue: 10 }) first: number,
    @Ctx() context: KnowledgeContext,
  ): Promise<unknown> {
    const size = readPageSize("first", first, LARGEST_PAGE);
    const { visibility } = context.principal;
    const [known, people] = await Promise.all([
      findKnownFor(context.database, id, visibility),
      readPeople(context.database, [id], visibility),
    ]);
    const person = people.get(id);
    if (person === undefined) return [];
    return known.slice(0, size).map(({ topic, expert }) => ({
      topic: topicById(topic) ?? { id: topic },
      score: expert.score,
      evidence: showEvidence(expert, person.updatedAt, context),
    }));
  }
}

function readerOf({ principal, languages }: KnowledgeContext) {
  return { visibility: principal.visibility, languages };
}

async function pageOf(experts: readonly RankedExpert[], { first, after }: ExpertQuestion, context: KnowledgeContext) {
  const rest = expertsAfter(experts, after);
  const page = rest.slice(0, first);
  const shown = await showExperts(page, context);
  const edges = shown.map((node) => ({ cursor: expertCursor({ score: node.score, id: node.person.id }), node }));
  const pageInfo = {
    hasNextPage: rest.length > page.length,
    hasPreviousPage: rest.length < experts.length,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, pageInfo };
}

/** Experts as they are shown: with their names and what speaks for them. */
export async function showExperts(experts: readonly RankedExpert[], context: KnowledgeContext) {
  const ids = experts.map(({ id }) => id);
  const people = await readPeople(context.database, ids, context.principal.visibility);
  return admitPeople(context.people, experts, ({ id }) => id).flatMap((expert) => {
    const person = people.get(expert.id);
    if (person === undefined) return []; // withdrawn since it was found
    const { name, headline, partner, organizationName, updatedAt } = person;
    const evidence = showEvidence(expert, updatedAt, context);
    const stub: RecordStub = { __typename: "Person", id: expert.id };
    return [{ person: stub, name, headline, partner, organizationName, score: expert.score, evidence }];
  });
}

function showEvidence({ evidence }: RankedExpert, updatedAt: string, { languages }: KnowledgeContext) {
  return evidence.map((each) => ({
    kind: each.kind,
    label: sayEvidence(each, languages),
    weight: each.weight,
    at: each.at ?? updatedAt,
    record: recordStub(each.record),
  }));
}
