// The types of exchanges, as type-graphql builds them. In: nothing. Out: classes; `schema/exchange.graphql` has the words.
import "../../subgraph/no-metadata.js";
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { PageInfo } from "../../subgraph/page-info.js";
import { Node, Organization, Practice, Topic, Visibility } from "../api/record-classes.js";
import { CalendarDate, DateTime } from "../api/scalars.js";

const optional = { nullable: true };
const ITEMS = { nullable: "items" } as const;

export enum ExchangeKind {
  JOINT_PROJECT = "JOINT_PROJECT",
  STAFF_EXCHANGE = "STAFF_EXCHANGE",
  FIELD_VISIT = "FIELD_VISIT",
}
registerEnumType(ExchangeKind, { name: "ExchangeKind" });

export enum ExchangeState {
  PROPOSED = "PROPOSED",
  AGREED = "AGREED",
  DONE = "DONE",
  DECLINED = "DECLINED",
}
registerEnumType(ExchangeState, { name: "ExchangeState" });

@ObjectType({ description: "What a side that was asked said." })
export class ExchangeAnswer {
  @Field(() => Organization, optional)
  readonly by?: unknown;
  @Field(() => Boolean)
  readonly accept!: boolean;
  @Field(() => String, optional)
  readonly message?: string | null;
  @Field(() => DateTime)
  readonly at!: string;
}

@ObjectType({
  implements: Node,
  description: "A joint project, staff exchange or field visit between partners.",
})
export class Exchange extends Node {
  @Field(() => ExchangeKind)
  readonly kind!: ExchangeKind;
  @Field(() => String)
  readonly title!: string;
  @Field(() => String)
  readonly text!: string;
  @Field(() => Visibility)
  readonly visibility!: Visibility;
  @Field(() => Organization, optional)
  readonly from?: unknown;
  @Field(() => [Organization], ITEMS)
  readonly with!: unknown;
  @Field(() => [Topic])
  readonly topics!: unknown;
  @Field(() => CalendarDate, optional)
  readonly startDate?: string | null;
  @Field(() => CalendarDate, optional)
  readonly endDate?: string | null;
  @Field(() => ExchangeState)
  readonly state!: ExchangeState;
  @Field(() => [ExchangeAnswer], { nullable: true, description: "What the sides said so far; for them only." })
  readonly answers?: unknown;
  @Field(() => String, { nullable: true, description: "What was learnt." })
  readonly outcome?: string | null;
  @Field(() => [Practice], ITEMS)
  readonly materials!: unknown;
  @Field(() => DateTime)
  readonly createdAt!: string;
}

@ObjectType({ simpleResolvers: true })
export class ExchangeEdge {
  @Field(() => String)
  readonly cursor!: string;
  @Field(() => Exchange)
  readonly node!: unknown;
}

@ObjectType({ simpleResolvers: true })
export class ExchangeConnection {
  @Field(() => [ExchangeEdge])
  readonly edges!: readonly ExchangeEdge[];
  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
  @Field(() => Int)
  readonly totalCount!: number;
}

@InputType()
export class ExchangeInput {
  @Field(() => ExchangeKind)
  readonly kind!: ExchangeKind;
  @Field(() => String)
  readonly title!: string;
  @Field(() => String)
  readonly text!: string;
  @Field(() => [ID])
  readonly with!: readonly string[];
  @Field(() => [ID], optional)
  readonly topics?: readonly string[] | null;
  @Field(() => Visibility, { defaultValue: Visibility.NETWORK })
  readonly visibility!: Visibility;
  @Field(() => CalendarDate, optional)
  readonly startDate?: string | null;
  @Field(() => CalendarDate, optional)
  readonly endDate?: string | null;
}
