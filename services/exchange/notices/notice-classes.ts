// The types of notices, follows, saved searches and webhooks, as type-graphql builds them. In: nothing. Out: classes;
// `schema/exchange.graphql` has the words.
import "../../subgraph/no-metadata.js";
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { PageInfo } from "../../subgraph/page-info.js";
import { Node } from "../api/record-classes.js";
import { DateTime, Url } from "../api/scalars.js";

const optional = { nullable: true };

@ObjectType()
export class Notice {
  @Field(() => ID)
  readonly id!: string;
  @Field(() => String)
  readonly kind!: string;
  @Field(() => ID)
  readonly subject!: string;
  @Field(() => String)
  readonly text!: string;
  @Field(() => DateTime)
  readonly at!: string;
  @Field(() => DateTime, optional)
  readonly readAt?: string | null;
}

@ObjectType()
export class NoticeEdge {
  @Field(() => String)
  readonly cursor!: string;
  @Field(() => Notice)
  readonly node!: Notice;
}

@ObjectType()
export class NoticeConnection {
  @Field(() => [NoticeEdge])
  readonly edges!: readonly NoticeEdge[];
  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
  @Field(() => Int)
  readonly totalCount!: number;
}

@ObjectType()
export class Follow {
  @Field(() => Node, optional)
  readonly subject?: unknown;
  @Field(() => DateTime)
  readonly since!: string;
}

@ObjectType()
export class SavedSearch {
  @Field(() => ID)
  readonly id!: string;
  @Field(() => String)
  readonly name!: string;
  @Field(() => String)
  readonly text!: string;
  @Field(() => String, { nullable: true, description: "a SearchFilter, as JSON" })
  readonly filter?: string | null;
  @Field(() => Boolean)
  readonly alert!: boolean;
  @Field(() => DateTime, optional)
  readonly lastMatchAt?: string | null;
  @Field(() => Url, optional)
  readonly feed?: string | null;
}

@ObjectType()
export class Webhook {
  @Field(() => ID)
  readonly id!: string;
  @Field(() => Url)
  readonly target!: string;
  @Field(() => [String])
  readonly kinds!: readonly string[];
  @Field(() => DateTime, optional)
  readonly lastDeliveryAt?: string | null;
  @Field(() => Int)
  readonly failures!: number;
}

@ObjectType()
export class IssuedWebhook {
  @Field(() => Webhook)
  readonly webhook!: Webhook;
  @Field(() => String)
  readonly secret!: string;
}

@InputType()
export class SavedSearchInput {
  @Field(() => String)
  readonly name!: string;
  @Field(() => String)
  readonly text!: string;
  @Field(() => String, { nullable: true, description: "a SearchFilter, as JSON" })
  readonly filter?: string | null;
  @Field(() => Boolean, { defaultValue: true })
  readonly alert!: boolean;
}

@InputType()
export class WebhookInput {
  @Field(() => Url)
  readonly target!: unknown;
  @Field(() => [String])
  readonly kinds!: readonly string[];
}
