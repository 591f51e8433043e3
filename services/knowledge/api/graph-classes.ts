// Connections, gaps, coverage, changes. In: nothing. Out: classes; `schema/knowledge.graphql` has the words.
import "../../subgraph/no-metadata.js";
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { DateTime, FacetCount, RecordType } from "./search-classes.js";
import { Node, Topic } from "../topic-classes.js";

export enum ReferenceKind {
  ADAPTATION = "ADAPTATION",
  JOINT_PROJECT = "JOINT_PROJECT",
  TEAM = "TEAM",
  SPEAKER = "SPEAKER",
  MATERIAL = "MATERIAL",
  EVIDENCE = "EVIDENCE",
  CONTRIBUTOR = "CONTRIBUTOR",
  SERIES = "SERIES",
}
registerEnumType(ReferenceKind, { name: "ReferenceKind", description: "How one record refers to another." });

export enum ChangeKind {
  UPSERT = "UPSERT",
  DELETE = "DELETE",
}
registerEnumType(ChangeKind, { name: "ChangeKind" });

@ObjectType()
export class PathStep {
  @Field(() => Node, { nullable: true })
  readonly from?: Node | null;
  @Field(() => Node, { nullable: true })
  readonly to?: Node | null;
  @Field(() => Node, { nullable: true })
  readonly via?: Node | null;
  @Field(() => String)
  readonly label!: string;
}

@ObjectType()
export class ConnectionPath {
  @Field(() => Int)
  readonly hops!: number;
  @Field(() => [PathStep])
  readonly steps!: readonly PathStep[];
}

@ObjectType()
export class KnowledgeGap {
  @Field(() => Topic)
  readonly topic!: Topic;
  @Field(() => Int)
  readonly asked!: number;
  @Field(() => Int)
  readonly experts!: number;
  @Field(() => Int)
  readonly openNeeds!: number;
}

@ObjectType()
export class CoverageCell {
  @Field(() => Topic)
  readonly topic!: Topic;
  @Field(() => String)
  readonly area!: string;
  @Field(() => String)
  readonly label!: string;
  @Field(() => Int)
  readonly count!: number;
}

@ObjectType()
export class NetworkOverview {
  @Field(() => Int)
  readonly partners!: number;
  @Field(() => Int)
  readonly organizations!: number;
  @Field(() => Int)
  readonly people!: number;
  @Field(() => Int)
  readonly projects!: number;
  @Field(() => Int)
  readonly practices!: number;
  @Field(() => Int)
  readonly events!: number;
  @Field(() => [FacetCount])
  readonly topTopics!: readonly FacetCount[];
  @Field(() => DateTime)
  readonly asOf!: string;
}

@ObjectType()
export class RecordChange {
  @Field(() => String)
  readonly cursor!: string;
  @Field(() => ChangeKind)
  readonly op!: string;
  @Field(() => ID)
  readonly id!: string;
  @Field(() => RecordType)
  readonly type!: string;
  @Field(() => ID, { nullable: true })
  readonly partner?: string | null;
  @Field(() => DateTime)
  readonly at!: string;
  @Field(() => Node, { nullable: true })
  readonly record?: Node | null;
}

@ObjectType()
export class RecordChangePage {
  @Field(() => [RecordChange])
  readonly changes!: readonly RecordChange[];
  @Field(() => String)
  readonly endCursor!: string;
  @Field(() => Boolean)
  readonly hasMore!: boolean;
}
