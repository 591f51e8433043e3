// The registry's types of joining, as type-graphql builds them. In: nothing. Out: classes; `schema/registry.graphql` has
// the words.
import "../../subgraph/no-metadata.js";
import { Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import { DateTime, Partner, Url } from "./classes.js";

export enum CheckSeverity {
  ERROR = "ERROR",
  WARNING = "WARNING",
}
registerEnumType(CheckSeverity, { name: "CheckSeverity" });

@ObjectType()
export class ConformanceCheck {
  @Field(() => String)
  readonly name!: string;
  @Field(() => CheckSeverity)
  readonly severity!: string;
  @Field(() => Boolean)
  readonly passed!: boolean;
  @Field(() => String)
  readonly expected!: string;
  @Field(() => String, { nullable: true })
  readonly got?: string | null;
  @Field(() => String, { nullable: true })
  readonly fix?: string | null;
}

@ObjectType()
export class ConformanceReport {
  @Field(() => Boolean)
  readonly passed!: boolean;
  @Field(() => String, { nullable: true })
  readonly level?: string | null;
  @Field(() => [ConformanceCheck])
  readonly checks!: readonly ConformanceCheck[];
}

@ObjectType({ description: "`failed`: names of the checks of severity ERROR that failed." })
export class ConformanceSummary {
  @Field(() => DateTime)
  readonly at!: string;
  @Field(() => Boolean)
  readonly passed!: boolean;
  @Field(() => String, { nullable: true })
  readonly level?: string | null;
  @Field(() => [String])
  readonly failed!: readonly string[];
}

@ObjectType()
export class Suspension {
  @Field(() => String)
  readonly reason!: string;
  @Field(() => DateTime)
  readonly since!: string;
}

@ObjectType()
export class JoinRequestResult {
  @Field(() => Partner, { nullable: true })
  readonly partner?: unknown;
  @Field(() => ConformanceReport)
  readonly report!: ConformanceReport;
}

@InputType()
export class JoinInput {
  @Field(() => ID)
  readonly key!: string;
  @Field(() => String)
  readonly name!: string;
  @Field(() => Url)
  readonly endpoint!: string;
  @Field(() => String)
  readonly contactEmail!: string;
  @Field(() => String)
  readonly licence!: string;
}
