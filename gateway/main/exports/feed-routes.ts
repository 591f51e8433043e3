// Feeds of what is new: `/feeds/records`, `/feeds/partners/<key>`, `/feeds/topics/<slug>` and `/feeds/needs`, each as `.atom` and as
// `.json`. In: filters, and an access key for more than what is public. Out: the latest 50; who has them already gets 304.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { readLanguages } from "../../server/reader.js";
import type { ProseLanguage } from "../../../schema/prose-language.js";
import { proseLanguage } from "../../../schema/prose-language.js";
import { isPartnerKey } from "../../../schema/record-id.js";
import { findTopic, topicById } from "../../../schema/topics.js";
import { askAsReader, type AskAsReader } from "../../server/ask-as-reader.js";
import { FROM_MIRROR, LATEST, NEEDS } from "./export-documents.js";
import { all, readType, refuse, type Parameters } from "./export-question.js";
import { refusalOf } from "./refusal.js";
import { writeAtom, writeJsonFeed, type FeedEntry } from "./feed-entries.js";
import { isNotModified, tagOfParts } from "./not-modified.js";
import { readerOf, type Authenticate } from "./reader-of.js";
import { recordAddress } from "./record-address.js";

export interface FeedOptions {
  readonly authenticate: Authenticate;
  readonly isKnown: (partner: string) => boolean;
  readonly publicUrl: () => string;
}

interface FeedRequest {
  readonly Params: { readonly name?: string; readonly extension: string };
  readonly Querystring: Parameters;
}

/** What a feed holds, for one reader. */
interface FeedContent {
  readonly title: string;
  readonly entries: readonly FeedEntry[];
}

interface Reading {
  readonly ask: AskAsReader;
  readonly name: string;
  readonly parameters: Parameters;
  readonly language: ProseLanguage;
  readonly options: FeedOptions;
}

/** The content; null when there is no such feed. */
type ReadFeed = (reading: Reading) => Promise<FeedContent | null>;

const MOST = 50;

/** Adds the routes. */
export function addFeedRoutes(app: FastifyInstance, options: FeedOptions): void {
  const serve = (path: string, read: ReadFeed): void => {
    app.get<FeedRequest>(`${path}.:extension(atom|json)`, async (request, reply) => {
      await readerOf(request, options.authenticate);
      const language = proseLanguage(readLanguages(request.headers["accept-language"]));
      const { query: parameters, params } = request;
      const ask = askAsReader(app, request, FROM_MIRROR);
      const content = await read({ ask, name: params.name ?? "", parameters, language, options });
      if (content === null) return reply.code(404).send({ error: "There is no such feed." });
      return send({ request, reply, content, language, home: `${options.publicUrl()}/` });
    });
  };
  serve("/feeds/records", readRecords);
  serve("/feeds/needs", readNeeds);
  serve("/feeds/partners/:name", async (reading) =>
    isPartnerKey(reading.name) && reading.options.isKnown(reading.name)
      ? readLatest(reading, { title: reading.name, partners: [reading.name] })
      : null,
  );
  serve("/feeds/topics/:name", async (reading) => {
    const topic = topicById(`hub:topic:${reading.name}`);
    if (topic === undefined) return null;
    return readLatest(reading, { title: topic.labels[reading.language] ?? topic.slug, topics: [topic.id] });
  });
}

const TITLES = {
  records: { en: "New in the network", fr: "Nouveau dans le réseau" },
  needs: { en: "Needs that wait for an answer", fr: "Besoins qui attendent une réponse" },
} as const;

interface LatestQuestion {
  readonly title?: string;
  readonly partners?: readonly string[];
  readonly topics?: readonly string[];
}

async function readRecords(reading: Reading): Promise<FeedContent> {
  const partners = all(reading.parameters, "partner");
  for (const partner of partners) if (!isPartnerKey(partner)) throw refuse("partner", "a partner's key", partner);
  const topics = all(reading.parameters, "topic").map(readTopic);
  return readLatest(reading, {
    ...(partners.length === 0 ? {} : { partners }),
    ...(topics.length === 0 ? {} : { topics }),
  });
}

/** A topic's id, from its slug or a name of it. */
export function readTopic(text: string): string {
  const topic = topicById(`hub:topic:${text}`) ?? findTopic(text);
  if (topic === undefined) throw refuse("topic", "a topic, like respite-care", text);
  return topic.id;
}

interface Hit {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly summary: string | null;
  readonly organizationName: string | null;
  readonly updatedAt: string;
}

const TYPES = ["ORGANIZATION", "PERSON", "PROJECT", "PRACTICE", "EVENT"];

async function readLatest(
  { ask, parameters, language, options }: Reading,
  { title, partners, topics }: LatestQuestion,
): Promise<FeedContent> {
  const wanted = all(parameters, "type").map((type) => readType(type).toUpperCase());
  const filter = { types: wanted.length === 0 ? TYPES : wanted, partners, topics };
  const hits = await askEdges<Hit>(ask(LATEST, { filter, first: MOST }), "search");
  const entries = hits.map(({ id, type, name, summary, organizationName, updatedAt }) => ({
    ...{ link: recordAddress(options.publicUrl(), id), title: name, summary, author: organizationName, updatedAt },
    tags: [type.toLowerCase()],
  }));
  const own = TITLES.records[language];
  return { title: title === undefined ? own : `${own}: ${title}`, entries };
}

interface Need {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly createdAt: string;
  readonly by: { readonly name: string } | null;
}

async function readNeeds({ ask, language, options }: Reading): Promise<FeedContent> {
  const needs = await askEdges<Need>(ask(NEEDS, { first: MOST }), "needs");
  const entries = needs.map(({ id, title, text, createdAt, by }) => ({
    ...{ link: recordAddress(options.publicUrl(), id), title, summary: text, author: by?.name ?? null },
    ...{ updatedAt: createdAt, tags: ["need"] },
  }));
  return { title: TITLES.needs[language], entries };
}

async function askEdges<T>(asked: ReturnType<AskAsReader>, root: string): Promise<T[]> {
  const answer = await asked;
  const found = answer.data?.[root] as { readonly edges: ReadonlyArray<{ readonly node: T }> } | null | undefined;
  if (found === null || found === undefined) throw refusalOf(answer);
  return found.edges.map(({ node }) => node); // as the document asks
}

interface Sending {
  readonly request: FastifyRequest<FeedRequest>;
  readonly reply: FastifyReply;
  readonly content: FeedContent;
  readonly language: ProseLanguage;
  readonly home: string;
}

function send({ request, reply, content, language, home }: Sending): FastifyReply {
  const feed = { ...content, language, home, self: `${home}${request.url.slice(1)}` };
  const isAtom = request.params.extension === "atom";
  const text = isAtom ? writeAtom(feed) : writeJsonFeed(feed);
  if (isNotModified(request, reply, tagOfParts(text))) return reply;
  return reply.type(`application/${isAtom ? "atom+xml" : "feed+json"}; charset=utf-8`).send(text);
}
