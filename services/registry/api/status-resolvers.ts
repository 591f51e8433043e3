// How partners are doing, and what coordinators decide about them. In: partners. Out: counts, health, states.
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from "type-graphql";
import { badInput } from "../../../schema/errors.js";
import { actorOf } from "../../../schema/audit.js";
import { administers } from "../administers.js";
import { adviceFor } from "../say-advice.js";
import type { PartnerDecision } from "../partners.js";
import type { PartnerRecord } from "../store/tables.js";
import { Partner, PartnerCounts, PartnerHealth } from "./classes.js";
import { ConformanceSummary, Suspension } from "./join-classes.js";
import type { RegistryContext } from "./resolvers.js";

const NONE = { organizations: 0, people: 0, projects: 0, practices: 0, events: 0 };
const MOST_REASON = 1_000;

@Resolver(() => Partner)
export class PartnerStatusResolver {
  @FieldResolver(() => PartnerCounts, { nullable: true, description: "As the reader may see them." })
  async counts(@Root() { key }: PartnerRecord, @Ctx() { countsOf }: RegistryContext): Promise<unknown> {
    return (await countsOf.load(key)) ?? NONE;
  }

  @FieldResolver(() => PartnerHealth, { nullable: true })
  async health(@Root() { key, joinedAt }: PartnerRecord, @Ctx() context: RegistryContext): Promise<unknown> {
    const live = context.status.live(key);
    const harvest = await context.harvestOf.load(key);
    const isNotConforming = (await context.conformanceOf.load(key))?.passed === false;
    const adviceForPartner = adviceFor({ live, harvest, isNotConforming }, context.languages);
    const since = live.since ?? (joinedAt ?? new Date()).toISOString();
    return { ...live, since, lastHarvestAt: harvest?.lastHarvestAt ?? null, adviceForPartner };
  }

  @FieldResolver(() => ConformanceSummary, {
    nullable: true,
    description:
      "What the conformance kit last found, for those who administer the partner; it looks once a week, and when the SDL changes.",
  })
  async conformance(
    @Root() { key }: PartnerRecord,
    @Ctx() { principal, conformanceOf }: RegistryContext,
  ): Promise<ConformanceSummary | null> {
    return administers(principal, key) ? conformanceOf.load(key) : null;
  }

  @FieldResolver(() => Suspension, {
    nullable: true,
    description: "Why coordinators suspended it, while they do, for those who administer the partner.",
  })
  async suspension(
    @Root() { key }: PartnerRecord,
    @Ctx() { principal, suspensionOf }: RegistryContext,
  ): Promise<Suspension | null> {
    return administers(principal, key) ? suspensionOf.load(key) : null;
  }

  @Mutation(() => Partner, { nullable: true })
  async suspendPartner(
    @Arg("key", () => ID) key: string,
    @Arg("reason", () => String) reason: string,
    @Ctx() context: RegistryContext,
  ): Promise<PartnerRecord | null> {
    if (reason.trim() === "" || reason.length > MOST_REASON)
      throw badInput("reason", `1 to ${MOST_REASON} characters`, reason);
    const partner = await changeState(key, { state: "SUSPENDED", reason: reason.trim() }, context);
    if (partner !== null) await context.status.hide(key);
    return partner;
  }

  @Mutation(() => Partner, { nullable: true })
  async resumePartner(
    @Arg("key", () => ID) key: string,
    @Ctx() context: RegistryContext,
  ): Promise<PartnerRecord | null> {
    const partner = await context.partnerByKey.load(key);
    if (partner !== null && partner.state !== "PENDING") await context.status.resume(key);
    return changeState(key, { state: "ACTIVE", reason: null }, context); // last: what it makes visible again must be in order
  }
}

async function changeState(
  key: string,
  decision: PartnerDecision,
  { partners, partnerByKey, principal }: RegistryContext,
): Promise<PartnerRecord | null> {
  const action = decision.state === "ACTIVE" ? "partner.resume" : "partner.suspend";
  if (!(await partners.decide(key, decision, { actor: actorOf(principal), action, subject: key })))
    throw badInput("key", "the key of a partner of this network", key);
  await partners.changed(); // from the next question on
  return partnerByKey.clear(key).load(key);
}
