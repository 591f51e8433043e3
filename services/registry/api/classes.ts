// The registry's types, as type-graphql builds them. In: nothing. Out: classes; `schema/registry.graphql` has the words.
import "../../subgraph/no-metadata.js";
import { Field, ID, InterfaceType, ObjectType, registerEnumType } from "type-graphql";
import { GraphQLScalarType } from "graphql";

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
export class Viewer {
  @Field(() => ViewerKind)
  readonly kind!: string;
  @Field(() => String, { nullable: true })
  readonly name?: string | null;
  @Field(() => [String])
  readonly scopes!: readonly string[];
}
