// Workshops: what exchange adds to events, and the acts. In: arguments and who asks. Out: registrations, and places that are
// left.
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from "type-graphql";
import { actingFor } from "../acting.js";
import { Event } from "../api/record-classes.js";
import { load, type ExchangeContext } from "../exchange-context.js";
import { countTaken, registrationsOfEvents } from "./read-registrations.js";
import { cancelRegistration, markAttendance, registerForEvent } from "./registrations.js";
import { Registration } from "./workshop-classes.js";

const optional = { nullable: true };

interface EventRow {
  readonly id: string;
  readonly capacity?: number | null;
}

@Resolver(() => Event)
class EventResolver {
  @FieldResolver(() => Int, { nullable: true, description: "Null when there is no limit." })
  async placesLeft(@Root() { id, capacity }: EventRow, @Ctx() context: ExchangeContext): Promise<number | null> {
    if (capacity === undefined || capacity === null) return null;
    return Math.max(capacity - ((await load(context, countTaken, id)) ?? 0), 0);
  }

  @FieldResolver(() => [Registration], {
    nullable: true,
    description: "The organizer sees all, others their own organization's.",
  })
  async registrations(
    @Root() { id }: EventRow,
    @Arg("first", () => Int, { defaultValue: 100 }) first: number,
    @Ctx() context: ExchangeContext,
  ): Promise<unknown> {
    return (await load(context, registrationsOfEvents, { id, first })) ?? [];
  }
}

@Resolver()
class RegistrationResolver {
  @Mutation(() => Registration, optional)
  registerForEvent(
    @Arg("event", () => ID) event: string,
    @Arg("person", () => ID) person: string,
    @Ctx() context: ExchangeContext,
  ): Promise<object> {
    return registerForEvent(context, actingFor(context.principal), { event, person });
  }

  @Mutation(() => Registration, optional)
  cancelRegistration(
    @Arg("event", () => ID) event: string,
    @Arg("person", () => ID) person: string,
    @Ctx() context: ExchangeContext,
  ): Promise<object> {
    return cancelRegistration(context, actingFor(context.principal), { event, person });
  }

  @Mutation(() => Registration, optional)
  // eslint-disable-next-line max-params -- one for each argument of the field
  markAttendance(
    @Arg("event", () => ID) event: string,
    @Arg("person", () => ID) person: string,
    @Arg("attended", () => Boolean) attended: boolean,
    @Ctx() context: ExchangeContext,
  ): Promise<object> {
    return markAttendance(context, actingFor(context.principal), { event, person, attended });
  }
}

export const WORKSHOP_RESOLVERS = [EventResolver, RegistrationResolver] as const;
