// Cells that name topics. In: an id, slug, label or synonym in any language. Out: the topic's id, or a warning with the
// topics that were probably meant.
import { fold, foldedWords } from "../../../schema/fold.js";
import { allTopics, findTopic, type Topic } from "../../../schema/topics.js";
import { wordsOf, type CellReader } from "./cell.js";
import { editDistance } from "./nearest-name.js";
import { told } from "./phrases.js";

const MOST_SUGGESTIONS = 3;

/** A topic of the thesaurus by id, slug, label or synonym in any language. */
export const topic: CellReader<string> = (value, place) => {
  const found = findTopic(value);
  if (found !== undefined) return found.id;
  const near = suggestTopics(value);
  if (near.length === 0) place.warn(told("topic"), value);
  else place.warn(told("topicMeant", { en: labelsOf(near, "en"), fr: labelsOf(near, "fr") }), value);
  return undefined;
};

/** The items of a list of topics; a label may hold a comma itself. */
export function topicsOf(text: string): string[] {
  return findTopic(text) === undefined ? wordsOf(text) : [text];
}

function labelsOf(topics: readonly Topic[], language: string): string {
  return topics.map(({ labels, slug }) => `${labels[language] ?? slug}`).join(", ");
}

/** A table repeats its errors. */
const suggested = new Map<string, Topic[]>();
const MOST_REMEMBERED = 1000;
const LONGEST_LABEL = 200;

/** Up to three topics whose labels share words with a text, or differ from it by a few letters; the likeliest first. */
export function suggestTopics(text: string): readonly Topic[] {
  const wanted = fold(text.slice(0, LONGEST_LABEL)).trim();
  const near = suggested.get(wanted) ?? findNear(wanted);
  if (suggested.size < MOST_REMEMBERED) suggested.set(wanted, near);
  return near;
}

function findNear(wanted: string): Topic[] {
  const words = new Set(foldedWords(wanted).filter((word) => word.length > 3));
  const scored = allTopics().map((each) => ({ each, score: likeness(each, wanted, words) }));
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_SUGGESTIONS)
    .map(({ each }) => each);
}

/** From 0 to 1: the best of a topic's texts by letters that agree or words that are shared. */
function likeness({ slug, labels, synonyms }: Topic, wanted: string, words: ReadonlySet<string>): number {
  const texts = [slug.replaceAll("-", " "), ...Object.values(labels), ...Object.values(synonyms).flat()];
  return Math.max(...texts.map((each) => Math.max(byLetters(fold(each), wanted), byWords(each, words))));
}

const FARTHEST_SHARE = 0.34;

function byLetters(text: string, wanted: string): number {
  const longest = Math.max(text.length, wanted.length);
  if (Math.abs(text.length - wanted.length) > longest * FARTHEST_SHARE) return 0;
  const share = editDistance(text, wanted) / longest;
  return share > FARTHEST_SHARE ? 0 : 1 - share;
}

function byWords(text: string, words: ReadonlySet<string>): number {
  const own = foldedWords(text).filter((word) => word.length > 3);
  const shared = own.filter((word) =>
    [...words].some((other) => word.startsWith(other) || other.startsWith(word)),
  ).length;
  return shared === 0 ? 0 : shared / Math.max(own.length, words.size);
}
