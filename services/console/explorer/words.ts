// The explorer's words, in English and French. In: a language. Out: all of its words; a missing one does not compile. GraphiQL's own
// buttons are in English only.

export const LANGUAGES = { en: "English", fr: "Français" } as const;
export type Language = keyof typeof LANGUAGES;

const EN = {
  title: "Explorer",
  back: "Maillage",
  intro: "Ask the graph in GraphQL. What you may read is what you get.",
  language: "Language",
  freshness: "Freshness",
  freshnessAuto: "Live, else the mirror",
  freshnessLive: "Live only",
  freshnessMirror: "The mirror only",
  key: "Access key",
  keyHint: "Kept until this tab is closed.",
  asMember: (name: string) => `No key: you ask as ${name}.`,
  asAnybody: "No key: you see what is public.",
  showKey: "Show the key",
  hideKey: "Hide the key",
  skip: "Skip to the query",
  noSchema: "The schema cannot be loaded: the editor does not complete what you write.",
  parts: { query: "Query", variables: "Variables", headers: "Headers", answer: "Answer" },
  lastAnswer: "The last answer",
  notAsked: "Run a query: this says who answered and what it took.",
  waiting: "Asking …",
  stopped: "No answer came: the hub cannot be reached.",
  took: (ms: string) => `Answered in ${ms}.`,
  event: (count: number) => (count === 1 ? "1 event so far." : `${count} events so far.`),
  work: (requests: number, rows: number) =>
    `Partners were asked ${requests === 1 ? "once" : `${requests} times`} and sent ${rows === 1 ? "1 row" : `${rows} rows`}`,
  traffic: (size: string, waves: number) => `${size} in ${waves === 1 ? "1 wave" : `${waves} waves`}`,
  noTraffic: "No partner was asked: the hub knew it itself.",
  noCompleteness:
    "Add completeness { isPartial expected answered sources { partner status via reason } } to a list to see who answered.",
  answered: (answered: number, expected: number) =>
    `${answered} of ${expected} ${expected === 1 ? "partner" : "partners"} answered`,
  isPartial: "The list is incomplete.",
  totalIs: {
    EXACT: "Totals are exact.",
    AT_LEAST: "Totals are at least what is shown.",
    ESTIMATED: "Totals are estimated.",
  },
  status: {
    ANSWERED: "answered",
    SKIPPED: "was not asked",
    TIMED_OUT: "timed out",
    UNREACHABLE: "cannot be reached",
    REFUSED: "refused",
    INVALID: "sent what cannot be used",
    CIRCUIT_OPEN: "is left alone after failures",
  },
  further: "; ",
  about: (partner: string) => `${partner}: `,
  fromMirror: (time: string | null) =>
    time === null ? "answered from the mirror" : `answered from the mirror of ${time}`,
  failed: (code: string, where: string) => (where === "" ? `Error ${code}` : `Error ${code} at ${where}`),
};

/** All words of a language. */
export type Words = typeof EN;

const FR: Words = {
  title: "Explorateur",
  back: "Maillage",
  intro: "Interrogez le graphe en GraphQL. Vous recevez ce que vous avez le droit de lire.",
  language: "Langue",
  freshness: "Fraîcheur",
  freshnessAuto: "En direct, sinon le miroir",
  freshnessLive: "En direct seulement",
  freshnessMirror: "Le miroir seulement",
  key: "Clé d’accès",
  keyHint: "Gardée jusqu’à la fermeture de cet onglet.",
  asMember: (name) => `Sans clé : vous êtes ${name}.`,
  asAnybody: "Sans clé : vous voyez ce qui est public.",
  showKey: "Montrer la clé",
  hideKey: "Cacher la clé",
  skip: "Aller à la requête",
  noSchema: "Le schéma ne se charge pas : l’éditeur ne complète pas ce que vous écrivez.",
  parts: { query: "Requête", variables: "Variables", headers: "En-têtes", answer: "Réponse" },
  lastAnswer: "La dernière réponse",
  notAsked: "Lancez une requête : on lit ici qui a répondu et ce que cela a demandé.",
  waiting: "En cours …",
  stopped: "Aucune réponse : le serveur est injoignable.",
  took: (ms) => `Réponse en ${ms}.`,
  event: (count) => (count < 2 ? `${count} événement jusqu’ici.` : `${count} événements jusqu’ici.`),
  work: (requests, rows) =>
    `Les partenaires ont été interrogés ${requests} fois et ont envoyé ${rows < 2 ? `${rows} ligne` : `${rows} lignes`}`,
  traffic: (size, waves) => `${size} en ${waves < 2 ? `${waves} vague` : `${waves} vagues`}`,
  noTraffic: "Aucun partenaire n’a été interrogé : le serveur le savait lui-même.",
  noCompleteness:
    "Ajoutez completeness { isPartial expected answered sources { partner status via reason } } à une liste pour voir qui a répondu.",
  answered: (answered, expected) =>
    `${answered} ${answered < 2 ? "partenaire" : "partenaires"} sur ${expected} ${answered < 2 ? "a répondu" : "ont répondu"}`,
  isPartial: "La liste est incomplète.",
  totalIs: {
    EXACT: "Les totaux sont exacts.",
    AT_LEAST: "Les totaux sont des minimums.",
    ESTIMATED: "Les totaux sont des estimations.",
  },
  status: {
    ANSWERED: "a répondu",
    SKIPPED: "n’a pas été interrogé",
    TIMED_OUT: "n’a pas répondu à temps",
    UNREACHABLE: "est injoignable",
    REFUSED: "a refusé",
    INVALID: "a envoyé une réponse inutilisable",
    CIRCUIT_OPEN: "est laissé de côté après des pannes",
  },
  further: " ; ",
  about: (partner) => `${partner} : `,
  fromMirror: (time) => (time === null ? "réponse du miroir" : `réponse du miroir de ${time}`),
  failed: (code, where) => (where === "" ? `Erreur ${code}` : `Erreur ${code} à ${where}`),
};

const WORDS: Readonly<Record<Language, Words>> = { en: EN, fr: FR };

/** The words of a language. */
export function wordsOf(language: Language): Words {
  return WORDS[language];
}
