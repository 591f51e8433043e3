// The registry's answers. In: arguments and who asks. Out: rows of the registry, and stubs of records that their owners
// confirm.
import DataLoader from "dataloader";
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { badInput } from "../../../schema/errors.js";
import type { HeldByHub } from "../../../schema/hub-records.js";
import type { Principal } from "../../../schema/principal.js";
import { isPartnerKey, HUB_KEY, ownerOf, recordStub, type RecordStub } from "../../../schema/record-id.js";
import { topicById } from "../../../schema/topics.js";
import type { HarvestStatus, PartnerStatusSource, RecordCounts } from "../../../schema/partner-status.js";
import { administers } from "../administers.js";
import type { AuditEntries } from "../audit-log.js";
import type { DataRequests } from "../data-requests.js";
import type { ConformanceSummary } from "../conformance/conformance-rows.js";
import type { Hosting } from "../hosting/hosting.js";
import type { Identity } from "../identity.js";
import type { Incidents } from "../incidents.js";
import type { Departures } from "../departures.js";
import type { Joining } from "../joining.js";
import type { Partners } from "../partners.js";
import type { Suspension } from "../suspensions.js";
import type { PartnerRecord } from "../store/tables.js";
import type { ServiceContext } from "../../subgraph/service-context.js";
import type { RegisteredDocuments } from "../trusted-documents.js";
import { Node, Organization, Partner, PartnerState, Quota, Viewer } from "./classes.js";

export interface RegistryContext {
  readonly heldByHub: HeldByHub;
  readonly principal: Principal;
  readonly languages: readonly string[];
  readonly partners: Partners;
  readonly incidents: Incidents;
  readonly identity: Identity;
  readonly audit: AuditEntries;
  readonly documents: RegisteredDocuments;
  readonly dataRequests: DataRequests;
  /** The address that the request comes from. */
  readonly address: string;
  readonly joining: Joining;
  readonly hosting: Hosting;
  readonly departures: Departures;
  readonly quota: ServiceContext["quota"];
  readonly status: PartnerStatusSource;
  readonly countsOf: DataLoader<string, RecordCounts | null>;
  readonly conformanceOf: DataLoader<string, ConformanceSummary | null>;
  readonly suspensionOf: DataLoader<string, Suspension | null>;
  readonly harvestOf: DataLoader<string, HarvestStatus | null>;
  readonly partnerByKey: DataLoader<string, PartnerRecord | null>;
}

const MOST = 2 ** 31 - 1;
const MOST_NODES = 100;
const EVERYONES_STATES: readonly string[] = [PartnerState.ACTIVE];

/** A loader of partners for one request. */
export function partnerLoader(partners: Partners): RegistryContext["partnerByKey"] {
  return mapLoader(async (keys) => new Map((await partners.byKeys(keys)).map((row) => [row.key, row])));
}

/** A loader over a map that is read for many keys at once. */
export function mapLoader<T>(
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): DataLoader<string, T | null> {
  return new DataLoader(async (keys) => {
    const found = await read(keys);
    return keys.map((key) => found.get(key) ?? null);
  });
}

/** A partner that this reader may know of: those that are not ACTIVE are shown to who administers them only. */
export async function visiblePartner(
  key: string,
  { principal, partnerByKey }: RegistryContext,
): Promise<PartnerRecord | null> {
  const row = isPartnerKey(key) ? await partnerByKey.load(key) : null;
  const isShown = row !== null && (statesFor(principal).includes(row.state) || administers(principal, key));
  return isShown ? row : null;
}

function statesFor({ scopes }: Principal): readonly string[] {
  return scopes.includes("network:admin") ? Object.values(PartnerState) : EVERYONES_STATES;
}

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { nullable: true })
  viewer(@Ctx() { principal }: RegistryContext): Principal {
    return principal;
  }

  /** A hub that counts nobody lets everyone ask for as much as they like. */
  @FieldResolver(() => Quota)
  quota(@Ctx() { quota }: RegistryContext): Quota {
    const { limit, remaining, resetAt } = quota?.() ?? { limit: MOST, remaining: MOST, resetAt: Date.now() };
    return { limit, remaining, resetAt: new Date(resetAt) };
  }

  @FieldResolver(() => Organization, { nullable: true })
  organization(@Root() { organization }: Principal): RecordStub | null {
    return organizationStub(organization);
  }

  @FieldResolver(() => Partner, { nullable: true })
  async partner(@Root() { partner }: Principal, @Ctx() context: RegistryContext): Promise<PartnerRecord | null> {
    return partner === null ? null : visiblePartner(partner, context);
  }
}

@Resolver(() => Partner)
export class PartnerResolver {
  @Query(() => [Partner], { nullable: true })
  async partners(
    @Arg("state", () => [PartnerState], { nullable: true }) state: PartnerState[] | null,
    @Ctx() { principal, partners }: RegistryContext,
  ): Promise<PartnerRecord[]> {
    const wanted: readonly string[] = state ?? EVERYONES_STATES;
    return partners.inStates(statesFor(principal).filter((each) => wanted.includes(each)));
  }

  @Query(() => Partner, { nullable: true })
  partner(@Arg("key", () => ID) key: string, @Ctx() context: RegistryContext): Promise<PartnerRecord | null> {
    return visiblePartner(key, context);
  }

  @FieldResolver(() => Organization, { nullable: true })
  organization(@Root() { organization }: PartnerRecord): RecordStub | null {
    return organizationStub(organization ?? null);
  }
}

@Resolver()
export class NodeResolver {
  @Query(() => Node, { nullable: true })
  async node(@Arg("id", () => ID) id: string, @Ctx() context: RegistryContext): Promise<RecordStub | null> {
    return (await nodeStubs([id], context))[0] ?? null;
  }

  @Query(() => [Node], { nullable: "itemsAndList" })
  async nodes(
    @Arg("ids", () => [ID]) ids: string[],
    @Ctx() context: RegistryContext,
  ): Promise<Array<RecordStub | null>> {
    if (ids.length > MOST_NODES) throw badInput("ids", `at most ${MOST_NODES} ids`, `${ids.length} ids`);
    return nodeStubs(ids, context);
  }
}

/** What ids name: owners confirm their records, the thesaurus its topics, whoever holds them the hub's own. */
async function nodeStubs(ids: readonly string[], context: RegistryContext): Promise<Array<RecordStub | null>> {
  const own = ids.filter((id) => ownerOf(id) === HUB_KEY && topicById(id) === undefined);
  const held = own.length === 0 ? new Set() : await context.heldByHub(own, context.principal);
  return ids.map((id) => (own.includes(id) && !held.has(id) ? null : recordStub(id)));
}

/** The reference to an organization; null for null. */
export function organizationStub(id: string | null): RecordStub | null {
  return id === null ? null : { __typename: "Organization", id };
}
