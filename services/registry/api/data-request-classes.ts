// The registry's types of data requests, as type-graphql builds them. In: nothing. Out: classes;
// `schema/registry.graphql` has the words.
import "../../subgraph/no-metadata.js";
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { PageInfo } from "../../subgraph/page-info.js";
import { DateTime } from "./classes.js";

export enum DataRequestKind {
  CORRECT = "CORRECT",
  ERASE = "ERASE",
  ACCESS = "ACCESS",
  OBJECT = "OBJECT",
}
registerEnumType(DataRequestKind, { name: "DataRequestKind" });

export enum DataRequestState {
  UNCONFIRMED = "UNCONFIRMED",
  OPEN = "OPEN",
  CLOSED = "CLOSED",
}
registerEnumType(DataRequestState, { name: "DataRequestState" });

export enum DataRequestOutcome {
  CORRECTED = "CORRECTED",
  ERASED = "ERASED",
  DISCLOSED = "DISCLOSED",
  REFUSED = "REFUSED",
}
registerEnumType(DataRequestOutcome, { name: "DataRequestOutcome" });

@InputType()
export class DataRequestInput {
  @Field(() => ID)
  readonly subject!: string;
  @Field(() => DataRequestKind)
  readonly kind!: DataRequestKind;
  @Field(() => String)
  readonly text!: string;
  @Field(() => String)
  readonly replyTo!: string;
}

@ObjectType()
export class DataRequest {
  @Field(() => ID)
  readonly id!: string;
  @Field(() => ID)
  readonly subject!: string;
  @Field(() => DataRequestKind)
  readonly kind!: string;
  @Field(() => String)
  readonly text!: string;
  @Field(() => DataRequestState)
  readonly state!: string;
  @Field(() => DateTime)
  readonly dueAt!: string;
  @Field(() => DataRequestOutcome, { nullable: true })
  readonly outcome?: string | null;
}

@ObjectType()
export class DataRequestEdge {
  @Field(() => String)
  readonly cursor!: string;
  @Field(() => DataRequest)
  readonly node!: DataRequest;
}

@ObjectType()
export class DataRequestConnection {
  @Field(() => [DataRequestEdge])
  readonly edges!: readonly DataRequestEdge[];
  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
  @Field(() => Int)
  readonly totalCount!: number;
}
