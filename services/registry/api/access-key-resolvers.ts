// Access keys, for coordinators. In: what a key shall be, or the id of one. Out: keys; the secret of a new one, once.
import { Arg, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { badInput } from "../../../schema/errors.js";
import type { AccessKeyRecord } from "../access-keys.js";
import { actorOf } from "../../../schema/audit.js";
import { isUuid, readAccessKeyInput } from "../key-input.js";
import { AccessKey, AccessKeyInput, IssuedAccessKey } from "./identity-classes.js";
import type { RegistryContext } from "./resolvers.js";

@Resolver(() => AccessKey)
export class AccessKeyResolver {
  @Query(() => [AccessKey], { nullable: true })
  accessKeys(@Ctx() { identity }: RegistryContext): Promise<AccessKeyRecord[]> {
    return identity.keys.list();
  }

  @Mutation(() => IssuedAccessKey, {
    nullable: true,
    description: "The secret is in the answer, once, and nowhere else.",
  })
  issueAccessKey(
    @Arg("input", () => AccessKeyInput) input: AccessKeyInput,
    @Ctx() { identity, principal }: RegistryContext,
  ): Promise<unknown> {
    return identity.keys.issueBy(actorOf(principal), readAccessKeyInput(input));
  }

  @Mutation(() => AccessKey, { nullable: true })
  async revokeAccessKey(
    @Arg("id", () => ID) id: string,
    @Ctx() { identity, principal }: RegistryContext,
  ): Promise<AccessKeyRecord> {
    const key = isUuid(id) ? await identity.keys.revoke(actorOf(principal), id) : null;
    if (key === null) throw badInput("id", "the id of an access key", id);
    return key;
  }
}
