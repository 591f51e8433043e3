// Trusted documents, for who administers the network. In: arguments. Out: documents.
import { Arg, Ctx, Field, ID, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { actorOf } from "../../../schema/audit.js";
import { DateTime } from "./classes.js";
import type { RegistryContext } from "./resolvers.js";

@ObjectType()
class TrustedDocument {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly text!: string;

  @Field(() => DateTime)
  readonly registeredAt!: Date;
}

@Resolver()
export class DocumentResolver {
  @Query(() => [TrustedDocument], { nullable: true })
  trustedDocuments(@Ctx() { documents }: RegistryContext): Promise<TrustedDocument[]> {
    return documents.list();
  }

  @Mutation(() => [TrustedDocument], { nullable: true })
  registerDocuments(
    @Arg("documents", () => [String]) texts: string[],
    @Ctx() { documents, principal }: RegistryContext,
  ): Promise<TrustedDocument[]> {
    return documents.register(texts, actorOf(principal));
  }

  @Mutation(() => ID, { nullable: true })
  async removeDocument(
    @Arg("id", () => ID) id: string,
    @Ctx() { documents, principal }: RegistryContext,
  ): Promise<string | null> {
    return (await documents.remove(id, actorOf(principal))) ? id : null;
  }
}
