// The types of recognition, as type-graphql builds them. In: nothing. Out: classes; `schema/exchange.graphql` has the words.
import "../../subgraph/no-metadata.js";
import { Field, Int, ObjectType } from "type-graphql";
import { Organization, Person } from "../api/record-classes.js";
import { DateTime } from "../api/scalars.js";

const optional = { nullable: true };

@ObjectType()
export class Badge {
  @Field(() => String)
  readonly name!: string;
  @Field(() => DateTime)
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
