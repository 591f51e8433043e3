// What a need says, as a question. In: the fields of a need, as whoever holds it gives them with each request. Out: a short
// text and known topics. Nothing of it is kept.
import { topicById } from "../../../schema/topics.js";
import { readQueryText } from "../search/query-text.js";

/** The fields that a need is asked about with. */
export interface NeedFields {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly topics: ReadonlyArray<{ readonly id: string }>;
}

export interface NeedQuestion {
  /** Null when nothing is said that has words. */
  readonly text: string | null;
  readonly topics: readonly string[];
}

const LONGEST_TEXT = 480;
const MOST_TOPICS = 50;
/** In a question they ask for words that follow one another; here they only quote. */
const QUOTES = /["“”«»„]/gu;

/** The question of a need: its title and how its text begins. */
export function questionOf({ title, text, topics }: NeedFields): NeedQuestion {
  const said = cutAtWord(`${title}\n${text}`.replaceAll(QUOTES, " "));
  const known = topics.map(({ id }) => id).filter((id) => topicById(id) !== undefined);
  const hasWords = readQueryText(said).words.length > 0;
  return { text: hasWords ? said : null, topics: [...new Set(known)].slice(0, MOST_TOPICS) };
}

/** The last word is finished: the full stop says so. */
function cutAtWord(text: string): string {
  if (text.length <= LONGEST_TEXT) return `${text}.`;
  const cut = text.slice(0, LONGEST_TEXT);
  const end = cut.search(/\s\S*$/u);
  return `${(end > 0 ? cut.slice(0, end) : cut).toWellFormed()}.`;
}
