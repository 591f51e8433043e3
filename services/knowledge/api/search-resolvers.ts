// The answers of searches. In: arguments and the reader. Out: hits with reasons; totals and facets when asked for.
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root, type ClassType } from "type-graphql";
import { admitPeople } from "../../../schema/people-meter.js";
import { LARGEST_PAGE, readPageSize } from "../../../schema/page-request.js";
import type { KnowledgeContext } from "../knowledge-context.js";
import type { HitNode } from "../search/describe-hits.js";
import { relatedRecords } from "../search/related-records.js";
import type { SearchAnswer } from "../search/search-answer.js";
import { searchRecords } from "../search/search-records.js";
import { Event, Organization, Person, Practice, Project } from "./record-classes.js";
import { SearchConnection, SearchEdge, SearchFilter, SearchHit } from "./search-classes.js";

/** Fewer hits than this are no good answer. */
const FEW = 3;

@Resolver(() => SearchConnection)
export class SearchResolver {
  @Query(() => SearchConnection, { nullable: true })
  // eslint-disable-next-line max-params -- one for each argument of the field
  async search(
    @Arg("text", () => String) text: string,
    @Arg("filter", () => SearchFilter, { nullable: true }) filter: unknown,
    @Arg("first", () => Int, { defaultValue: 20 }) first: number,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() { index, principal, languages, asked }: KnowledgeContext,
  ): Promise<unknown> {
    const reader = { visibility: principal.visibility, languages };
    const answer = await searchRecords(index, { text, filter, first, after: after ?? null }, reader);
    const isWhole = (after ?? null) === null && (filter ?? null) === null;
    if (isWhole)
      asked.count(
        answer.understoodAs.map(({ id }) => id),
        answer.edges.length >= Math.min(FEW, first),
      );
    return answer;
  }

  @FieldResolver(() => [SearchEdge])
  edges(@Root() { edges }: SearchAnswer, @Ctx() { people }: KnowledgeContext): unknown {
    return admitPeople(people, edges, ({ node }) => personOf(node));
  }
}

function personOf({ id, type }: HitNode): string | null {
  return type === "PERSON" ? id : null;
}

function createRelatedResolver(type: ClassType): ClassType {
  @Resolver(() => type)
  class RelatedResolver {
    @FieldResolver(() => [SearchHit], { nullable: true })
    async related(
      @Root() { id }: { readonly id: string },
      @Arg("first", () => Int, { defaultValue: 10 }) first: number,
      @Ctx() { index, principal, languages, people }: KnowledgeContext,
    ): Promise<unknown> {
      const reader = { visibility: principal.visibility, languages };
      const size = readPageSize("first", first, LARGEST_PAGE);
      return admitPeople(people, await relatedRecords(index, { id, first: size }, reader), personOf);
    }
  }
  return RelatedResolver;
}

/** `related` of each type of record. */
export const RELATED_RESOLVERS = [Organization, Person, Project, Practice, Event].map(createRelatedResolver);
