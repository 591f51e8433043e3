// Practices in use: what exchange adds to practices, organizations and people, and the acts. In: arguments and who asks. Out:
// adoptions, reviews, endorsements, and a quality that is computed when it is asked for.
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from "type-graphql";
import { proseLanguage } from "../../../schema/prose-language.js";
import { actingFor } from "../acting.js";
import { Organization, Person, Practice } from "../api/record-classes.js";
import { load, type ExchangeContext } from "../exchange-context.js";
import {
  adoptionsByOrganizations,
  adoptionsOfPractices,
  countAdoptions,
  recordAdoption,
  updateAdoption,
} from "./adoptions.js";
import { endorse, endorsementsOfPeople, withdrawEndorsement } from "./endorsements.js";
import {
  Adoption,
  AdoptionInput,
  Endorsement,
  EndorsementInput,
  PracticeQuality,
  Review,
  ReviewInput,
} from "./practice-classes.js";
import { computeQuality, type QualityFacts } from "./quality-ladder.js";
import { readQualityFacts } from "./read-quality-facts.js";
import { reviewPractice, reviewsOfPractices } from "./reviews.js";
import { sayBecause, sayMissing } from "./say-quality.js";

const optional = { nullable: true };
const FIRST = { defaultValue: 20 };

interface Row {
  readonly id: string;
}

@Resolver(() => Practice)
class PracticeUseResolver {
  @FieldResolver(() => PracticeQuality, optional)
  async quality(@Root() { id }: Row, @Ctx() context: ExchangeContext): Promise<unknown> {
    const facts = await load(context, qualityFacts, id);
    if (facts === undefined) return null;
    const quality = computeQuality(facts, new Date().toISOString());
    const language = proseLanguage(context.languages);
    const { level, validUntil } = quality;
    return { level, validUntil, because: sayBecause(quality, language), missing: sayMissing(quality, language) };
  }

  @FieldResolver(() => [Adoption], optional)
  async adoptions(
    @Root() { id }: Row,
    @Arg("first", () => Int, FIRST) first: number,
    @Ctx() context: ExchangeContext,
  ): Promise<unknown> {
    return (await load(context, adoptionsOfPractices, { id, first })) ?? [];
  }

  @FieldResolver(() => Int, optional)
  async adoptionCount(@Root() { id }: Row, @Ctx() context: ExchangeContext): Promise<number> {
    return (await load(context, countAdoptions, id)) ?? 0;
  }

  @FieldResolver(() => [Review], optional)
  async reviews(
    @Root() { id }: Row,
    @Arg("first", () => Int, FIRST) first: number,
    @Ctx() context: ExchangeContext,
  ): Promise<unknown> {
    return (await load(context, reviewsOfPractices, { id, first })) ?? [];
  }
}

@Resolver(() => Organization)
class OrganizationUseResolver {
  @FieldResolver(() => [Adoption], optional)
  async adoptions(
    @Root() { id }: Row,
    @Arg("first", () => Int, FIRST) first: number,
    @Ctx() context: ExchangeContext,
  ): Promise<unknown> {
    return (await load(context, adoptionsByOrganizations, { id, first })) ?? [];
  }
}

@Resolver(() => Person)
class PersonEndorsementResolver {
  @FieldResolver(() => [Endorsement], optional)
  async endorsements(
    @Root() { id }: Row,
    @Arg("first", () => Int, FIRST) first: number,
    @Ctx() context: ExchangeContext,
  ): Promise<unknown> {
    return (await load(context, endorsementsOfPeople, { id, first })) ?? [];
  }
}

@Resolver()
class PracticeActResolver {
  @Mutation(() => Adoption, optional)
  recordAdoption(
    @Arg("input", () => AdoptionInput) input: AdoptionInput,
    @Ctx() context: ExchangeContext,
  ): Promise<object> {
    return recordAdoption(context, actingFor(context.principal), input);
  }

  @Mutation(() => Adoption, {
    nullable: true,
    description: "`CONFLICT` when the adoption is no longer at `expectedVersion`.",
  })
  // eslint-disable-next-line max-params -- one for each argument of the field
  updateAdoption(
    @Arg("id", () => ID) id: string,
    @Arg("expectedVersion", () => Int) expectedVersion: number,
    @Arg("input", () => AdoptionInput) input: AdoptionInput,
    @Ctx() context: ExchangeContext,
  ): Promise<object> {
    return updateAdoption(context, actingFor(context.principal), { id, expectedVersion, input });
  }

  @Mutation(() => Review, optional)
  reviewPractice(
    @Arg("input", () => ReviewInput) input: ReviewInput,
    @Ctx() context: ExchangeContext,
  ): Promise<object> {
    return reviewPractice(context, actingFor(context.principal), input);
  }

  @Mutation(() => Endorsement, optional)
  endorse(
    @Arg("input", () => EndorsementInput) input: EndorsementInput,
    @Ctx() context: ExchangeContext,
  ): Promise<object> {
    return endorse(context, actingFor(context.principal), input);
  }

  @Mutation(() => ID, optional)
  withdrawEndorsement(@Arg("id", () => ID) id: string, @Ctx() context: ExchangeContext): Promise<string> {
    return withdrawEndorsement(context, actingFor(context.principal), id);
  }
}

function qualityFacts(context: ExchangeContext, ids: readonly string[]): Promise<Map<string, QualityFacts>> {
  return readQualityFacts(context.database, ids, context.principal.visibility);
}

export const PRACTICE_RESOLVERS = [
  PracticeUseResolver,
  OrganizationUseResolver,
  PersonEndorsementResolver,
  PracticeActResolver,
] as const;
