// The hub's thesaurus: topics with labels and synonyms in several languages, as `topics/*.json` hold them.
// In: a topic's id, slug, label, synonym or notation. Out: the topic, or every topic narrower than some. Read once.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fold } from "./fold.js";
import { schemaPath } from "./sdl.js";

/** A code of another classification: `RNA` (social objects), `ICNP/TSO`, `SDG`. */
export interface Notation {
  readonly scheme: string;
  readonly code: string;
}

/** A topic. `broader`, `narrower` and `related` hold ids (SKOS: broader, narrower and related are direct). */
export interface Topic {
  readonly id: string;
  readonly slug: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly synonyms: Readonly<Record<string, readonly string[]>>;
  readonly broader: readonly string[];
  readonly narrower: readonly string[];
  readonly related: readonly string[];
  readonly notations: readonly Notation[];
}

/** A topic as the files hold it: by slug, without what follows from the others. */
export interface TopicEntry {
  readonly slug: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly synonyms: Readonly<Record<string, readonly string[]>>;
  readonly broader: readonly string[];
  readonly related: readonly string[];
  readonly notations: readonly Notation[];
}

interface Thesaurus {
  readonly topics: readonly Topic[];
  readonly byId: ReadonlyMap<string, Topic>;
  readonly byText: ReadonlyMap<string, Topic>;
  readonly byNotation: ReadonlyMap<string, Topic>;
}

let thesaurus: Thesaurus | undefined;

/** All topics, by slug. */
export function allTopics(): readonly Topic[] {
  return load().topics;
}

/** The topic of an id (`hub:topic:respite-care`), or undefined. */
export function topicById(id: string): Topic | undefined {
  return load().byId.get(id);
}

/** The topic of an id, slug, label or synonym in any language, whatever its case and accents; or undefined. */
export function findTopic(text: string): Topic | undefined {
  return load().byId.get(text) ?? load().byText.get(textKey(text));
}

/** The topic that carries a code of another classification (the last by slug when several do), or undefined. */
export function topicForNotation(scheme: string, code: string): Topic | undefined {
  return load().byNotation.get(notationKey({ scheme, code }));
}

/** The ids themselves and all that are narrower, transitively, each once. Unknown ids stay as they are. */
export function narrowerThan(ids: readonly string[]): string[] {
  const found = new Set(ids);
  for (const id of found) for (const narrower of topicById(id)?.narrower ?? []) found.add(narrower); // grows as we go
  return [...found];
}

/** The entries of all files, in the order of the files' names. */
export function readTopicEntries(): TopicEntry[] {
  const folder = schemaPath("topics");
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  // The files are the project's own and a test checks their shape.
  return files.sort().flatMap((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as TopicEntry[]);
}

function load(): Thesaurus {
  thesaurus ??= buildThesaurus(readTopicEntries());
  return thesaurus;
}

function buildThesaurus(entries: readonly TopicEntry[]): Thesaurus {
  const narrower = Map.groupBy(
    entries.flatMap((entry) => entry.broader.map((broader) => ({ broader, slug: entry.slug }))),
    (link) => link.broader,
  );
  const topics = entries
    .map((entry) => readTopic(entry, narrower.get(entry.slug)?.map((link) => link.slug) ?? []))
    .sort((a, b) => (a.slug < b.slug ? -1 : 1));
  return {
    topics,
    byId: new Map(topics.map((topic) => [topic.id, topic])),
    byText: indexTexts(topics),
    byNotation: new Map(topics.flatMap((topic) => topic.notations.map((code) => [notationKey(code), topic] as const))),
  };
}

function readTopic(entry: TopicEntry, narrower: readonly string[]): Topic {
  return {
    ...entry,
    id: topicId(entry.slug),
    broader: entry.broader.map(topicId),
    narrower: narrower.map(topicId),
    related: entry.related.map(topicId),
  };
}

/** A text may be the label of one topic and a synonym of another: slugs come first, then labels, then synonyms. */
function indexTexts(topics: readonly Topic[]): Map<string, Topic> {
  const texts = [
    ...topics.map((topic) => [topic.slug, topic] as const),
    ...topics.flatMap((topic) => Object.values(topic.labels).map((label) => [label, topic] as const)),
    ...topics.flatMap((topic) =>
      Object.values(topic.synonyms).flatMap((all) => all.map((text) => [text, topic] as const)),
    ),
  ];
  const index = new Map<string, Topic>();
  for (const [text, topic] of texts) if (!index.has(textKey(text))) index.set(textKey(text), topic);
  return index;
}

function topicId(slug: string): string {
  return `hub:topic:${slug}`;
}

/** Typographic apostrophes and runs of spaces do not make another word. */
function textKey(text: string): string {
  return fold(text).replaceAll("’", "'").replaceAll(/\s+/g, " ").trim();
}

function notationKey({ scheme, code }: Notation): string {
  return `${scheme}\n${code}`;
}
