// The types of topics, as type-graphql builds them. In: nothing. Out: classes; `schema/knowledge.graphql` has the words.
import "../subgraph/no-metadata.js";
import { GraphQLScalarType } from "graphql";
import { PageInfo } from "../subgraph/page-info.js";
import { Field, ID, Int, InterfaceType, ObjectType } from "type-graphql";

export const LanguageTag = new GraphQLScalarType({ name: "LanguageTag" });

@InterfaceType({ resolveType: (node: { readonly __typename: string }) => node.__typename })
export abstract class Node {
  @Field(() => ID)
  readonly id!: string;
}

@ObjectType()
export class LocalizedText {
  @Field(() => LanguageTag)
  readonly language!: string;
  @Field(() => String)
  readonly text!: string;
}

@ObjectType()
export class Notation {
  @Field(() => String)
  readonly scheme!: string;
  @Field(() => String)
  readonly code!: string;
}

@ObjectType({ implements: Node })
export class Topic extends Node {
  @Field(() => [Notation], {
    nullable: true,
    description: "Codes of the same notion elsewhere: SDG, ICNP/TSO, RNA objet social",
  })
  readonly notations?: readonly Notation[];
}

@ObjectType()
export class TopicEdge {
  @Field(() => String)
  readonly cursor!: string;
  @Field(() => Topic)
  readonly node!: Topic;
}

@ObjectType()
export class TopicConnection {
  @Field(() => [TopicEdge])
  readonly edges!: readonly TopicEdge[];
  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
  @Field(() => Int)
  readonly totalCount!: number;
}
