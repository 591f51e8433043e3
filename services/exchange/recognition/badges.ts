// Badges: thresholds of what was given, each with its reason. In: when each act of an organization or person happened. Out:
// badges, with the day on which the threshold was reached.
import type { ProseLanguage } from "../../../schema/prose-language.js";

/** When acts of each kind happened, the earliest first (RFC 3339). */
export type ActTimes = Readonly<Record<string, readonly string[]>>;

export interface EarnedBadge {
  readonly name: string;
  readonly since: string;
  readonly because: string;
}

interface BadgeRule {
  readonly kind: string;
  readonly needs: number;
  readonly name: Readonly<Record<ProseLanguage, string>>;
  readonly because: Readonly<Record<ProseLanguage, string>>;
}

/** `#` stands for the number that is needed. */
const RULES: readonly BadgeRule[] = [
  {
    ...{ kind: "adoption", needs: 1 },
    name: { en: "Seed", fr: "Graine" },
    because: {
      en: "A practice is used by another organization.",
      fr: "Une pratique est utilisée par une autre organisation.",
    },
  },
  {
    ...{ kind: "adoption", needs: 5 },
    name: { en: "Pollinator", fr: "Pollinisateur" },
    because: {
      en: "Practices are used by other organizations # times.",
      fr: "Des pratiques sont utilisées # fois par d’autres organisations.",
    },
  },
  {
    ...{ kind: "answer", needs: 3 },
    name: { en: "Good advice", fr: "Bon conseil" },
    because: {
      en: "# answers were accepted by those who asked.",
      fr: "# réponses ont été retenues par celles qui posaient la question.",
    },
  },
  {
    ...{ kind: "review", needs: 3 },
    name: { en: "Careful reader", fr: "Lecture attentive" },
    because: {
      en: "# practices of other organizations were reviewed.",
      fr: "# pratiques d’autres organisations ont été évaluées.",
    },
  },
  {
    ...{ kind: "event", needs: 3 },
    name: { en: "Open house", fr: "Maison ouverte" },
    because: {
      en: "# events were attended by other organizations.",
      fr: "# événements ont été suivis par d’autres organisations.",
    },
  },
  {
    ...{ kind: "exchange", needs: 2 },
    name: { en: "Bridge", fr: "Passerelle" },
    because: {
      en: "# exchanges with other organizations were carried out.",
      fr: "# échanges avec d’autres organisations ont été menés à bien.",
    },
  },
];

/** The badges that were earned, the latest first. */
export function earnedBadges(times: ActTimes, language: ProseLanguage): EarnedBadge[] {
  const earned = RULES.flatMap(({ kind, needs, name, because }) => {
    const since = times[kind]?.[needs - 1];
    return since === undefined
      ? []
      : [{ since, name: name[language], because: because[language].replace("#", String(needs)) }];
  });
  const latestFirst = earned.sort((a, b) => (a.since < b.since ? 1 : -1));
  return latestFirst.map((badge) => ({ ...badge, since: badge.since.slice(0, "2026-01-01".length) }));
}
