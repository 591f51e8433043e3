// A question for experts. In: the arguments of the field. Out: what is looked for, checked.
import { areasWithin } from "../../../schema/areas.js";
import { badInput } from "../../../schema/errors.js";
import { LARGEST_PAGE, readPageSize } from "../../../schema/page-request.js";
import { topicById } from "../../../schema/topics.js";

export interface ExpertFilter {
  readonly countries?: readonly string[] | null;
  readonly areas?: readonly string[] | null;
  readonly languages?: readonly string[] | null;
  readonly partners?: readonly string[] | null;
  readonly offers?: readonly string[] | null;
  readonly notIn?: readonly string[] | null;
  readonly settings?: readonly string[] | null;
  readonly costAtMost?: { readonly amount: number; readonly currency: string } | null;
}

export interface ExpertArguments {
  readonly about: string | null;
  readonly topics: readonly string[] | null;
  readonly filter: ExpertFilter | null;
  readonly first: number;
  readonly after: string | null;
}

export interface ExpertQuestion {
  readonly text: string | null;
  readonly topics: readonly string[];
  readonly filter: ExpertFilter;
  readonly first: number;
  readonly after: ExpertPlace | null;
}

/** Where an expert stands. */
export interface ExpertPlace {
  readonly score: number;
  readonly id: string;
}

const LONGEST_TEXT = 500;
const MOST_TOPICS = 50;

/** Checks the arguments. Throws `BAD_USER_INPUT`. */
export function readExpertQuestion({ about, topics, filter, first, after }: ExpertArguments): ExpertQuestion {
  const text = about === null || about.trim() === "" ? null : about.trim();
  if (text !== null && text.length > LONGEST_TEXT)
    throw badInput("about", `at most ${LONGEST_TEXT} characters`, `${text.length} characters`);
  const ids = topics ?? [];
  if (ids.length > MOST_TOPICS) throw badInput("topics", `at most ${MOST_TOPICS} topics`, `${ids.length} topics`);
  const unknown = ids.find((id) => topicById(id) === undefined);
  if (unknown !== undefined) throw badInput("topics", "ids of topics, like hub:topic:respite-care", unknown);
  if (text === null && ids.length === 0) throw badInput("about", "a text, or topics", about);
  const areas = filter?.areas;
  return {
    text,
    topics: ids,
    filter: { ...filter, ...(areas ? { areas: areasWithin(areas) } : {}) },
    first: readPageSize("first", first, LARGEST_PAGE),
    after: after === null ? null : readPlace(after),
  };
}

/** The cursor of an expert. */
export function expertCursor({ score, id }: ExpertPlace): string {
  return Buffer.from(JSON.stringify(["experts", score, id])).toString("base64url");
}

const CURSOR = /^\["experts",(\d{1,9}(?:\.\d{1,4})?),"([A-Za-z0-9:._~-]{1,192})"\]$/;

function readPlace(cursor: string): ExpertPlace {
  const text = Buffer.from(cursor.slice(0, 500), "base64url").toString("utf8");
  const [, score, id] = CURSOR.exec(text) ?? [];
  if (score === undefined || id === undefined) throw badInput("after", "a cursor of experts", cursor);
  return { score: Number(score), id };
}
