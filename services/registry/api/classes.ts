// The registry's types, as type-graphql builds them. In: nothing. Out: classes; `schema/registry.graphql` has the words.
import "../../subgraph/no-metadata.js";
import { Field, Float, ID, InterfaceType, Int, ObjectType, registerEnumType } from "type-graphql";
import { GraphQLScalarType } from "graphql";
import { PageInfo } from "../../subgraph/page-info.js";

export const DateTime = new GraphQLScalarType({
  name: "DateTime",
  serialize: (value) => (value instanceof Date ? value.toISOString() : value),
});
export const Url = new GraphQLScalarType({ name: "Url" });

export enum ViewerKind {
  ANONYMOUS = "ANONYMOUS",
  APPLICATION = "APPLICATION",
  MEMBER = "MEMBER",
}
registerEnumType(ViewerKind, { name: "ViewerKind" });

export enum PartnerState {
  PENDING = "PENDING",
  ACTIVE = "ACTIVE",
  SUSPENDED = "SUSPENDED",
  QUARANTINED = "QUARANTINED",
}
registerEnumType(PartnerState, { name: "PartnerState" });

export enum HealthState {
  UP = "UP",
  SLOW = "SLOW",
  DOWN = "DOWN",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(HealthState, { name: "HealthState" });

@InterfaceType({ resolveType: (node: { readonly __typename: string }) => node.__typename })
export abstract class Node {
  @Field(() => ID)
  readonly id!: string;
}

@ObjectType({ implements: Node })
export class Organization extends Node {}
@ObjectType({ implements: Node })
export class Person extends Node {}
@ObjectType({ implements: Node })
export class Project extends Node {}
@ObjectType({ implements: Node })
export class Practice extends Node {}
@ObjectType({ implements: Node })
export class Event extends Node {}
@ObjectType({ implements: Node })
export class Topic extends Node {}
@ObjectType({ implements: Node })
export class Community extends Node {}
@ObjectType({ implements: Node })
export class Discussion extends Node {}
@ObjectType({ implements: Node })
export class Need extends Node {}
@ObjectType({ implements: Node })
export class Exchange extends Node {}

@ObjectType()
export class Partner {
  @Field(() => ID)
  readonly key!: string;
  @Field(() => String)
  readonly name!: string;
  @Field(() => String, { description: "SPDX id under which the partner publishes." })
  readonly licence!: string;
  @Field(() => Url, { nullable: true })
  readonly endpoint?: string;
  @Field(() => Boolean)
  readonly hosted!: boolean;
  @Field(() => PartnerState)
  readonly state!: string;
  @Field(() => String)
  readonly level!: string;
  @Field(() => String)
  readonly contractVersion!: string;
  @Field(() => DateTime, { nullable: true })
  readonly joinedAt?: Date | null;
}

@ObjectType()
export class Quota {
  @Field(() => Int)
  readonly limit!: number;
  @Field(() => Int)
  readonly remaining!: number;
  @Field(() => DateTime)
  readonly resetAt!: Date;
}

@ObjectType()
export class Viewer {
  @Field(() => ViewerKind)
  readonly kind!: string;
  @Field(() => String, { nullable: true })
  readonly name?: string | null;
  @Field(() => [String])
  readonly scopes!: readonly string[];
}

@ObjectType()
export class PartnerCounts {
  @Field(() => Int)
  readonly organizations!: number;
  @Field(() => Int)
  readonly people!: number;
  @Field(() => Int)
  readonly projects!: number;
  @Field(() => Int)
  readonly practices!: number;
  @Field(() => Int)
  readonly events!: number;
}

@ObjectType()
export class PartnerHealth {
  @Field(() => HealthState)
  readonly state!: string;
  @Field(() => DateTime)
  readonly since!: string;
  @Field(() => DateTime, { nullable: true })
  readonly lastAnswerAt?: string | null;
  @Field(() => DateTime, { nullable: true })
  readonly lastHarvestAt?: string | null;
  @Field(() => Int, { nullable: true })
  readonly latencyP50Ms?: number | null;
  @Field(() => Int, { nullable: true })
  readonly latencyP95Ms?: number | null;
  @Field(() => Float)
  readonly failureRate!: number;
  @Field(() => String, { nullable: true })
  readonly adviceForPartner?: string | null;
}

@ObjectType()
export class Incident {
  @Field(() => ID)
  readonly id!: string;
  @Field(() => ID)
  readonly partner!: string;
  @Field(() => DateTime)
  readonly at!: Date;
  @Field(() => String)
  readonly kind!: string;
}

@ObjectType()
export class IncidentEdge {
  @Field(() => String)
  readonly cursor!: string;
  @Field(() => Incident)
  readonly node!: Incident;
}

@ObjectType()
export class IncidentConnection {
  @Field(() => [IncidentEdge])
  readonly edges!: readonly IncidentEdge[];
  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
  @Field(() => Int)
  readonly totalCount!: number;
}
