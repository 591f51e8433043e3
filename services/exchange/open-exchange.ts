// The exchange service, running: what partners do with each other. In: a database, ways to ask the other services and to
// reach other machines. Out: what the composition root joins to the other rooms.
import type { GraphQLSchema } from "graphql";
import type { ChangeBell } from "../../schema/change-bell.js";
import type { HeldByHub, HubRecords } from "../../schema/hub-records.js";
import type { SayDigest } from "../../schema/mail.js";
import type { Outbound } from "../../schema/outbound.js";
import type { Disclosure, ErasedLookup } from "../../schema/erasures.js";
import type { Principal } from "../../schema/principal.js";
import type { Database } from "../database/open-database.js";
import { readRowsAbout } from "../database/rows-about.js";
import type { Session } from "../database/session.js";
import type { ServiceContext } from "../subgraph/service-context.js";
import type { ActPace, ExchangeContext, Surroundings } from "./exchange-context.js";
import { openExchangeDatabase } from "./exchange-database.js";
import { tellOfAuthors } from "./communities/tell-of-discussion.js";
import { exchangeSchema } from "./exchange.js";
import { heldRecords } from "./held-records.js";
import { startDelivering, type DeliveryPace } from "./deliveries/deliver.js";
import { sayDigest, startDigests, type DigestOptions } from "./deliveries/digests.js";
import { loadDemo } from "./demo/load-history.js";
import { hubRecordsOf } from "./feed/tell-network.js";
import { forgetAllErased, forgetErased } from "./records/forget-erased.js";
import { forgetPeople } from "./records/forget-people.js";
import type { RecordNews } from "./records/follow-records.js";
import { startFollowing } from "./records/start-following.js";
import { EXCHANGE_ABOUT } from "./tables-about.js";
import { readSearchFeed, type SearchFeed } from "./notices/saved-searches.js";
import { tellOfNews } from "./notices/follows.js";
import { USUAL_PACE } from "./pace/act-pace.js";
import { startTending } from "./tend-exchange.js";
import { communityCalendar, eventCalendar } from "./workshops/calendars.js";
import { followWorkshops, lockWorkshopsOf } from "./workshops/places.js";

export interface ExchangeOptions extends Surroundings {
  readonly databaseUrl: string;
  readonly outbound: Outbound;
  /** The partners that are away for now: suspended, or in quarantine. */
  readonly suspended: () => Promise<readonly string[]>;
  /** How webhooks are sent to again; over a day when not given. */
  readonly deliveries?: DeliveryPace;
  /** How much one organization may write in an hour; the usual when not given. */
  readonly pace?: ActPace;
  /** Told of what failed beside a request. */
  readonly onTrouble: (error: unknown) => void;
}

export interface Exchange {
  readonly schema: GraphQLSchema;
  /** The context of one request. */
  contextFor(context: ServiceContext): ExchangeContext;
  readonly database: Database;
  /** What the hub itself holds, for the service that knows what the network knows. */
  readonly hubRecords: HubRecords;
  /** Which of the ids name something of the hub's own that a reader may see. */
  readonly holds: HeldByHub;
  /** Calendars as iCalendar; null for what the reader may not see. */
  readonly calendars: Readonly<
    Record<"event" | "community", (id: string, reader: Principal) => Promise<string | null>>
  >;
  /** What matches a saved search now and is PUBLIC, by the secret of its feed; null when there is none. */
  searchFeed(secret: string): Promise<SearchFeed | null>;
  /** Everything that is held about a record. */
  disclose(id: string): Promise<Disclosure>;
  /** Forgets a record that is erased, now. */
  forget(id: string): Promise<void>;
  /** Forgets what was erased and is held all the same, before anything is served. Gives how many records that were. */
  forgetAll(erased: Pick<ErasedLookup, "isErased">): Promise<number>;
  /** Begins what is done beside requests; one of any number of processes that do. */
  start(bell: Pick<ChangeBell, "next">): Promise<void>;
  /** What a digest by mail says now. */
  readonly sayDigest: SayDigest;
  /** Begins to make digests of notices, for whoever sends mail. */
  startDigests(options: Omit<DigestOptions, "database">): { stop(): Promise<void> };
  /** Writes down what the demo network's partners did, where nobody has done anything yet. Gives whether it did. */
  loadDemo(): Promise<boolean>;
  close(): Promise<void>;
}

const CONNECTIONS = 10;

/** Opens the service. Throws when the database cannot be reached. */
export async function openExchange(options: ExchangeOptions): Promise<Exchange> {
  const { databaseUrl, ask, onTrouble, outbound, deliveries: pace = {} } = options;
  const database = await openExchangeDatabase({ databaseUrl, connections: CONNECTIONS });
  const { audit, publicUrl, webhookSecret, checkTarget } = options;
  const surroundings = { ask, audit, publicUrl, webhookSecret, checkTarget };
  const contextFor: Exchange["contextFor"] = (context) => ({
    ...context,
    ...surroundings,
    database,
    pace: options.pace ?? USUAL_PACE,
    loaders: new Map(),
  });
  const running: Array<{ stop(): Promise<void> }> = [];
  return {
    database,
    schema: exchangeSchema(),
    contextFor,
    hubRecords: hubRecordsOf(database),
    holds: (ids, principal) => heldRecords(contextFor({ principal, languages: [] }), ids),
    calendars: {
      event: (id, principal) => eventCalendar(contextFor({ principal, languages: [] }), id),
      community: (id, principal) => communityCalendar(contextFor({ principal, languages: [] }), id),
    },
    searchFeed: (secret) => readSearchFeed(database, ask, secret),
    sayDigest: (ticket, reader) => sayDigest(ticket, reader, contextFor),
    startDigests: (digests) => startDigests({ ...digests, database }),
    ...recordsIn(database),
    async start(bell) {
      running.push(startFollowing({ database, ask, onNews: takeIn, onTrouble }, bell));
      running.push(await startTending({ database, ask, suspended: options.suspended, onTrouble }));
      running.push(await startDelivering({ databaseUrl, database, outbound, audit, webhookSecret, pace, onTrouble }));
    },
    loadDemo: () => loadDemo({ database, ask, onNews: takeIn }),
    async close() {
      await Promise.all(running.map((each) => each.stop()));
      await database.close();
    },
  };
}

/** What the service holds of records, shown and forgotten. */
function recordsIn(database: Database): Pick<Exchange, "disclose" | "forget" | "forgetAll"> {
  return {
    disclose: (id) => readRowsAbout(database, EXCHANGE_ABOUT, id),
    forget: (id) => database.transaction((tx) => forgetErased(tx, id)),
    forgetAll: (erased) => forgetAllErased(database, erased),
  };
}

/** What follows from what partners published and withdrew. */
async function takeIn(tx: Session, news: RecordNews): Promise<void> {
  await lockWorkshopsOf(tx, { events: news.changed.map(({ id }) => id), people: news.gone });
  await followWorkshops(tx, news.changed);
  await tellOfNews(tx, news);
  await forgetPeople(tx, news.gone); // from here on the network is told: nothing that others hold is locked any more
  await tellOfAuthors(tx, news.changed);
}
