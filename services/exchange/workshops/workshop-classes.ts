// The types of workshops, as type-graphql builds them. In: nothing. Out: classes; `schema/exchange.graphql` has the words.
import "../../subgraph/no-metadata.js";
import { Field, ObjectType, registerEnumType } from "type-graphql";
import { Event, Person } from "../api/record-classes.js";
import { DateTime } from "../api/scalars.js";

export enum RegistrationState {
  CONFIRMED = "CONFIRMED",
  WAITING = "WAITING",
  CANCELLED = "CANCELLED",
  ATTENDED = "ATTENDED",
  ABSENT = "ABSENT",
}
registerEnumType(RegistrationState, { name: "RegistrationState" });

@ObjectType()
export class Registration {
  @Field(() => Event, { nullable: true })
  readonly event?: unknown;
  @Field(() => Person, { nullable: true })
  readonly person?: unknown;
  @Field(() => RegistrationState)
  readonly state!: RegistrationState;
  @Field(() => DateTime)
  readonly at!: string;
}
