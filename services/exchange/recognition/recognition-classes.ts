// The types of recognition, as type-graphql builds them. In: nothing. Out: classes; `schema/exchange.graphql` has the words.
import "../../subgraph/no-metadata.js";
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Organization, Person } from "../api/record-classes.js";
import { CalendarDate, DateTime } from "../api/scalars.js";

const optional = { nullable: true };

@ObjectType()
export class Badge {
  @Field(() => String)
  readonly name!: string;
  @Field(() => CalendarDate)
  readonly since!: string;
  @Field(() => String)
  readonly because!: string;
}

@ObjectType({ description: "What someone gave the network, and who used it." })
export class Recognition {
  @Field(() => Organization, optional)
  readonly organization?: unknown;
  @Field(() => Person, optional)
  readonly person?: unknown;
  @Field(() => Int)
  readonly points!: number;
  @Field(() => Int)
  readonly practicesShared!: number;
  @Field(() => Int)
  readonly adoptionsByOthers!: number;
  @Field(() => Int)
  readonly answersAccepted!: number;
  @Field(() => Int)
  readonly reviewsGiven!: number;
  @Field(() => Int)
  readonly eventsGiven!: number;
  @Field(() => Int)
  readonly exchanges!: number;
  @Field(() => [Badge])
  readonly badges!: readonly Badge[];
}

export enum ActivityKind {
  PRACTICE = "PRACTICE",
  ADOPTION = "ADOPTION",
  REVIEW = "REVIEW",
  INTRODUCTION = "INTRODUCTION",
  NEED_ANSWERED = "NEED_ANSWERED",
  DISCUSSION = "DISCUSSION",
  EVENT = "EVENT",
  ATTENDANCE = "ATTENDANCE",
  EXCHANGE = "EXCHANGE",
}
registerEnumType(ActivityKind, { name: "ActivityKind" });

@ObjectType()
export class ActivityFigure {
  @Field(() => ActivityKind)
  readonly kind!: ActivityKind;
  @Field(() => Int)
  readonly count!: number;
  @Field(() => Int)
  readonly previous!: number;
  @Field(() => [ID])
  readonly examples!: readonly string[];
}

@ObjectType()
export class ActivityReport {
  @Field(() => CalendarDate)
  readonly from!: string;
  @Field(() => CalendarDate)
  readonly to!: string;
  @Field(() => [ActivityFigure])
  readonly figures!: readonly ActivityFigure[];
  @Field(() => DateTime)
  readonly asOf!: string;
}
