// The tools that assistants are offered. In: what an assistant fills in. Out: variables of the tool's operation. Names, words
// and bounds are for a program that has never seen this network; everything is read-only.
import { z } from "zod";
import type { ToolName } from "./documents.js";

/** A tool as it is described, and how its input becomes variables. */
export interface Tool {
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodRawShape;
  readonly variablesOf: (input: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

const MOST = 20;
const first = z.number().int().min(1).max(MOST).default(10).describe("How many, at most 20.");
const after = z.string().max(500).optional().describe("`endCursor` of the page before, to read on.");
const id = z.string().min(3).max(200);
const topics = z
  .array(id)
  .max(10)
  .optional()
  .describe("Ids of topics, like hub:topic:respite-care; see the tool topics.");
const countries = z.array(z.string().length(2)).max(20).optional().describe("ISO 3166-1: FR, BE, GB.");
const areas = z.array(z.string().max(50)).max(20).optional().describe("ISO 3166-2, like FR-35, or other area codes.");
const languages = z.array(z.string().max(20)).max(10).optional().describe("BCP 47: fr, en.");
const words = z.string().min(1).max(500);

const TYPES = ["ORGANIZATION", "PERSON", "PROJECT", "PRACTICE", "EVENT", "COMMUNITY", "DISCUSSION"] as const;
const STATES = ["OPEN", "ANSWERED", "CLOSED"] as const;

/** Puts what narrows a search into `filter`, where anything does. */
function filtered(
  input: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Readonly<Record<string, unknown>> {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  const filter = given.filter(([name]) => names.includes(name));
  const rest = given.filter(([name]) => !names.includes(name));
  return Object.fromEntries([...rest, ...(filter.length > 0 ? [["filter", Object.fromEntries(filter)]] : [])]);
}

/** All of them. */
export const TOOLS: Readonly<Record<ToolName, Tool>> = {
  search: {
    title: "Search the network",
    description:
      "Finds organizations, people, projects, practices, events, communities and discussions of a network of associations, by words in any language. Each hit says why it is there; `record` tells all about one.",
    input: { text: words, types: z.array(z.enum(TYPES)).optional(), topics, countries, areas, languages, first, after },
    variablesOf: (input) => filtered(input, ["types", "topics", "countries", "areas", "languages"]),
  },
  experts: {
    title: "Find who knows",
    description:
      "Finds people who know about something, each with the evidence for it (claims, projects, practices, events, endorsements). Weights of evidence add up to the score. Nobody's address is ever told: people are reached by an introduction.",
    input: { about: words, countries, areas, languages, first },
    variablesOf: (input) => filtered(input, ["countries", "areas", "languages"]),
  },
  record: {
    title: "Read one record",
    description:
      "Everything that the network shows of one record: an organization, a person, a project, a practice with its steps and pitfalls, an event, or a need. Null when there is none or you may not see it.",
    input: { id: id.describe("The id of a record, like aidants-bretagne:practice:halte-itinerante.") },
    variablesOf: (input) => input,
  },
  connections: {
    title: "Who can introduce whom",
    description:
      "The shortest chains of shared work between two people or organizations, by their ids: who knows whom through what.",
    input: { from: id, to: id, maxHops: z.number().int().min(1).max(4).default(4) },
    variablesOf: (input) => input,
  },
  topics: {
    title: "Look up topics",
    description:
      "Topics of the network's thesaurus by words in any language, or below a broader one, with how many records each has.",
    input: { text: words.optional(), broader: id.optional().describe("The id of a topic."), first },
    variablesOf: (input) => input,
  },
  needs: {
    title: "What is asked for",
    description: "Needs that associations have published: what they look for, and whether somebody has answered.",
    input: { topics, state: z.array(z.enum(STATES)).optional(), first, after },
    variablesOf: (input) => input,
  },
};
