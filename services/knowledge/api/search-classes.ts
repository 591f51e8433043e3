// The types of searches, as type-graphql builds them. In: nothing. Out: classes; `schema/knowledge.graphql` has the words.
import "../../subgraph/no-metadata.js";
import { GraphQLScalarType } from "graphql";
import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { PageInfo } from "../../subgraph/page-info.js";
import { LanguageTag, Node, Topic } from "../topic-classes.js";

export const DateTime = new GraphQLScalarType({ name: "DateTime" });
export const CountryCode = new GraphQLScalarType({ name: "CountryCode" });

const RECORD_TYPES = ["ORGANIZATION", "PERSON", "PROJECT", "PRACTICE", "EVENT", "COMMUNITY", "DISCUSSION"];

export const RecordType = enumOf("RecordType", RECORD_TYPES);
export const Setting = enumOf("Setting", ["RURAL", "TOWN", "CITY", "ONLINE"]);
export const TotalPrecision = enumOf("TotalPrecision", ["EXACT", "AT_LEAST", "ESTIMATED"]);

function enumOf(name: string, values: readonly string[]): Readonly<Record<string, string>> {
  const members = Object.fromEntries(values.map((value) => [value, value]));
  registerEnumType(members, { name });
  return members;
}

@InputType()
export class MoneyInput {
  @Field(() => Float)
  readonly amount!: number;
  @Field(() => String)
  readonly currency!: string;
}

@InputType()
export class NearInput {
  @Field(() => Float)
  readonly latitude!: number;
  @Field(() => Float)
  readonly longitude!: number;
  @Field(() => Float)
  readonly radiusKm!: number;
}

const optional = { nullable: true };

@InputType()
export class SearchFilter {
  @Field(() => [RecordType], optional)
  readonly types?: readonly string[] | null;
  @Field(() => [ID], optional)
  readonly topics?: readonly string[] | null;
  @Field(() => [CountryCode], optional)
  readonly countries?: readonly string[] | null;
  @Field(() => [String], optional)
  readonly areas?: readonly string[] | null;
  @Field(() => NearInput, optional)
  readonly near?: NearInput | null;
  @Field(() => [LanguageTag], optional)
  readonly languages?: readonly string[] | null;
  @Field(() => [ID], optional)
  readonly partners?: readonly string[] | null;
  @Field(() => [Setting], optional)
  readonly settings?: readonly string[] | null;
  @Field(() => [ID], optional)
  readonly audiences?: readonly string[] | null;
  @Field(() => MoneyInput, optional)
  readonly costAtMost?: MoneyInput | null;
  @Field(() => Boolean, { nullable: true, description: "true: only what states a cost; false: only what states none" })
  readonly statesCost?: boolean | null;
  @Field(() => DateTime, optional)
  readonly updatedSince?: string | null;
}

@ObjectType()
export class SearchHit {
  @Field(() => ID)
  readonly id!: string;
  @Field(() => RecordType)
  readonly type!: string;
  @Field(() => String)
  readonly name!: string;
  @Field(() => String, optional)
  readonly summary?: string | null;
  @Field(() => LanguageTag)
  readonly language!: string;
  @Field(() => String, {
    nullable: true,
    description: "The passage that matched, with the matching words between the characters U+E000 and U+E001.",
  })
  readonly snippet?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: "Null for communities and discussions, which the hub itself holds.",
  })
  readonly partner?: string | null;
  @Field(() => String, optional)
  readonly organizationName?: string | null;
  @Field(() => Float)
  readonly score!: number;
  @Field(() => DateTime)
  readonly updatedAt!: string;
  @Field(() => [String], { description: "Which topics and words matched, in the reader's language." })
  readonly because!: readonly string[];
  @Field(() => Node, { nullable: true, description: "The record itself, from its owner." })
  readonly node?: Node | null;
}

@ObjectType()
export class SearchEdge {
  @Field(() => String)
  readonly cursor!: string;
  @Field(() => SearchHit)
  readonly node!: SearchHit;
}

@ObjectType()
export class FacetCount {
  @Field(() => String)
  readonly value!: string;
  @Field(() => String)
  readonly label!: string;
  @Field(() => Int)
  readonly count!: number;
}

@ObjectType()
export class SearchFacets {
  @Field(() => [FacetCount])
  readonly types!: readonly FacetCount[];
  @Field(() => [FacetCount])
  readonly topics!: readonly FacetCount[];
  @Field(() => [FacetCount])
  readonly countries!: readonly FacetCount[];
  @Field(() => [FacetCount])
  readonly areas!: readonly FacetCount[];
  @Field(() => [FacetCount])
  readonly languages!: readonly FacetCount[];
  @Field(() => [FacetCount])
  readonly partners!: readonly FacetCount[];
  @Field(() => [FacetCount])
  readonly settings!: readonly FacetCount[];
}

@ObjectType()
export class SearchConnection {
  @Field(() => [SearchEdge])
  readonly edges!: readonly SearchEdge[];
  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
  @Field(() => Int)
  readonly totalCount!: number;
  @Field(() => TotalPrecision, {
    description: "EXACT unless the number of matches, and of each facet, was estimated from a sample of them.",
  })
  readonly totalIs!: string;
  @Field(() => SearchFacets)
  readonly facets!: SearchFacets;
  @Field(() => [Topic])
  readonly understoodAs!: readonly Topic[];
  @Field(() => DateTime)
  readonly asOf!: string;
}
