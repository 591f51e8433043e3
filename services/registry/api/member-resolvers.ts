// Members, for those who administer a partner or the network. In: arguments and who asks. Out: members, invitations.
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { badInput } from "../../../schema/errors.js";
import { proseLanguage } from "../../../schema/prose-language.js";
import { HUB_KEY, ownerOf, type RecordStub } from "../../../schema/record-id.js";
import { isUuid, readOrganization } from "../key-input.js";
import { normalEmail, normalName } from "../member-input.js";
import { invitationLink } from "../mail/mail-invitation.js";
import type { MemberRecord, NewMember } from "../members.js";
import { Organization } from "./classes.js";
import { Invitation, Member, MemberInput } from "./identity-classes.js";
import { organizationStub, type RegistryContext } from "./resolvers.js";

@Resolver(() => Member)
export class MemberResolver {
  @Query(() => [Member], { nullable: true })
  async members(
    @Arg("partner", () => ID) partner: string,
    @Ctx() { identity, principal, partnerByKey }: RegistryContext,
  ): Promise<MemberRecord[] | null> {
    if (partner !== HUB_KEY && (await partnerByKey.load(partner)) === null) return null;
    return identity.members.of(partner, principal);
  }

  @Mutation(() => Invitation, { nullable: true })
  async inviteMember(
    @Arg("input", () => MemberInput) input: MemberInput,
    @Ctx() { identity, principal, partnerByKey, languages }: RegistryContext,
  ): Promise<unknown> {
    const member = { ...readMemberInput(input), language: proseLanguage(languages) };
    const { partner } = principal;
    const isKnown = (await partnerByKey.load(ownerOf(member.organization))) !== null;
    if (!isKnown && ownerOf(member.organization) !== partner)
      throw badInput("organization", "the id of an organization of a partner that you administer", input.organization);
    const { secret, ...invited } = await identity.members.invite(principal, member);
    return { ...invited, link: invitationLink(identity.publicUrl(), secret) };
  }

  @Mutation(() => ID, { nullable: true })
  async removeMember(
    @Arg("id", () => ID) id: string,
    @Ctx() { identity, principal }: RegistryContext,
  ): Promise<string> {
    const isRemoved = isUuid(id) && (await identity.members.remove(principal, id));
    if (!isRemoved) throw badInput("id", "the id of a member whom you administer", id);
    return id;
  }

  @FieldResolver(() => Organization, { nullable: true })
  organization(@Root() { organization }: MemberRecord): RecordStub | null {
    return organizationStub(organization);
  }
}

function readMemberInput(input: MemberInput): NewMember {
  const [name, email] = [normalName(input.name), normalEmail(input.email)];
  if (name === null) throw badInput("name", "1 to 200 characters", input.name);
  if (email === null) throw badInput("email", "an address of electronic mail, like name@example.org", "another text");
  readOrganization(input.organization);
  return { name, email, organization: input.organization, role: input.role };
}
