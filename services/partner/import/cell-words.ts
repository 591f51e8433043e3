// The words that cells may hold for the contract's own values. In: a folded word in French or English. Out: the value.
// Beside these, each value's own name is understood in any case (`PEER_REVIEW`, `peer review`).
import { fold } from "../../../schema/fold.js";
import type { RecordType } from "../../../schema/record-id.js";

type Words = Readonly<Record<string, readonly string[]>>;

/** Record types. */
export const TYPE_WORDS: Readonly<Record<RecordType, readonly string[]>> = {
  organization: [
    "organisme",
    "organisation",
    "organizations",
    "organismes",
    "organisations",
    "association",
    "associations",
    "structure",
    "structures",
    "charity",
    "charities",
  ],
  person: [
    "personne",
    "personnes",
    "people",
    "persons",
    "bénévole",
    "bénévoles",
    "membre",
    "membres",
    "expert",
    "experts",
    "annuaire",
    "équipe",
    "volunteers",
    "team",
  ],
  project: ["projet", "projets", "projects", "action", "actions"],
  practice: [
    "pratique",
    "pratiques",
    "practices",
    "fiche",
    "fiches",
    "bonne pratique",
    "bonnes pratiques",
    "méthode",
    "méthodes",
    "outil",
    "outils",
    "good practices",
  ],
  event: [
    "événement",
    "événements",
    "evènement",
    "evènements",
    "events",
    "agenda",
    "rencontre",
    "rencontres",
    "rendez-vous",
  ],
};

export const VISIBILITY: Words = {
  PUBLIC: ["publique", "tous", "tout le monde", "everyone", "anyone"],
  NETWORK: ["réseau", "membres", "members", "privé", "private", "interne", "internal"],
};
export const ORGANIZATION_STATUS: Words = {
  ACTIVE: ["actif", "en activité", "ouverte", "ouvert", "open"],
  CLOSED: ["fermé", "fermée", "dissoute", "inactive", "inactif"],
};
export const PROJECT_STATUS: Words = {
  PLANNED: ["prévu", "à venir", "planifié", "upcoming"],
  ACTIVE: ["en cours", "actif", "ongoing", "in progress", "running"],
  COMPLETED: ["terminé", "fini", "achevé", "clos", "done", "finished"],
  SUSPENDED: ["suspendu", "en pause", "arrêté", "paused", "on hold"],
};
export const EVENT_STATUS: Words = {
  PLANNED: ["prévu", "à venir", "planifié", "upcoming"],
  CONFIRMED: ["confirmé"],
  POSTPONED: ["reporté"],
  CANCELLED: ["annulé", "canceled"],
};
export const SETTING: Words = {
  RURAL: ["rurale", "campagne", "village", "countryside"],
  TOWN: ["petite ville", "ville", "bourg"],
  CITY: ["grande ville", "métropole", "urbain"],
  ONLINE: ["en ligne", "à distance", "internet", "remote"],
};
export const OFFER: Words = {
  ADVICE: ["conseil", "conseils"],
  MENTORING: ["mentorat", "tutorat", "accompagnement", "parrainage"],
  TRAINING: ["formation", "formations"],
  SPEAKING: ["intervention", "interventions", "conférence", "prise de parole", "témoignage", "talks"],
  PEER_REVIEW: ["relecture", "relecture par les pairs", "regard croisé", "review"],
  STAFF_EXCHANGE: ["échange de personnel", "échange de salariés", "échange d'équipes"],
  FIELD_VISIT: ["visite", "visite de terrain", "visites", "visit"],
};
export const PRACTICE_KIND: Words = {
  CASE_STUDY: ["étude de cas", "retour d'expérience", "exemple"],
  GUIDE: ["mode d'emploi", "fiche pratique", "tutoriel"],
  TOOL: ["outil"],
  PROGRAMME_MODEL: ["modèle de programme", "programme", "dispositif", "program model"],
  METHOD: ["méthode", "démarche"],
  LESSON: ["leçon", "enseignement", "lesson learned"],
};
export const EVENT_KIND: Words = {
  TRAINING: ["formation", "stage"],
  WORKSHOP: ["atelier"],
  WEBINAR: ["webinaire", "visioconférence", "en ligne"],
  CONFERENCE: ["conférence", "colloque"],
  FORUM: ["rencontre", "assemblée"],
  FIELD_VISIT: ["visite", "visite de terrain"],
};
export const LEVEL: Words = {
  LEARNING: ["débutant", "débutante", "en apprentissage", "apprend", "notions", "beginner"],
  PRACTISING: ["pratiquant", "pratiquante", "pratique", "confirmé", "confirmée", "practicing", "practitioner"],
  EXPERT: ["experte", "expertise"],
  REFERENCE: ["référent", "référente", "référence"],
};
export const DEGREE: Words = {
  LEAD: ["principal", "principale", "responsable"],
  EQUAL: ["égal", "égale", "à égalité"],
  SUPPORTING: ["appui", "soutien", "support"],
};

const index = new WeakMap<Words, ReadonlyMap<string, string>>();

/** The value that a word stands for, or undefined. */
export function valueOfWord(words: Words, text: string): string | undefined {
  let known = index.get(words);
  if (known === undefined) {
    const pairs = Object.entries(words).flatMap(([value, others]) =>
      [value, ...others].map((word) => [wordKey(word), value] as const),
    );
    known = new Map(pairs.toReversed()); // of two equal words the first counts
    index.set(words, known);
  }
  return known.get(wordKey(text));
}

/** The type that a word stands for, or undefined. */
export function typeOfWord(text: string): RecordType | undefined {
  return valueOfWord(TYPE_WORDS, text) as RecordType | undefined; // the table's keys are the types
}

/** Case, accents, spaces, hyphens, underscores, dots and apostrophes make no other word. */
export function wordKey(text: string): string {
  return fold(text).replaceAll(/[\s_.’'’/-]+/g, "");
}
