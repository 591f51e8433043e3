// Connections. In: nothing. Out: their GraphQL classes and the arguments of a page.
import "../../subgraph/no-metadata.js";
import { ArgsType, Field, Int, ObjectType } from "type-graphql";
import { PageInfo } from "../../subgraph/page-info.js";
import { RecordOrder } from "./enums.js";
import { Event, Organization, Person, Practice, Project, Record } from "./records.js";

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
