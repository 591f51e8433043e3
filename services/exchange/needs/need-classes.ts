// The types of needs, as type-graphql builds them. In: nothing. Out: classes; `schema/exchange.graphql` has the words.
import "../../subgraph/no-metadata.js";
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { PageInfo } from "../../subgraph/page-info.js";
import { Node, Organization, Person, Topic, Visibility } from "../api/record-classes.js";
import { CalendarDate, DateTime, LanguageTag } from "../api/scalars.js";

const optional = { nullable: true };

export enum NeedState {
  OPEN = "OPEN",
  ANSWERED = "ANSWERED",
  CLOSED = "CLOSED",
}
registerEnumType(NeedState, { name: "NeedState" });

@ObjectType({ implements: Node })
export class Need extends Node {
  @Field(() => String)
  readonly title!: string;
  @Field(() => String)
  readonly text!: string;
  @Field(() => [Topic])
  readonly topics!: unknown;
  @Field(() => [LanguageTag])
  readonly languages!: readonly string[];
  @Field(() => Visibility)
  readonly visibility!: Visibility;
  @Field(() => Organization, optional)
  readonly by?: unknown;
  @Field(() => NeedState)
  readonly state!: NeedState;
  @Field(() => CalendarDate, optional)
  readonly until?: string | null;
  @Field(() => [Person], { nullable: "items" })
  readonly answeredBy!: unknown;
  @Field(() => DateTime)
  readonly createdAt!: string;
}

@ObjectType({ simpleResolvers: true })
export class NeedEdge {
  @Field(() => String)
  readonly cursor!: string;
  @Field(() => Need)
  readonly node!: unknown;
}

@ObjectType({ simpleResolvers: true })
export class NeedConnection {
  @Field(() => [NeedEdge])
  readonly edges!: readonly NeedEdge[];
  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
  @Field(() => Int)
  readonly totalCount!: number;
}

@InputType()
export class NeedInput {
  @Field(() => String)
  readonly title!: string;
  @Field(() => String)
  readonly text!: string;
  @Field(() => [ID])
  readonly topics!: readonly string[];
  @Field(() => [LanguageTag], optional)
  readonly languages?: readonly string[] | null;
  @Field(() => Visibility, { defaultValue: Visibility.NETWORK })
  readonly visibility!: Visibility;
  @Field(() => CalendarDate, optional)
  readonly until?: string | null;
}
