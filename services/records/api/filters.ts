// The contract's input types. In: nothing. Out: their GraphQL classes. What each member may hold is checked by
// `checkFilter`; the hub's own members are cut off before a partner is asked.
import "../../subgraph/no-metadata.js";
import { Field, Float, ID, InputType } from "type-graphql";
import { EventKind, EventStatus, Offer, OrganizationStatus, PracticeKind, ProjectStatus, Setting } from "./enums.js";
import { CalendarDate, CountryCode, DateTime, LanguageTag } from "./scalars.js";

const optional = { nullable: true };

@InputType()
export class IdentifierInput {
  @Field(() => String) scheme!: string;
  @Field(() => String) value!: string;
}

@InputType()
export class MoneyInput {
  @Field(() => Float) amount!: number;
  @Field(() => String) currency!: string;
}

@InputType()
export class NearInput {
  @Field(() => Float) latitude!: number;
  @Field(() => Float) longitude!: number;
  @Field(() => Float) radiusKm!: number;
}

@InputType()
abstract class RecordFilter {
  @Field(() => String, optional) text?: string;
  @Field(() => [ID], optional) topics?: string[];
  @Field(() => [CountryCode], optional) countries?: string[];
  @Field(() => [String], optional) areas?: string[];
  @Field(() => [LanguageTag], optional) languages?: string[];
  @Field(() => DateTime, optional) updatedSince?: string;
  @Field(() => DateTime, optional) updatedBefore?: string;
  @Field(() => [ID], optional) organizations?: string[];
}

@InputType()
abstract class PlacedFilter extends RecordFilter {
  @Field(() => NearInput, optional) near?: NearInput;
}

@InputType()
export class OrganizationFilter extends PlacedFilter {
  @Field(() => IdentifierInput, optional) identifier?: IdentifierInput;
  @Field(() => [OrganizationStatus], optional) status?: string[];
}

@InputType()
export class PersonFilter extends RecordFilter {
  @Field(() => [Offer], optional) offers?: string[];
}

@InputType()
abstract class WorkFilter extends PlacedFilter {
  @Field(() => [Setting], optional) settings?: string[];
  @Field(() => [ID], optional) audiences?: string[];
  @Field(() => MoneyInput, optional) costAtMost?: MoneyInput;
}

@InputType()
export class ProjectFilter extends WorkFilter {
  @Field(() => [ProjectStatus], optional) status?: string[];
  @Field(() => CalendarDate, optional) activeOn?: string;
}

@InputType()
export class PracticeFilter extends WorkFilter {
  @Field(() => [PracticeKind], optional) kinds?: string[];
  @Field(() => [String], optional) licences?: string[];
}

@InputType()
export class EventFilter extends PlacedFilter {
  @Field(() => [EventKind], optional) kinds?: string[];
  @Field(() => [EventStatus], optional) status?: string[];
  @Field(() => DateTime, optional) startsAfter?: string;
  @Field(() => DateTime, optional) startsBefore?: string;
  @Field(() => Boolean, optional) online?: boolean;
}
