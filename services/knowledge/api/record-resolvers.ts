// What the knowledge service adds to records: what refers to them, what adapts them, the same association elsewhere.
// In: a record's id and who asks. Out: hits, and stubs that their owners confirm.
import { Arg, Ctx, FieldResolver, Int, Resolver, Root, type ClassType } from "type-graphql";
import type { RecordStub } from "../../../schema/record-id.js";
import { LARGEST_PAGE, readPageSize } from "../../../schema/page-request.js";
import { findAdaptations, refersTo } from "../graph/references.js";
import type { KnowledgeContext } from "../knowledge-context.js";
import { readLatest } from "../search/latest-records.js";
import { ReferenceKind } from "./graph-classes.js";
import { Event, Organization, Person, Practice, Project } from "./record-classes.js";
import { SearchConnection } from "./search-classes.js";

const optional = { nullable: true };
const EVERY_KIND = Object.values(ReferenceKind);

interface Owner {
  readonly id: string;
}

function createReferenceResolver(type: ClassType): ClassType {
  @Resolver(() => type)
  class ReferenceResolver {
    @FieldResolver(() => SearchConnection, optional)
    // eslint-disable-next-line max-params -- one for each argument of the field
    async referencedBy(
      @Root() { id }: Owner,
      @Arg("as", () => [ReferenceKind], optional) kinds: ReferenceKind[] | null,
      @Arg("first", () => Int, { defaultValue: 20 }) first: number,
      @Arg("after", () => String, optional) after: string | null,
      @Ctx() { index, principal, languages }: KnowledgeContext,
    ): Promise<unknown> {
      const { visibility } = principal;
      const filter = refersTo(id, kinds ?? EVERY_KIND, visibility);
      const size = readPageSize("first", first, LARGEST_PAGE);
      return readLatest(index, { filter, size, after: after ?? null }, { visibility, languages });
    }
  }
  return ReferenceResolver;
}

/** `referencedBy` of each type of record. */
export const REFERENCE_RESOLVERS = [Organization, Person, Project, Practice, Event].map(createReferenceResolver);

@Resolver(() => Organization)
export class SameAsResolver {
  @FieldResolver(() => [Organization], {
    nullable: "itemsAndList",
    description: "The same association in other partners' directories, by registry identifier.",
  })
  async sameAs(@Root() { id }: Owner, @Ctx() { sameAs }: KnowledgeContext): Promise<RecordStub[]> {
    return (await sameAs.load(id)).map((other) => ({ __typename: "Organization", id: other }));
  }
}

@Resolver(() => Practice)
export class AdaptationsResolver {
  @FieldResolver(() => [Practice], {
    nullable: "itemsAndList",
    description: "The practices that adapt this one, of any partner.",
  })
  async adaptations(
    @Root() { id }: Owner,
    @Arg("first", () => Int, { defaultValue: 20 }) first: number,
    @Ctx() { database, principal }: KnowledgeContext,
  ): Promise<RecordStub[]> {
    const size = readPageSize("first", first, LARGEST_PAGE);
    const found = await findAdaptations(database, [id], { visibility: principal.visibility, first: size });
    return (found.get(id) ?? []).map((adapting) => ({ __typename: "Practice", id: adapting }));
  }
}
