// Facets: how what matches spreads over types, topics, places and so on. In: a match. Out: counts with labels in the
// reader's language; of very many matches, an estimate from a fair sample of them.
import { inLanguage } from "../topic-list.js";
import { topicById } from "../../../schema/topics.js";
import type { Session, Sql } from "../../database/session.js";
import { INDEX_SCHEMA as S } from "../index/configurations.js";
import { areaName } from "./area-names.js";

/** Values of one facet at most, the most frequent first. */
const MOST_VALUES = 50;

/** What the facets are of, and the column that each counts. */
const FACETS = {
  types: "array[type]",
  topics: "topics",
  countries: "countries",
  areas: "areas",
  languages: "filter_languages",
  partners: "array[partner]",
  settings: "settings",
} as const;

type FacetName = keyof typeof FACETS;

/** A value that occurs, and how often. */
export interface FacetValue {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

export type FacetValues = Readonly<Record<FacetName, readonly FacetValue[]>>;

const COLUMNS = "type, partner, topics, countries, areas, filter_languages, settings";
const STATEMENT = Object.entries(FACETS)
  .map(
    ([name, values]) => `select * from (select '${name}' as facet, value, count(*)::int as count
      from matching, unnest(${values}) as value where value is not null
      group by value order by count desc, value limit ${MOST_VALUES}) as ${name}`,
  )
  .join(" union all ");

/** Counts the facets of what a condition matches; `sample`: of one record in so many, to estimate the rest. */
export async function countFacets(
  session: Session,
  { condition, sample }: { readonly condition: (sample: number) => Sql; readonly sample: number },
  languages: readonly string[],
): Promise<FacetValues> {
  const where = condition(sample);
  const rows = await session.rows<{ facet: FacetName; value: string; count: number }>(
    `with matching as materialized (select ${COLUMNS} from ${S}.entry where ${where.text}) ${STATEMENT}`,
    where.values,
  );
  const of = (name: FacetName) =>
    rows
      .filter(({ facet }) => facet === name)
      .map(({ value, count }) => ({ value, label: labelOf(name, value, languages), count: count * sample }));
  return {
    types: of("types"),
    topics: of("topics"),
    countries: of("countries"),
    areas: of("areas"),
    languages: of("languages"),
    partners: of("partners"),
    settings: of("settings"),
  };
}

const WORDS: Readonly<Record<string, { readonly en: string; readonly fr: string }>> = {
  ORGANIZATION: { en: "Organizations", fr: "Organisations" },
  PERSON: { en: "People", fr: "Personnes" },
  PROJECT: { en: "Projects", fr: "Projets" },
  PRACTICE: { en: "Practices", fr: "Pratiques" },
  EVENT: { en: "Events", fr: "Événements" },
  COMMUNITY: { en: "Communities", fr: "Communautés" },
  DISCUSSION: { en: "Discussions", fr: "Discussions" },
  RURAL: { en: "Rural", fr: "Rural" },
  TOWN: { en: "Town", fr: "Petite ville" },
  CITY: { en: "City", fr: "Grande ville" },
  ONLINE: { en: "Online", fr: "En ligne" },
};

function labelOf(facet: FacetName, value: string, languages: readonly string[]): string {
  if (facet === "topics") return inLanguage(topicById(value)?.labels ?? {}, languages) ?? value;
  const isFrench =
    languages
      .find((each) => /^(fr|en)\b/i.test(each))
      ?.toLowerCase()
      .startsWith("fr") === true;
  if (facet === "areas") return areaName(value, isFrench ? "fr" : "en");
  if (facet === "countries") return nameOf("region", value, languages);
  if (facet === "languages") return nameOf("language", value, languages);
  if (facet === "types" || facet === "settings") return WORDS[value]?.[isFrench ? "fr" : "en"] ?? value;
  return value;
}

/** The name of a country or language, as Unicode's common locale data has it. */
function nameOf(type: "region" | "language", value: string, languages: readonly string[]): string {
  const readable = Intl.DisplayNames.supportedLocalesOf(languages.filter((each) => /^[\w-]+$/.test(each)));
  try {
    return new Intl.DisplayNames([...readable, "en"], { type }).of(value) ?? value;
  } catch {
    return value; // not a code that has a name
  }
}
