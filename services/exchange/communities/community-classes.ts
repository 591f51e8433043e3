// The types of communities and discussions, as type-graphql builds them. In: nothing. Out: classes;
// `schema/exchange.graphql` has the words.
import "../../subgraph/no-metadata.js";
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { PageInfo } from "../../subgraph/page-info.js";
import { Node, Organization, Person } from "../api/record-classes.js";
import { DateTime, LanguageTag } from "../api/scalars.js";

const optional = { nullable: true };

export enum CommunityVisibility {
  PUBLIC = "PUBLIC",
  NETWORK = "NETWORK",
  MEMBERS = "MEMBERS",
}
registerEnumType(CommunityVisibility, { name: "CommunityVisibility" });

@ObjectType({
  implements: Node,
  description: "A community of practice: organizations of several partners around some topics.",
})
export class Community extends Node {
  @Field(() => String)
  readonly name!: string;
  @Field(() => String, optional)
  readonly summary?: string | null;
  @Field(() => LanguageTag)
  readonly language!: string;
  @Field(() => CommunityVisibility)
  readonly visibility!: CommunityVisibility;
  @Field(() => DateTime)
  readonly createdAt!: string;
}

@ObjectType()
export class CommunityEdge {
  @Field(() => String)
  readonly cursor!: string;
  @Field(() => Community)
  readonly node!: Community;
}

@ObjectType()
export class CommunityConnection {
  @Field(() => [CommunityEdge])
  readonly edges!: readonly CommunityEdge[];
  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
  @Field(() => Int)
  readonly totalCount!: number;
}

@ObjectType({ implements: Node })
export class Discussion extends Node {
  @Field(() => String)
  readonly title!: string;
  @Field(() => [Node], { nullable: "items" })
  readonly about!: readonly unknown[];
  @Field(() => LanguageTag)
  readonly language!: string;
  @Field(() => Organization, optional)
  readonly startedBy?: unknown;
  @Field(() => DateTime)
  readonly createdAt!: string;
  @Field(() => DateTime)
  readonly updatedAt!: string;
}

@ObjectType()
export class DiscussionEdge {
  @Field(() => String)
  readonly cursor!: string;
  @Field(() => Discussion)
  readonly node!: Discussion;
}

@ObjectType()
export class DiscussionConnection {
  @Field(() => [DiscussionEdge])
  readonly edges!: readonly DiscussionEdge[];
  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
  @Field(() => Int)
  readonly totalCount!: number;
}

@ObjectType()
export class Post {
  @Field(() => ID)
  readonly id!: string;
  @Field(() => String)
  readonly text!: string;
  @Field(() => Organization, optional)
  readonly author?: unknown;
  @Field(() => Person, optional)
  readonly signedBy?: unknown;
  @Field(() => ID, optional)
  readonly replyTo?: string | null;
  @Field(() => DateTime)
  readonly createdAt!: string;
  @Field(() => DateTime, optional)
  readonly editedAt?: string | null;
  @Field(() => Boolean)
  readonly deleted!: boolean;
}

@ObjectType()
export class PostEdge {
  @Field(() => String)
  readonly cursor!: string;
  @Field(() => Post)
  readonly node!: Post;
}

@ObjectType()
export class PostConnection {
  @Field(() => [PostEdge])
  readonly edges!: readonly PostEdge[];
  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
  @Field(() => Int)
  readonly totalCount!: number;
}

@InputType()
export class CommunityInput {
  @Field(() => String)
  readonly name!: string;
  @Field(() => String, optional)
  readonly summary?: string | null;
  @Field(() => LanguageTag)
  readonly language!: unknown;
  @Field(() => [ID])
  readonly topics!: readonly string[];
  @Field(() => CommunityVisibility, { defaultValue: CommunityVisibility.NETWORK })
  readonly visibility!: CommunityVisibility;
}

@InputType()
export class DiscussionInput {
  @Field(() => ID)
  readonly community!: string;
  @Field(() => String)
  readonly title!: string;
  @Field(() => String)
  readonly text!: string;
  @Field(() => [ID], optional)
  readonly about?: readonly string[] | null;
  @Field(() => LanguageTag)
  readonly language!: unknown;
}
