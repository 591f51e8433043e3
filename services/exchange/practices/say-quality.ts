// The ladder in words. In: a quality and a language. Out: sentences: why it is what it is, and what would raise it.
import type { ProseLanguage } from "../../../schema/prose-language.js";
import type { Quality, Requirement, Standing } from "./quality-ladder.js";

type Say<T> = Readonly<Record<ProseLanguage, (what: T) => string>>;

/** Why the level is what it is. */
export function sayBecause({ standing }: Quality, language: ProseLanguage): string[] {
  return REASONS.flatMap(([holds, say]) => (holds(standing) ? [say[language](standing)] : []));
}

/** What would raise it. */
export function sayMissing({ missing, standing }: Quality, language: ProseLanguage): string[] {
  return missing.map((requirement) => MISSING[requirement.kind][language]({ requirement, standing }));
}

const s = (count: number): string => (count === 1 ? "" : "s");
const figure = (value: number, language: ProseLanguage): string =>
  value.toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** A mean as it is now; nothing where there is nothing to take it of. */
const now = (value: number, language: ProseLanguage): string =>
  value === 0 ? "" : ` (${language === "fr" ? "actuellement" : "now"} ${figure(value, language)})`;

const REASONS: ReadonlyArray<readonly [(standing: Standing) => boolean, Say<Standing>]> = [
  [
    ({ hasResults, hasContext }) => hasResults && hasContext,
    {
      en: () => "Its results and the context in which it works are described.",
      fr: () => "Ses résultats et le contexte dans lequel elle fonctionne sont décrits.",
    },
  ],
  [
    ({ hasResults, hasContext }) => hasResults !== hasContext || !hasResults,
    { en: () => "It is shared with the network.", fr: () => "Elle est partagée avec le réseau." },
  ],
  [
    ({ reviews }) => reviews > 0,
    {
      en: ({ reviews, reviewers, mean }) =>
        `${reviews} review${s(reviews)} by other organizations, of ${reviewers} partner${s(reviewers)}, within two years: ${figure(mean, "en")} of 5 on average.`,
      fr: ({ reviews, reviewers, mean }) =>
        `${reviews} évaluation${s(reviews)} par d’autres organisations, de ${reviewers} partenaire${s(reviewers)}, en deux ans : ${figure(mean, "fr")} sur 5 en moyenne.`,
    },
  ],
  [
    ({ adopted }) => adopted > 0,
    {
      en: ({ adopted, adopters }) =>
        `Adopted by ${adopted} other organization${s(adopted)}, of ${adopters} partner${s(adopters)}, confirmed within two years.`,
      fr: ({ adopted, adopters }) =>
        `Adoptée par ${adopted} autre${s(adopted)} organisation${s(adopted)}, de ${adopters} partenaire${s(adopters)}, confirmé en deux ans.`,
    },
  ],
  [
    ({ stopped }) => stopped > 0,
    {
      en: ({ stopped }) => `${stopped} organization${s(stopped)} stopped using it.`,
      fr: ({ stopped }) => `${stopped} organisation${s(stopped)} ${stopped === 1 ? "a" : "ont"} cessé de l’utiliser.`,
    },
  ],
  [
    ({ isFresh }) => !isFresh,
    {
      en: () => "Nothing has confirmed it for two years.",
      fr: () => "Rien ne l’a confirmée depuis deux ans.",
    },
  ],
];

interface Lacking {
  readonly requirement: Requirement;
  readonly standing: Standing;
}

const MISSING: Readonly<Record<Requirement["kind"], Say<Lacking>>> = {
  results: { en: () => "A description of its results.", fr: () => "Une description de ses résultats." },
  context: {
    en: () => "A description of the context in which it works.",
    fr: () => "Une description du contexte dans lequel elle fonctionne.",
  },
  fresh: {
    en: () => "A confirmation: an update, a review or an adoption within two years.",
    fr: () => "Une confirmation : une mise à jour, une évaluation ou une adoption en deux ans.",
  },
  reviews: {
    en: ({ requirement: { needs, partners = 1 }, standing }) =>
      `${needs} review${s(needs)} by other organizations, of ${partners} partner${s(partners)} at least (now ${standing.reviews}, of ${standing.reviewers}).`,
    fr: ({ requirement: { needs, partners = 1 }, standing }) =>
      `${needs} évaluation${s(needs)} par d’autres organisations, d’au moins ${partners} partenaire${s(partners)} (actuellement ${standing.reviews}, de ${standing.reviewers}).`,
  },
  score: {
    en: ({ requirement, standing }) =>
      `Reviews of ${figure(requirement.needs, "en")} of 5 on average${now(standing.mean, "en")}.`,
    fr: ({ requirement, standing }) =>
      `Des évaluations de ${figure(requirement.needs, "fr")} sur 5 en moyenne${now(standing.mean, "fr")}.`,
  },
  worst: {
    en: ({ requirement, standing }) =>
      `No criterion below ${figure(requirement.needs, "en")} of 5 on average${now(standing.worst, "en")}.`,
    fr: ({ requirement, standing }) =>
      `Aucun critère en dessous de ${figure(requirement.needs, "fr")} sur 5 en moyenne${now(standing.worst, "fr")}.`,
  },
  adopted: {
    en: ({ requirement: { needs, partners = 1 }, standing }) =>
      `Adoption by ${needs} other organization${s(needs)}, of ${partners} partner${s(partners)} at least (now ${standing.adopted}, of ${standing.adopters}).`,
    fr: ({ requirement: { needs, partners = 1 }, standing }) =>
      `Une adoption par ${needs} autre${s(needs)} organisation${s(needs)}, d’au moins ${partners} partenaire${s(partners)} (actuellement ${standing.adopted}, de ${standing.adopters}).`,
  },
  rating: {
    en: ({ requirement, standing }) =>
      `Ratings by those who adopted it of ${figure(requirement.needs, "en")} of 5 on average${now(standing.rating, "en")}.`,
    fr: ({ requirement, standing }) =>
      `Des notes de ${figure(requirement.needs, "fr")} sur 5 en moyenne, par celles qui l’ont adoptée${now(standing.rating, "fr")}.`,
  },
  kept: {
    en: ({ standing }) =>
      `More organizations that keep it than stopped (${standing.adopted} against ${standing.stopped}).`,
    fr: ({ standing }) =>
      `Plus d’organisations qui la gardent que d’organisations qui ont cessé (${standing.adopted} contre ${standing.stopped}).`,
  },
};
