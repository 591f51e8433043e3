// The registry service: who is in the network and who may ask what. In: a database. Out: its executable schema, and
// what the composition root needs of it: the partners to list, the keys to issue, the credential to check.
import "../subgraph/no-metadata.js";
import type { GraphQLSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { subgraphDocument } from "../../schema/sdl.js";
import { buildSubgraph } from "../subgraph/build-subgraph.js";
import type { ServiceContext } from "../subgraph/service-context.js";
import type { AccessKeys } from "./access-keys.js";
import {
  Community,
  Discussion,
  Event,
  Exchange,
  Need,
  Organization,
  Person,
  Practice,
  Project,
  Topic,
} from "./api/classes.js";
import {
  mapLoader,
  NodeResolver,
  partnerLoader,
  PartnerResolver,
  ViewerResolver,
  visiblePartner,
  type RegistryContext,
} from "./api/resolvers.js";
import { AccessKeyResolver } from "./api/access-key-resolvers.js";
import { AuditResolver } from "./api/audit-resolvers.js";
import { DataRequestResolver } from "./api/data-request-resolvers.js";
import { DocumentResolver } from "./api/document-resolvers.js";
import { HostingResolver, SourceResolver } from "./api/hosting-resolvers.js";
import { JoinResolver, PartnerContactResolver } from "./api/join-resolvers.js";
import { MemberResolver } from "./api/member-resolvers.js";
import { IncidentResolver } from "./api/incident-resolvers.js";
import { PartnerStatusResolver } from "./api/status-resolvers.js";
import type { Credentials, Principal } from "../../schema/principal.js";
import type { ConformanceKit } from "../../schema/conformance.js";
import type { Erasures } from "../../schema/erasures.js";
import type { HostedPartners } from "../../schema/hosted-partners.js";
import type { HeldByHub } from "../../schema/hub-records.js";
import type { IncidentLog } from "../../schema/incidents.js";
import type { PartnerStatusSource } from "../../schema/partner-status.js";
import type { AuditLog } from "../../schema/audit.js";
import { AuditEntries } from "./audit-log.js";
import { openIdentity, type Identity, type IdentityOptions } from "./identity.js";
import { DataRequests } from "./data-requests.js";
import { Departures } from "./departures.js";
import { Hosting, type HostingParts } from "./hosting/hosting.js";
import { Sources, type SourceParts } from "./hosting/sources.js";
import { Incidents } from "./incidents.js";
import { Joining } from "./joining.js";
import { NO_ERASURES, NO_HOSTED, NO_KIT } from "./absent-rooms.js";
import { mailOf, type Mail } from "./mail/mail.js";
import { Partners } from "./partners.js";
import { keepTakenBack, type TakenBackParts } from "./taken-back.js";
import type { TrustedDocuments } from "../../schema/trusted-documents.js";
import { WeeklyChecks } from "./conformance/weekly-checks.js";
import { SchemaDrift } from "./schema-drift.js";
import { RegisteredDocuments } from "./trusted-documents.js";
import type { PoolFigures } from "../database/session.js";
import { openRegistryStore, type RegistryStore } from "./store/open-registry-store.js";

export interface Registry {
  readonly schema: GraphQLSchema;
  readonly partners: Partners;
  readonly keys: AccessKeys;
  readonly identity: Identity;
  readonly documents: TrustedDocuments;
  /** Where acts are noted. */
  readonly audit: AuditLog;
  /** Who a request is from. Throws `UNAUTHENTICATED` or `FORBIDDEN` for a credential that is not good. */
  authenticate(credentials: Credentials): Promise<Principal>;
  /** Where other rooms report what coordinators should know. */
  readonly incidents: IncidentLog;
  /** Partners that leave. */
  readonly departures: Departures;
  /** What becomes of partners whose SDL changes. */
  readonly drift: SchemaDrift;
  /** Partners that are looked at by the kit again. */
  readonly weekly: WeeklyChecks;
  readonly dataRequests: DataRequests;
  /** From where hosted partners' tables are fetched. */
  readonly sources: Sources;
  /** Mail to members and to others: what waits is sent by whoever starts that. */
  readonly mail: Mail;
  /** The context of one request. */
  contextFor(context: ServiceContext): RegistryContext;
  /** What its connections do. */
  readonly figures: PoolFigures;
  /** Resolves when the database has answered. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** The schema as type-graphql builds it from the classes. */
export function registryClassSchema(): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [
      ViewerResolver,
      PartnerResolver,
      PartnerStatusResolver,
      NodeResolver,
      IncidentResolver,
      AccessKeyResolver,
      MemberResolver,
      AuditResolver,
      DocumentResolver,
      JoinResolver,
      PartnerContactResolver,
      HostingResolver,
      SourceResolver,
      DataRequestResolver,
    ],
    orphanedTypes: [Organization, Person, Project, Practice, Event, Topic, Community, Discussion, Need, Exchange],
    validate: false,
  });
}

