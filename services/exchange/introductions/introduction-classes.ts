// The types of introductions, as type-graphql builds them. In: nothing. Out: classes; `schema/exchange.graphql` has the
// words.
import "../../subgraph/no-metadata.js";
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { PageInfo } from "../../subgraph/page-info.js";
import { Node, Organization } from "../api/record-classes.js";
import { DateTime } from "../api/scalars.js";

const optional = { nullable: true };

export enum IntroductionState {
  ASKED = "ASKED",
  ACCEPTED = "ACCEPTED",
  DECLINED = "DECLINED",
  EXPIRED = "EXPIRED",
}
registerEnumType(IntroductionState, { name: "IntroductionState" });

@ObjectType({
  description: "The hub carries the message. `contact` is the other side's, shown to both sides only, once ACCEPTED.",
})
export class Introduction {
  @Field(() => ID)
  readonly id!: string;
  @Field(() => Organization, optional)
  readonly from?: unknown;
  @Field(() => Node, { nullable: true, description: "a person, or an organization without listed people" })
  readonly to?: unknown;
  @Field(() => String)
  readonly about!: string;
  @Field(() => String)
  readonly message!: string;
  @Field(() => IntroductionState)
  readonly state!: IntroductionState;
  @Field(() => String, optional)
  readonly answer?: string | null;
  @Field(() => String, optional)
  readonly contact?: string | null;
  @Field(() => DateTime)
  readonly createdAt!: string;
  @Field(() => DateTime, optional)
  readonly answeredAt?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class IntroductionEdge {
  @Field(() => String)
  readonly cursor!: string;
  @Field(() => Introduction)
  readonly node!: unknown;
}

@ObjectType({ simpleResolvers: true })
export class IntroductionConnection {
  @Field(() => [IntroductionEdge])
  readonly edges!: readonly IntroductionEdge[];
  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
  @Field(() => Int)
  readonly totalCount!: number;
}

@InputType()
export class IntroductionInput {
  @Field(() => ID)
  readonly to!: string;
  @Field(() => String)
  readonly about!: string;
  @Field(() => String)
  readonly message!: string;
  @Field(() => String, optional)
  readonly contact?: string | null;
}
