// Recognition: credit to those who gave. In: who asks, and about whom. Out: what they gave and who used it, and badges with
// their reasons.
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { LARGEST_PAGE, readPageSize } from "../../../schema/page-request.js";
import { proseLanguage } from "../../../schema/prose-language.js";
import { recordStub } from "../../../schema/record-id.js";
import { Organization, Person } from "../api/record-classes.js";
import { CalendarDate } from "../api/scalars.js";
import { load, type ExchangeContext } from "../exchange-context.js";
import { readDate, readTopics } from "../read-input.js";
import { reportActivity } from "./activity-report.js";
import { earnedBadges } from "./badges.js";
import { readOrganizations, readPeople, type Given } from "./read-recognition.js";
import { ActivityReport, Recognition } from "./recognition-classes.js";

const optional = { nullable: true };

interface Row {
  readonly id: string;
}

@Resolver()
class ContributorResolver {
  @Query(() => [Recognition], optional)
  // eslint-disable-next-line max-params -- one for each argument of the field
  async contributors(
    @Arg("topics", () => [ID], optional) topics: string[] | null,
    @Arg("since", () => CalendarDate, optional) since: unknown,
    @Arg("first", () => Int, { defaultValue: 20 }) first: number,
    @Ctx() context: ExchangeContext,
  ): Promise<unknown> {
    const scope = {
      visibility: context.principal.visibility,
      ids: null,
      topics: readTopics("topics", topics),
      since: readDate("since", since),
      first: readPageSize("first", first, LARGEST_PAGE),
    };
    const found = await readOrganizations(context.database, scope);
    return [...found.values()].map((given) => showRecognition(given, context));
  }

  @Query(() => ActivityReport, {
    nullable: true,
    description:
      "What the network exchanged in a period, with the period before beside it; every figure opens its records.",
  })
  // eslint-disable-next-line max-params -- one for each argument of the field
  activityReport(
    @Arg("from", () => CalendarDate) from: unknown,
    @Arg("to", () => CalendarDate) to: unknown,
    @Arg("topics", () => [ID], optional) topics: string[] | null,
    @Arg("areas", () => [String], optional) areas: string[] | null,
    @Ctx() context: ExchangeContext,
  ): Promise<unknown> {
    return reportActivity(context, { from, to, topics, areas });
  }
}

@Resolver(() => Organization)
class OrganizationRecognitionResolver {
  @FieldResolver(() => Recognition, optional)
  async recognition(@Root() { id }: Row, @Ctx() context: ExchangeContext): Promise<unknown> {
    return showRecognition((await load(context, organizationsGave, id)) ?? nothingOf(id), context);
  }
}

@Resolver(() => Person)
class PersonRecognitionResolver {
  @FieldResolver(() => Recognition, optional)
  async recognition(@Root() { id }: Row, @Ctx() context: ExchangeContext): Promise<unknown> {
    return showRecognition((await load(context, peopleGave, id)) ?? nothingOf(id), context);
  }
}

function organizationsGave(context: ExchangeContext, ids: readonly string[]): Promise<Map<string, Given>> {
  return readOrganizations(context.database, { ids, visibility: context.principal.visibility });
}

function peopleGave(context: ExchangeContext, ids: readonly string[]): Promise<Map<string, Given>> {
  return readPeople(context.database, { ids, visibility: context.principal.visibility });
}

function nothingOf(id: string): Given {
  return { id, points: 0, practicesShared: 0, eventsGiven: 0, times: {} };
}

function showRecognition({ id, points, practicesShared, eventsGiven, times }: Given, context: ExchangeContext): object {
  const stub = recordStub(id);
  const count = (kind: string): number => times[kind]?.length ?? 0;
  return {
    organization: stub?.__typename === "Organization" ? stub : null,
    person: stub?.__typename === "Person" ? stub : null,
    ...{ points, practicesShared, eventsGiven },
    adoptionsByOthers: count("adoption"),
    answersAccepted: count("answer"),
    reviewsGiven: count("review"),
    exchanges: count("exchange"),
    badges: earnedBadges(times, proseLanguage(context.languages)),
  };
}

export const RECOGNITION_RESOLVERS = [
  ContributorResolver,
  OrganizationRecognitionResolver,
  PersonRecognitionResolver,
] as const;
