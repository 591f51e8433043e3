// Connections and the change feed's pages. In: nothing. Out: their GraphQL classes and the arguments of a page.
import "../../subgraph/no-metadata.js";
import { ArgsType, Field, ID, Int, ObjectType } from "type-graphql";
import { ChangeOp, RecordOrder, ServiceLevel } from "./enums.js";
import { Event, Organization, Person, Practice, Project, Record } from "./records.js";
import { DateTime, LanguageTag } from "./scalars.js";

const simple = { simpleResolvers: true };
const optional = { nullable: true };

@ArgsType()
export class PageArgs {
  @Field(() => RecordOrder, { defaultValue: "UPDATED_DESC" }) orderBy!: string;
  @Field(() => Int, optional) first?: number;
  @Field(() => String, optional) after?: string;
  @Field(() => Int, optional) last?: number;
  @Field(() => String, optional) before?: string;
}

@ObjectType(simple)
export class PageInfo {
  @Field(() => Boolean) hasNextPage!: boolean;
  @Field(() => Boolean) hasPreviousPage!: boolean;
  @Field(() => String, optional) startCursor?: string;
  @Field(() => String, optional) endCursor?: string;
}

type RecordClass = new () => Record;

function edgeOf(name: string, node: () => RecordClass) {
  @ObjectType(`${name}Edge`, simple)
  class Edge {
    @Field(() => String) cursor!: string;
    @Field(node) node!: Record;
  }
  return Edge;
}

function connectionOf(name: string, node: () => RecordClass) {
  const Edge = edgeOf(name, node);
  @ObjectType(`${name}Connection`, simple)
  class Connection {
    @Field(() => [Edge]) edges!: InstanceType<typeof Edge>[];
    @Field(() => [node()]) nodes!: Record[];
    @Field(() => PageInfo) pageInfo!: PageInfo;
    @Field(() => Int) totalCount!: number;
  }
  return Connection;
}

export const OrganizationConnection = connectionOf("Organization", () => Organization);
export const PersonConnection = connectionOf("Person", () => Person);
export const ProjectConnection = connectionOf("Project", () => Project);
export const PracticeConnection = connectionOf("Practice", () => Practice);
export const EventConnection = connectionOf("Event", () => Event);

@ObjectType(simple)
export class RecordCounts {
  @Field(() => Int) organizations!: number;
  @Field(() => Int) people!: number;
  @Field(() => Int) projects!: number;
  @Field(() => Int) practices!: number;
  @Field(() => Int) events!: number;
}

@ObjectType()
export class PartnerDescriptor {
  @Field(() => ID) key!: string;
  @Field(() => String) name!: string;
  @Field(() => String) contractVersion!: string;
  @Field(() => ServiceLevel) level!: string;
  @Field(() => [LanguageTag]) languages!: string[];
  @Field(() => RecordCounts) counts!: RecordCounts;
  @Field(() => String) licence!: string;
}

@ObjectType(simple)
export class Change {
  @Field(() => String) sequence!: string;
  @Field(() => ChangeOp) op!: string;
  @Field(() => ID) id!: string;
  @Field(() => DateTime) at!: string;
  @Field(() => Record, optional) record?: Record;
}

@ObjectType(simple)
export class ChangePage {
  @Field(() => ID) epoch!: string;
  @Field(() => Boolean) restart!: boolean;
  @Field(() => [Change]) changes!: Change[];
  @Field(() => String) endCursor!: string;
  @Field(() => Boolean) hasMore!: boolean;
}
