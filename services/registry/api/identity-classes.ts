// The registry's types of who may ask what, as type-graphql builds them. In: nothing. Out: classes;
// `schema/registry.graphql` has the words.
import "../../subgraph/no-metadata.js";
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { PageInfo } from "../../subgraph/page-info.js";
import { DateTime, Url } from "./classes.js";

export enum MemberRole {
  READER = "READER",
  CONTRIBUTOR = "CONTRIBUTOR",
  PARTNER_ADMIN = "PARTNER_ADMIN",
  COORDINATOR = "COORDINATOR",
}
registerEnumType(MemberRole, { name: "MemberRole" });

@InputType()
export class AccessKeyInput {
  @Field(() => String)
  readonly name!: string;
  @Field(() => [String])
  readonly scopes!: string[];
  @Field(() => DateTime, { nullable: true })
  readonly expiresAt?: unknown;
  @Field(() => ID, { nullable: true })
  readonly organization?: string | null;
  @Field(() => [String], { nullable: true, description: "browser origins that may use the key" })
  readonly origins?: string[] | null;
  @Field(() => Boolean, { nullable: true, description: "may run trusted documents only" })
  readonly trustedDocumentsOnly?: boolean | null;
}

@ObjectType()
export class AccessKey {
  @Field(() => ID)
  readonly id!: string;
  @Field(() => String)
  readonly name!: string;
  @Field(() => String)
  readonly prefix!: string;
  @Field(() => [String])
  readonly scopes!: readonly string[];
  @Field(() => [String])
  readonly origins!: readonly string[];
  @Field(() => DateTime)
  readonly createdAt!: string;
  @Field(() => DateTime, { nullable: true })
  readonly expiresAt?: string | null;
  @Field(() => DateTime, { nullable: true })
  readonly lastUsedAt?: string | null;
  @Field(() => DateTime, { nullable: true })
  readonly revokedAt?: string | null;
}

@ObjectType()
export class IssuedAccessKey {
  @Field(() => AccessKey)
  readonly key!: AccessKey;
  @Field(() => String)
  readonly secret!: string;
}

@InputType()
export class MemberInput {
  @Field(() => String)
  readonly name!: string;
  @Field(() => String)
  readonly email!: string;
  @Field(() => ID)
  readonly organization!: string;
  @Field(() => MemberRole)
  readonly role!: MemberRole;
}

@ObjectType()
export class Member {
  @Field(() => ID)
  readonly id!: string;
  @Field(() => String)
  readonly name!: string;
  @Field(() => String)
  readonly email!: string;
  @Field(() => MemberRole)
  readonly role!: string;
  @Field(() => DateTime, { nullable: true })
  readonly lastSeenAt?: string | null;
}

@ObjectType({ description: "`link` is there to be copied when no mail is configured." })
export class Invitation {
  @Field(() => Member)
  readonly member!: Member;
  @Field(() => Url)
  readonly link!: string;
  @Field(() => DateTime)
  readonly expiresAt!: Date;
}

@ObjectType()
export class AuditEntry {
  @Field(() => ID)
  readonly id!: string;
  @Field(() => DateTime)
  readonly at!: string;
  @Field(() => String)
  readonly actor!: string;
  @Field(() => String)
  readonly action!: string;
  @Field(() => ID, { nullable: true })
  readonly subject?: string | null;
  @Field(() => String, { nullable: true })
  readonly note?: string | null;
}

@ObjectType()
export class AuditEdge {
  @Field(() => String)
  readonly cursor!: string;
  @Field(() => AuditEntry)
  readonly node!: AuditEntry;
}

@ObjectType()
export class AuditConnection {
  @Field(() => [AuditEdge])
  readonly edges!: readonly AuditEdge[];
  @Field(() => PageInfo)
  readonly pageInfo!: PageInfo;
  @Field(() => Int)
  readonly totalCount!: number;
}
