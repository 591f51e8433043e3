// Everything that the kit has learned of an endpoint: what the checks look at. In: a way to ask. Out: answers, asked for
// once, in a bounded number of requests; what could not be asked is null.
import { askedVersion, CONTRACT_VERSION } from "../../../schema/contract-versions.js";
import { ownerOf } from "../../../schema/record-id.js";
import type { ConformanceLevel } from "../../../schema/conformance.js";
import { Interview, trouble, type Exchange } from "./exchange.js";
import { gatherFeed, type FeedEvidence } from "./feed-evidence.js";
import { itemsOf, membersOf, textOf, type Members } from "./json-view.js";
import { gatherLists, type ListEvidence } from "./list-evidence.js";
import { DESCRIPTOR, entitiesQuestion, everyList, HELLO, NONSENSE, SDL } from "./questions.js";
import { partnerKeyIn } from "./partner-key.js";

export interface Evidence {
  /** The key that the endpoint was to answer for; null: any. */
  readonly wantedKey: string | null;
  /** Whether questions carried tokens. */
  readonly isSigned: boolean;
  readonly level: ConformanceLevel;
  /** The version of the contract by which it is looked at: the one that it says, as far as the kit knows it. */
  readonly version: string;
  /** The owner of its ids: the wanted key, or what the endpoint says. */
  readonly key: string;
  readonly hello: Exchange;
  readonly rest: EvidenceRest | null;
  readonly exchanges: readonly Exchange[];
}

/** What is asked only of an endpoint that answers at all. */
export interface EvidenceRest {
  readonly nonsense: Exchange;
  readonly sdl: Exchange;
  readonly descriptor: Exchange;
  readonly feed: FeedEvidence;
  readonly entities: EntityEvidence;
  readonly lists: ListEvidence | null;
  readonly tokens: TokenEvidence | null;
}

export interface EntityEvidence {
  /** Ids in the order they were asked for; every second is nobody's. */
  readonly ids: readonly string[];
  readonly known: ReadonlySet<string>;
  readonly asked: Exchange;
  /** Ids of records that only the network may see, asked for by the public. */
  readonly hiddenIds: readonly string[];
  readonly hidden: Exchange | null;
}

export interface TokenEvidence {
  readonly without: Exchange;
  readonly replayed: Exchange;
  readonly otherPartner: Exchange;
  readonly otherBody: Exchange;
}

export interface EvidenceOptions {
  readonly endpoint: string;
  readonly key: string | null;
  readonly isSigned: boolean;
  readonly budgetMs: number;
}

/** Asks everything. Never rejects, as long as `ask` does not. */
export async function gatherEvidence(interview: Interview, options: EvidenceOptions): Promise<Evidence> {
  const { key: wantedKey, isSigned } = options;
  const found = wantedKey ?? (await findKey(interview, options.endpoint));
  interview.key = isSigned ? found : null;
  const hello = await interview.ask({ query: HELLO });
  const common = { wantedKey, isSigned, hello, exchanges: interview.exchanges };
  if (trouble(hello) !== null)
    return { ...common, level: "LIVE", version: CONTRACT_VERSION, key: found ?? "", rest: null };
  const descriptor = await interview.ask({ query: DESCRIPTOR });
  const said = membersOf(descriptor.data["partnerDescriptor"]);
  const key = wantedKey ?? partnerKeyIn(said["key"]) ?? found ?? "";
  const level = said["level"] === "BASIC" ? "BASIC" : "LIVE";
  const version = askedVersion(textOf(said["contractVersion"]) ?? "");
  const [nonsense, sdl, feed, tokens, lists] = await Promise.all([
    interview.ask({ query: NONSENSE }),
    interview.ask({ query: SDL }),
    gatherFeed(interview, version),
    isSigned ? gatherTokens(interview) : null,
    level === "LIVE" ? gatherLists(interview, version) : null,
  ]);
  const entities = await gatherEntities(interview, { feed, key });
  return { ...common, level, version, key, rest: { nonsense, sdl, descriptor, feed, entities, lists, tokens } };
}

/** An endpoint that answers without a token says its key; where that is refused, its address may hold it. */
async function findKey(interview: Interview, endpoint: string): Promise<string | null> {
  const { data } = await interview.ask({ query: "{ partnerDescriptor { key } }", as: null });
  const said = partnerKeyIn(membersOf(data["partnerDescriptor"])["key"]);
  const segments = URL.parse(endpoint)?.pathname.split("/") ?? [];
  return said ?? segments.map(partnerKeyIn).find((each) => each !== null && each !== "graphql") ?? null;
}

const MOST_ENTITIES = 5;

async function gatherEntities(
  interview: Interview,
  { feed, key }: { readonly feed: FeedEvidence; readonly key: string },
): Promise<EntityEvidence> {
  const own = feed.records.filter((record) => ownerOf(String(record["id"])) === key);
  const byType = Map.groupBy(own, (record) => record["__typename"]);
  const chosen = [...byType.values()].flatMap((records) => records.slice(0, 1)).toReversed();
  const known = chosen.slice(0, MOST_ENTITIES).flatMap(({ id }) => textOf(id) ?? []);
  const ids = [...known.flatMap((id, index) => [`${id}~none${index}`.slice(-192), id]), `nobody-at-all:person:1`];
  const hiddenIds = own
    .filter(isHidden)
    .slice(0, MOST_ENTITIES)
    .map(({ id }) => String(id));
  const [asked, hidden] = await Promise.all([
    interview.ask(entitiesQuestion(ids)),
    hiddenIds.length === 0 ? null : interview.ask({ ...entitiesQuestion(hiddenIds), as: "PUBLIC" }),
  ]);
  return { ids, known: new Set(known), asked, hiddenIds, hidden };
}

/** Whether a record says that the public may not see it. */
export function isHidden(record: Members): boolean {
  return record["visibility"] !== undefined && record["visibility"] !== "PUBLIC";
}

async function gatherTokens(interview: Interview): Promise<TokenEvidence> {
  const [without, replayed, otherPartner, otherBody] = await Promise.all([
    interview.ask({ ...everyList("first: 100"), as: null }),
    interview.ask({ query: DESCRIPTOR, flaw: "replayed" }),
    interview.ask({ query: DESCRIPTOR, flaw: "other-partner" }),
    interview.ask({ query: DESCRIPTOR, flaw: "other-body" }),
  ]);
  return { without, replayed, otherPartner, otherBody };
}

/** The rows of a list: the nodes of its edges. */
export function rowsOf(list: unknown): Members[] {
  return itemsOf(membersOf(list)["edges"]).map((edge) => membersOf(membersOf(edge)["node"]));
}
