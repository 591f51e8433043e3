// The five record types. In: nothing. Out: their GraphQL classes, with the fields that are answered as they are
// stored. Fields that lead to other records stand in links.ts, because there the types meet.
import "../../subgraph/no-metadata.js";
import { Field, Int, InterfaceType, ObjectType } from "type-graphql";
import { EventKind, EventStatus, Offer, OrganizationStatus, PracticeKind } from "./enums.js";
import { ProjectStatus, Setting, Visibility } from "./enums.js";
import { Attachment, Identifier, Image, Location, Money, Node, Translation } from "./parts.js";
import { CalendarDate, CountryCode, DateTime, LanguageTag, Url } from "./scalars.js";

const optional = { nullable: true };

@InterfaceType({ implements: Node })
export abstract class Record extends Node {
  @Field(() => String) name!: string;
  @Field(() => String, optional) summary?: string;
  @Field(() => LanguageTag) language!: string;
  @Field(() => [Translation]) translations!: Translation[];
  @Field(() => [CountryCode]) countries!: string[];
  @Field(() => [String]) areas!: string[];
  @Field(() => [Location]) locations!: Location[];
  @Field(() => Image, optional) image?: Image;
  @Field(() => Visibility) visibility!: string;
  @Field(() => Url, optional) url?: string;
  @Field(() => DateTime) createdAt!: string;
  @Field(() => DateTime) updatedAt!: string;
}

const record = { implements: [Record, Node], simpleResolvers: true };

@ObjectType(record)
export class Organization extends Record {
  @Field(() => String, optional) legalName?: string;
  @Field(() => String, optional) acronym?: string;
  @Field(() => String, optional) description?: string;
  @Field(() => [Identifier]) identifiers!: Identifier[];
  @Field(() => OrganizationStatus) status!: string;
  @Field(() => [LanguageTag]) languages!: string[];
  @Field(() => Url, optional) website?: string;
  @Field(() => Url, optional) contactUrl?: string;
}

@ObjectType(record)
export class Person extends Record {
  @Field(() => String, optional) headline?: string;
  @Field(() => [LanguageTag]) languages!: string[];
  @Field(() => [Offer]) offers!: string[];
  @Field(() => CalendarDate, optional) unavailableUntil?: string;
  @Field(() => CalendarDate, optional) consentedAt?: string;
}

@ObjectType(record)
export class Project extends Record {
  @Field(() => String, optional) description?: string;
  @Field(() => ProjectStatus) status!: string;
  @Field(() => CalendarDate, optional) startDate?: string;
  @Field(() => CalendarDate, optional) endDate?: string;
  @Field(() => [Setting]) settings!: string[];
  @Field(() => Money, optional) cost?: Money;
  @Field(() => String, optional) outcomes?: string;
  @Field(() => String, optional) lessons?: string;
  @Field(() => [Attachment]) attachments!: Attachment[];
}

@ObjectType(record)
export class Practice extends Record {
  @Field(() => PracticeKind) practiceKind!: string;
  @Field(() => String, optional) problem?: string;
  @Field(() => String, optional) approach?: string;
  @Field(() => [String]) steps!: string[];
  @Field(() => String, optional) results?: string;
  @Field(() => [String]) enablers!: string[];
  @Field(() => [String]) constraints!: string[];
  @Field(() => [String]) pitfalls!: string[];
  @Field(() => [String]) resourcesNeeded!: string[];
  @Field(() => String) licence!: string;
  @Field(() => [Attachment]) attachments!: Attachment[];
  @Field(() => String) version!: string;
}

@ObjectType(record)
export class Event extends Record {
  @Field(() => EventKind) eventKind!: string;
  @Field(() => EventStatus) status!: string;
  @Field(() => String, optional) description?: string;
  @Field(() => DateTime) startsAt!: string;
  @Field(() => DateTime, optional) endsAt?: string;
  @Field(() => String) timeZone!: string;
  @Field(() => String, optional) place?: string;
  @Field(() => Boolean) online!: boolean;
  @Field(() => Int, optional) capacity?: number;
  @Field(() => [Attachment]) attachments!: Attachment[];
}
