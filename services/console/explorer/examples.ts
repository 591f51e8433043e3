// The five queries to try, as the README has them. In: nothing. Out: the tabs that the explorer begins with; a test compares both.
import type { Language } from "./words.js";

export interface Example {
  readonly title: Readonly<Record<Language, string>>;
  /** What the operation is called, which is what its tab is called. */
  readonly name: Readonly<Record<Language, string>>;
  /** As the README has it, without a name. */
  readonly query: string;
}

/** The queries, in the order of the README. */
export const EXAMPLES: readonly Example[] = [
  {
    title: {
      en: "Who has written something about this, in any language?",
      fr: "Qui a écrit quelque chose à ce sujet, dans n’importe quelle langue ?",
    },
    name: { en: "WhoHasWritten", fr: "QuiAEcrit" },
    query: `{
  search(text: "répit pour les aidants à la campagne", first: 5) {
    totalCount
    understoodAs { label }
    facets { types { label count } }
    edges { node { type name organizationName because snippet node { id } } }
  }
}`,
  },
  {
    title: { en: "Who knows?", fr: "Qui s’y connaît ?" },
    name: { en: "WhoKnows", fr: "QuiSait" },
    query: `{
  experts(about: "respite care", first: 3) {
    totalCount
    edges { node { name headline organizationName score evidence { kind label weight record { id } } } }
  }
}`,
  },
  {
    title: {
      en: "What do others do about it, and whose practice is whose?",
      fr: "Que font les autres, et à qui est chaque pratique ?",
    },
    name: { en: "WhatOthersDo", fr: "QueFontLesAutres" },
    query: `{
  practices(first: 5, filter: { topics: ["hub:topic:respite-care"] }) {
    totalCount
    nodes { name organization { name } topics { label } adaptedFrom { name partner { name } } adaptations { name } }
  }
}`,
  },
  {
    title: { en: "Did everybody answer?", fr: "Tout le monde a-t-il répondu ?" },
    name: { en: "DidEverybodyAnswer", fr: "ToutLeMondeATIlRepondu" },
    query: `{
  organizations(first: 10, orderBy: NAME_ASC) {
    nodes { name summary freshness { via asOf } }
    pageInfo { hasNextPage endCursor }
    completeness { isPartial totalIs expected answered sources { partner status via live rows asOf reason } }
  }
}`,
  },
  {
    title: { en: "What is behind an id, and who am I?", fr: "Que cache un identifiant, et qui suis-je ?" },
    name: { en: "WhatIsBehindAnId", fr: "QueCacheUnIdentifiant" },
    query: `{
  node(id: "aidants-bretagne:practice:halte-itinerante") {
    id
    ... on Practice { name problem steps contributors { role person { name } organization { name } } }
  }
  topic(id: "hub:topic:respite-care") { label(language: "fr") synonyms(language: "fr") broader { label } }
  viewer { kind scopes quota { remaining } }
}`,
  },
];

/** The text of a tab: the question, then the query under its name. */
export function textOf({ title, name, query }: Example, language: Language): string {
  return `# ${title[language]}\nquery ${name[language]} ${query}\n`;
}
