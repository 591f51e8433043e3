// The types of moderation, as type-graphql builds them. In: nothing. Out: classes; `schema/exchange.graphql` has the words.
import "../../subgraph/no-metadata.js";
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { PageInfo } from "../../subgraph/page-info.js";
import { Organization } from "../api/record-classes.js";
import { DateTime } from "../api/scalars.js";

const optional = { nullable: true };

export enum FlagState {
  OPEN = "OPEN",
  RESOLVED = "RESOLVED",
}
registerEnumType(FlagState, { name: "FlagState" });

export enum FlagAction {
  DISMISS = "DISMISS",
  HIDE = "HIDE",
  REMOVE = "REMOVE",
}
registerEnumType(FlagAction, { name: "FlagAction" });

@ObjectType()
export class Flag {
  @Field(() => ID)
  readonly id!: string;
  @Field(() => ID)
  readonly subject!: string;
  @Field(() => String)
  readonly reason!: string;
  @Field(() => Organization, optional)
  readonly by?: unknown;
  @Field(() => FlagState)
  readonly state!: FlagState;
  @Field(() => FlagAction, optional)
  readonly action?: FlagAction | null;
  @Field(() => DateTime)
  readonly createdAt!: string;
}

@ObjectType()
export class FlagEdge {
  @Field(() => String)
  readonly cursor!: string;
  @Field(() => Flag)
  readonly node!: Flag;
}

@ObjectType()
export class FlagConnection {
  @Field(() => [FlagEdge])
  readonly edges!: readonly FlagEdge[];
  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
  @Field(() => Int)
  readonly totalCount!: number;
}
