// Hosted partners, for those who administer them. In: arguments and who asks. Out: reports, sources, ids.
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import type { ConformanceReport as Report } from "../../../schema/conformance.js";
import type { TableReport } from "../../../schema/hosted-partners.js";
import { badInput } from "../../../schema/errors.js";
import { isRecordType, RECORD_TYPES } from "../../../schema/record-id.js";
import { saySource } from "../hosting/say-source.js";
import type { SourceRecord } from "../hosting/sources.js";
import { readSourceUrl } from "../join-input.js";
import type { PartnerRecord } from "../store/tables.js";
import {
  HostedPartnerInput,
  ImportReport,
  ImportTableArgs,
  SaveRecordArgs,
  SetSourceArgs,
  TableSource,
} from "./hosting-classes.js";
import { JoinRequestResult } from "./join-classes.js";
import type { RegistryContext } from "./resolvers.js";

@Resolver()
export class HostingResolver {
  @Mutation(() => JoinRequestResult, { nullable: true })
  async requestHostedPartner(
    @Arg("input", () => HostedPartnerInput) input: HostedPartnerInput,
    @Ctx() { hosting, principal, languages, partnerByKey }: RegistryContext,
  ): Promise<{ partner: PartnerRecord | null; report: Report }> {
    const { partner, report } = await hosting.request(input, principal, languages);
    return { partner: partner === null ? null : await partnerByKey.clear(partner).load(partner), report };
  }

  @Mutation(() => ImportReport, { nullable: true })
  saveRecord(
    @Args(() => SaveRecordArgs) wish: SaveRecordArgs,
    @Ctx() { hosting, principal, languages }: RegistryContext,
  ): Promise<TableReport> {
    return hosting.saveRecord({ ...wish, languages }, principal);
  }

  @Mutation(() => ImportReport, { nullable: true })
  importTable(
    @Args(() => ImportTableArgs) wish: ImportTableArgs,
    @Ctx() { hosting, principal, languages }: RegistryContext,
  ): Promise<TableReport> {
    const read = { source: readSourceUrl(wish.source), type: readType(wish.type) };
    const { confirmDeleted = null } = wish;
    return hosting.importTable({ ...wish, ...read, confirmDeleted, languages }, principal);
  }

  @Mutation(() => ID, { nullable: true })
  async withdrawRecord(
    @Arg("id", () => ID) id: string,
    @Ctx() { hosting, principal }: RegistryContext,
  ): Promise<string> {
    await hosting.withdraw(id, principal);
    return id;
  }
}

@Resolver(() => TableSource)
export class SourceResolver {
  @Query(() => TableSource, { nullable: true })
  async source(
    @Arg("partner", () => ID) partner: string,
    @Ctx() { hosting, principal }: RegistryContext,
  ): Promise<SourceRecord | null> {
    await hosting.mustAdminister(partner, principal);
    return hosting.sources.of(partner);
  }

  @Mutation(() => TableSource, { nullable: true })
  async setSource(
    @Args(() => SetSourceArgs) { partner, source, type, ...wish }: SetSourceArgs,
    @Ctx() { hosting, principal }: RegistryContext,
  ): Promise<SourceRecord | null> {
    await hosting.mustAdminister(partner, principal);
    if (source === null || source === undefined) await hosting.sources.remove(partner, principal);
    else {
      const read = { url: readSourceUrl(source), type: readType(type) };
      await hosting.sources.set({ ...wish, ...read, partner }, principal);
    }
    return hosting.sources.of(partner);
  }

  @FieldResolver(() => String)
  message(@Root() source: SourceRecord, @Ctx() { languages }: RegistryContext): string {
    return saySource(source, languages);
  }
}

function readType(type: string | null | undefined): string | null {
  if (type === null || type === undefined) return null;
  if (isRecordType(type)) return type;
  throw badInput("type", `one of ${Object.keys(RECORD_TYPES).join(", ")}`, type);
}
