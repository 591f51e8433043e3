// The records of the graph, as far as exchange adds to them, and what several rooms share. In: nothing. Out: classes;
// `schema/exchange.graphql` has the words.
import "../../subgraph/no-metadata.js";
import { Field, Float, ID, InputType, Int, InterfaceType, ObjectType, registerEnumType } from "type-graphql";

export enum Visibility {
  PUBLIC = "PUBLIC",
  NETWORK = "NETWORK",
}
registerEnumType(Visibility, { name: "Visibility" });

export enum Setting {
  RURAL = "RURAL",
  TOWN = "TOWN",
  CITY = "CITY",
  ONLINE = "ONLINE",
}
registerEnumType(Setting, { name: "Setting" });

const resolveType = (row: { readonly __typename: string }): string => row.__typename;

@InterfaceType({ resolveType })
export abstract class Node {
  @Field(() => ID)
  readonly id!: string;
}

@InterfaceType({ implements: Node, resolveType })
export abstract class Record extends Node {}

const record = { implements: [Record, Node] };

/** A partner's records are as the gateway hands them over: their owners have been asked whether the reader may see them. */
@ObjectType(record)
export class Organization extends Record {
  @Field(() => Visibility)
  readonly visibility!: Visibility;
}
@ObjectType(record)
export class Person extends Record {
  @Field(() => Visibility)
  readonly visibility!: Visibility;
}
@ObjectType(record)
export class Project extends Record {
  @Field(() => Visibility)
  readonly visibility!: Visibility;
}
@ObjectType(record)
export class Practice extends Record {
  @Field(() => Visibility)
  readonly visibility!: Visibility;
}
@ObjectType(record)
export class Event extends Record {
  @Field(() => Visibility)
  readonly visibility!: Visibility;
  /** The owner's; null: there is no limit. */
  @Field(() => Int, { nullable: true })
  readonly capacity?: number | null;
}

@ObjectType({ implements: Node })
export class Topic extends Node {}

@ObjectType()
export class Money {
  @Field(() => Float)
  readonly amount!: number;
  @Field(() => String)
  readonly currency!: string;
}

@InputType()
export class MoneyInput {
  @Field(() => Float)
  readonly amount!: number;
  @Field(() => String)
  readonly currency!: string;
}
