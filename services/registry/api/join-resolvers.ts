// Joining and leaving. In: arguments and who asks. Out: reports, partners, keys of those that left.
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import type { ConformanceReport as Report } from "../../../schema/conformance.js";
import { badInput } from "../../../schema/errors.js";
import { isPartnerKey } from "../../../schema/record-id.js";
import { actorOf } from "../../../schema/audit.js";
import { administers, noSuchPartner } from "../administers.js";
import type { PartnerRecord } from "../store/tables.js";
import { Partner, Url } from "./classes.js";
import { ConformanceReport, JoinInput, JoinRequestResult } from "./join-classes.js";
import type { RegistryContext } from "./resolvers.js";

@Resolver(() => Partner)
export class PartnerContactResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: "How the people of a partner with a server of its own are reached.",
  })
  contactEmail(@Root() { key }: PartnerRecord, @Ctx() { joining }: RegistryContext): Promise<string | null> {
    return joining.contactOf(key);
  }
}

@Resolver()
export class JoinResolver {
  @Query(() => ConformanceReport, {
    nullable: true,
    description: "Runs the conformance kit against an endpoint, without joining.",
  })
  checkEndpoint(
    @Arg("endpoint", () => Url) endpoint: string,
    @Arg("key", () => ID, { nullable: true }) key: string | null,
    @Ctx() { joining, languages }: RegistryContext,
  ): Promise<Report> {
    if (key !== null && !isPartnerKey(key)) throw badInput("key", "a partner's key, or nothing", key);
    return joining.check(endpoint, key, languages);
  }

  @Mutation(() => JoinRequestResult, { nullable: true })
  async requestToJoin(
    @Arg("input", () => JoinInput) input: JoinInput,
    @Ctx() { joining, principal, languages, partnerByKey }: RegistryContext,
  ): Promise<{ partner: PartnerRecord | null; report: Report }> {
    const { partner, report } = await joining.request(input, principal, languages);
    return { partner: partner === null ? null : await partnerByKey.clear(partner).load(partner), report };
  }

  @Mutation(() => Partner, { nullable: true })
  async approvePartner(
    @Arg("key", () => ID) key: string,
    @Ctx() { joining, principal, partnerByKey }: RegistryContext,
  ): Promise<PartnerRecord | null> {
    await joining.approve(key, actorOf(principal));
    return partnerByKey.clear(key).load(key);
  }

  @Mutation(() => ID, { nullable: true })
  async removePartner(@Arg("key", () => ID) key: string, @Ctx() context: RegistryContext): Promise<string> {
    return depart(key, "partner.remove", context);
  }

  @Mutation(() => ID, { nullable: true })
  async leaveNetwork(@Arg("key", () => ID) key: string, @Ctx() context: RegistryContext): Promise<string> {
    if (!administers(context.principal, key)) throw noSuchPartner("key", key);
    return depart(key, "partner.leave", context);
  }
}

async function depart(
  key: string,
  action: string,
  { departures, principal, partnerByKey }: RegistryContext,
): Promise<string> {
  if (!(await departures.leave(key, { actor: actorOf(principal), action, subject: key })))
    throw noSuchPartner("key", key);
  partnerByKey.clear(key);
  return key;
}
