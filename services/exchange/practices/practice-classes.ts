// The types of practices in use, as type-graphql builds them. In: nothing. Out: classes; `schema/exchange.graphql` has the
// words.
import "../../subgraph/no-metadata.js";
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { Money, MoneyInput, Organization, Person, Practice, Setting, Topic } from "../api/record-classes.js";
import { CalendarDate, DateTime } from "../api/scalars.js";

const optional = { nullable: true };

export enum AdoptionState {
  CONSIDERING = "CONSIDERING",
  TRYING = "TRYING",
  ADOPTED = "ADOPTED",
  STOPPED = "STOPPED",
}
registerEnumType(AdoptionState, { name: "AdoptionState" });

export enum Criterion {
  RELEVANCE = "RELEVANCE",
  EFFECTIVENESS = "EFFECTIVENESS",
  EVIDENCE = "EVIDENCE",
  REPLICABILITY = "REPLICABILITY",
  SUSTAINABILITY = "SUSTAINABILITY",
  ETHICS = "ETHICS",
  PARTICIPATION = "PARTICIPATION",
}
registerEnumType(Criterion, { name: "Criterion" });

export enum QualityLevel {
  SHARED = "SHARED",
  EMERGING = "EMERGING",
  PROMISING = "PROMISING",
  LEADING = "LEADING",
  BEST = "BEST",
}
registerEnumType(QualityLevel, { name: "QualityLevel" });

@ObjectType({ description: "An organization used another's practice, in its own context, and says how it went." })
export class Adoption {
  @Field(() => ID)
  readonly id!: string;
  @Field(() => Int)
  readonly version!: number;
  @Field(() => Practice, optional)
  readonly practice?: unknown;
  @Field(() => String)
  readonly practiceVersion!: string;
  @Field(() => Organization, optional)
  readonly by?: unknown;
  @Field(() => AdoptionState)
  readonly state!: AdoptionState;
  @Field(() => String)
  readonly context!: string;
  @Field(() => [Setting])
  readonly settings!: readonly Setting[];
  @Field(() => String)
  readonly adaptations!: string;
  @Field(() => String, optional)
  readonly outcome?: string | null;
  @Field(() => String, { nullable: true, description: "What we would do differently." })
  readonly lesson?: string | null;
  @Field(() => Money, optional)
  readonly cost?: Money | null;
  @Field(() => Int, optional)
  readonly savedHours?: number | null;
  @Field(() => Int, { nullable: true, description: "1 to 5" })
  readonly rating?: number | null;
  @Field(() => CalendarDate)
  readonly since!: string;
  @Field(() => DateTime)
  readonly createdAt!: string;
  @Field(() => DateTime)
  readonly updatedAt!: string;
}

@ObjectType({ description: "1 to 5" })
export class CriterionScore {
  @Field(() => Criterion)
  readonly criterion!: Criterion;
  @Field(() => Int)
  readonly score!: number;
}

@ObjectType()
export class Review {
  @Field(() => ID)
  readonly id!: string;
  @Field(() => Practice, optional)
  readonly practice?: unknown;
  @Field(() => Organization, optional)
  readonly by?: unknown;
  @Field(() => [CriterionScore])
  readonly scores!: readonly CriterionScore[];
  @Field(() => String)
  readonly text!: string;
  @Field(() => DateTime)
  readonly createdAt!: string;
}

@ObjectType({
  description:
    "Computed from evidence, reviews and adoptions, never claimed; `because` says why it is what it is, `missing` what would raise it.",
})
export class PracticeQuality {
  @Field(() => QualityLevel)
  readonly level!: QualityLevel;
  @Field(() => [String])
  readonly because!: readonly string[];
  @Field(() => [String])
  readonly missing!: readonly string[];
  @Field(() => CalendarDate, optional)
  readonly validUntil?: string | null;
}

@ObjectType()
export class Endorsement {
  @Field(() => ID)
  readonly id!: string;
  @Field(() => Person, optional)
  readonly person?: unknown;
  @Field(() => Topic)
  readonly topic!: Topic;
  @Field(() => Organization, optional)
  readonly by?: unknown;
  @Field(() => String, optional)
  readonly statement?: string | null;
  @Field(() => DateTime)
  readonly createdAt!: string;
}

@InputType()
export class AdoptionInput {
  @Field(() => ID)
  readonly practice!: string;
  @Field(() => String)
  readonly practiceVersion!: string;
  @Field(() => AdoptionState)
  readonly state!: AdoptionState;
  @Field(() => String)
  readonly context!: string;
  @Field(() => [Setting], optional)
  readonly settings?: readonly Setting[] | null;
  @Field(() => String)
  readonly adaptations!: string;
  @Field(() => String, optional)
  readonly outcome?: string | null;
  @Field(() => String, optional)
  readonly lesson?: string | null;
  @Field(() => MoneyInput, optional)
  readonly cost?: MoneyInput | null;
  @Field(() => Int, optional)
  readonly savedHours?: number | null;
  @Field(() => Int, optional)
  readonly rating?: number | null;
  @Field(() => CalendarDate)
  readonly since!: unknown;
}

@InputType()
export class CriterionScoreInput {
  @Field(() => Criterion)
  readonly criterion!: Criterion;
  @Field(() => Int)
  readonly score!: number;
}

@InputType()
export class ReviewInput {
  @Field(() => ID)
  readonly practice!: string;
  @Field(() => [CriterionScoreInput])
  readonly scores!: readonly CriterionScoreInput[];
  @Field(() => String)
  readonly text!: string;
}

@InputType()
export class EndorsementInput {
  @Field(() => ID)
  readonly person!: string;
  @Field(() => ID)
  readonly topic!: string;
  @Field(() => String, optional)
  readonly statement?: string | null;
}
