// Experts and their evidence. In: nothing. Out: classes; `schema/knowledge.graphql` has the words.
import "../../subgraph/no-metadata.js";
import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { CountryCode, DateTime, MoneyInput, Setting } from "./search-classes.js";
import { PageInfo } from "../../subgraph/page-info.js";
import { LanguageTag, Node, Topic } from "../topic-classes.js";
import { Person } from "./record-classes.js";

export enum Offer {
  ADVICE = "ADVICE",
  MENTORING = "MENTORING",
  TRAINING = "TRAINING",
  SPEAKING = "SPEAKING",
  PEER_REVIEW = "PEER_REVIEW",
  STAFF_EXCHANGE = "STAFF_EXCHANGE",
  FIELD_VISIT = "FIELD_VISIT",
}
registerEnumType(Offer, { name: "Offer" });

export enum EvidenceKind {
  CLAIM = "CLAIM",
  PROJECT = "PROJECT",
  PRACTICE = "PRACTICE",
  EVENT = "EVENT",
  ENDORSEMENT = "ENDORSEMENT",
  ADOPTION = "ADOPTION",
  CONTRIBUTION = "CONTRIBUTION",
}
registerEnumType(EvidenceKind, { name: "EvidenceKind" });

const optional = { nullable: true };

@InputType()
export class ExpertFilter {
  @Field(() => [CountryCode], optional)
  readonly countries?: string[];
  @Field(() => [String], optional)
  readonly areas?: string[];
  @Field(() => [LanguageTag], optional)
  readonly languages?: string[];
  @Field(() => [ID], optional)
  readonly partners?: string[];
  @Field(() => [Offer], optional)
  readonly offers?: string[];
  @Field(() => [ID], { nullable: true, description: "organizations to leave out" })
  readonly notIn?: string[];
  @Field(() => [Setting], optional)
  readonly settings?: string[];
  @Field(() => MoneyInput, optional)
  readonly costAtMost?: MoneyInput;
}

@ObjectType({ description: "The weights of an expert's evidence add up to the score." })
export class Evidence {
  @Field(() => EvidenceKind)
  readonly kind!: string;
  @Field(() => String)
  readonly label!: string;
  @Field(() => Float)
  readonly weight!: number;
  @Field(() => DateTime, optional)
  readonly at?: string;
  @Field(() => Node, optional)
  readonly record?: Node | null;
}

@ObjectType()
export class Expert {
  @Field(() => Person, optional)
  readonly person?: Person | null;
  @Field(() => String)
  readonly name!: string;
  @Field(() => String, optional)
  readonly headline?: string | null;
  @Field(() => ID)
  readonly partner!: string;
  @Field(() => String, optional)
  readonly organizationName?: string | null;
  @Field(() => Float)
  readonly score!: number;
  @Field(() => [Evidence])
  readonly evidence!: readonly Evidence[];
}

@ObjectType()
export class ExpertEdge {
  @Field(() => String)
  readonly cursor!: string;
  @Field(() => Expert)
  readonly node!: Expert;
}

@ObjectType()
export class ExpertConnection {
  @Field(() => [ExpertEdge])
  readonly edges!: readonly ExpertEdge[];
  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
  @Field(() => Int)
  readonly totalCount!: number;
  @Field(() => [Topic])
  readonly understoodAs!: readonly Topic[];
  @Field(() => DateTime)
  readonly asOf!: string;
}

@ObjectType()
export class KnownTopic {
  @Field(() => Topic)
  readonly topic!: Topic;
  @Field(() => Float)
  readonly score!: number;
  @Field(() => [Evidence])
  readonly evidence!: readonly Evidence[];
}