export interface RegistryOptions {
  readonly databaseUrl: string;
  /** How partners are doing, as other rooms know it. */
  readonly status: PartnerStatusSource;
  /** Whom else to believe, and where browsers see the hub. */
  readonly identity?: IdentityOptions;
  /** Looks at endpoints; without it nobody can join. */
  readonly kit?: ConformanceKit;
  /** The program that serves partners without a server; without it there are none. */
  readonly hosted?: HostedPartners;
  /** Forgets records for good; without it nothing can be erased. */
  readonly erasures?: Erasures;
  /** Of which links in mail are made that nobody stores; the same in every process. */
  readonly mailSecret?: string;
  /** Says what the hub itself holds; without it that is nothing but topics. */
  readonly heldByHub?: HeldByHub;
  /** The file that keeps what was taken back beside the database, so that a restored backup does not give it out again. */
  readonly takenBackFile?: string | null;
  /** Told of what failed beside a request. */
  readonly onTrouble?: (error: unknown) => void;
}

/** Starts the registry on a database. */
export async function openRegistry(options: RegistryOptions): Promise<Registry> {
  const { databaseUrl, status, heldByHub = async () => new Set() } = options;
  const store = await openRegistryStore(databaseUrl);
  const audit = new AuditEntries(store.database);
  const takenBack = await takeBack(options, { ...store, audit });
  const { incidentLog, drift, ...rooms } = await openRooms(options, store, audit);
  const { identity, hosting, incidents, departures } = rooms;
  void departures.resume();
  return {
    schema: registrySchema(),
    ...rooms,
    ...{ incidents: incidentLog, sources: hosting.sources, keys: identity.keys, drift },
    mail: mailOf({ session: store.database, publicUrl: identity.publicUrl, secret: options.mailSecret ?? null }),
    authenticate: (credentials) => identity.authenticate(credentials),
    contextFor: ({ principal, languages, quota, address = "" }) => ({
      ...{ principal, languages, quota, address, status, heldByHub },
      ...rooms,
      ...loadersFor(principal, { ...rooms, status }),
    }),
    figures: store.pool,
    ping: async () => void (await store.database.rows("select 1", [])),
    async close() {
      await Promise.all([incidents.close(), departures.close(), takenBack?.stop()]); // from now on nothing is taken in
      await identity.keys.close();
      await store.orm.close(true);
    },
  };
}

/** What the registry consists of. */
async function openRooms(options: RegistryOptions, store: RegistryStore, audit: AuditEntries) {
  const { status, identity: wished = {}, kit = NO_KIT, onTrouble = () => undefined } = options;
  const { erasures = NO_ERASURES, hosted = NO_HOSTED } = options;
  const partners = new Partners(store, audit);
  for (const { key } of await partners.inStates(["SUSPENDED", "QUARANTINED"])) await status.hide(key);
  const incidents = new Incidents(store.orm);
  const identity = await openIdentity({ store, audit }, wished);
  const { publicUrl, keys } = identity;
  const incidentLog = incidentLogOf({ incidents, partners, status });
  const parts = { ...store, audit, partners, kit, hosted, keys, incidents: incidentLog, onTrouble };
  const joining = new Joining(parts);
  return {
    ...{ partners, incidents, incidentLog, identity, audit, joining },
    documents: new RegisteredDocuments(store.database, audit),
    departures: new Departures({ ...parts, forget: (partner) => status.forget(partner) }),
    hosting: hostingOf({ ...parts, joining }),
    dataRequests: new DataRequests({ store, audit, incidents: incidentLog, erasures, publicUrl }),
    drift: new SchemaDrift(parts),
    weekly: new WeeklyChecks({ ...parts, joining }),
  };
}

function hostingOf(parts: Omit<HostingParts, "sources"> & Omit<SourceParts, "hosted">): Hosting {
  return new Hosting({ ...parts, sources: new Sources(parts) });
}

function registrySchema(): GraphQLSchema {
  return buildSubgraph(subgraphDocument("registry"), registryClassSchema(), REFERENCES);
}

/** Where the file cannot be read nothing is opened. */
async function takeBack(
  { takenBackFile: file = null, onTrouble = () => undefined }: RegistryOptions,
  { orm, ...parts }: Pick<TakenBackParts, "database" | "audit"> & Pick<RegistryStore, "orm">,
): Promise<{ stop(): Promise<void> } | null> {
  if (file === null) return null;
  return keepTakenBack({ ...parts, file, onTrouble }).catch(async (cause: unknown) => {
    await orm.close(true);
    throw cause;
  });
}

const REFERENCES = {
  Partner: ({ key }: { readonly key: string }, context: RegistryContext) => visiblePartner(key, context),
};

interface LoadedParts extends Pick<IncidentParts, "partners" | "status"> {
  readonly weekly: WeeklyChecks;
}

function loadersFor({ visibility }: Principal, { partners, status, weekly }: LoadedParts) {
  return {
    partnerByKey: partnerLoader(partners),
    countsOf: mapLoader((keys) => status.counts(keys, visibility)),
    conformanceOf: mapLoader((keys) => weekly.of(keys)),
    suspensionOf: mapLoader((keys) => partners.suspensions(keys)),
    harvestOf: mapLoader((keys) => status.harvests(keys)),
  };
}

interface IncidentParts {
  readonly incidents: Incidents;
  readonly partners: Partners;
  readonly status: PartnerStatusSource;
}

function incidentLogOf({ incidents, partners, status }: IncidentParts): IncidentLog {
  return {
    report: (incident) => incidents.report(incident),
    quarantine: async (partner) => {
      if (!(await partners.setState(partner, "QUARANTINED"))) return; // it has left
      await status.hide(partner);
    },
  };
}
