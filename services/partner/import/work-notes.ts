// What goes into the columns of projects, practices and events, for people. In: nothing. Out: for each column a note in both
// languages, and an example.
import { DESCRIPTION, note, type ColumnNote } from "./column-notes.js";

const SETTINGS = note(
  "where it happens: RURAL, TOWN, CITY, ONLINE",
  "où cela se passe : rural, ville, grande ville, en ligne",
  "rural; town",
  "rural ; ville",
);
const AUDIENCES = note("for whom, by topics", "pour qui, par sujets", "Family carers", "Proches aidants");
const COST = note("an amount and its currency", "un montant et sa monnaie", "18000 EUR", "18 000,50 €");
const ATTACHMENTS = note(
  "title and address of a document; several: by `|`",
  "titre et adresse d'un document ; plusieurs : par `|`",
  "The plan https://assoc.example/plan.pdf",
  "Le plan https://assoc.example/plan.pdf",
);

export const PROJECT_NOTES: Readonly<Record<string, ColumnNote>> = {
  description: DESCRIPTION,
  status: note("PLANNED, ACTIVE, COMPLETED, SUSPENDED", "prévu, en cours, terminé, suspendu", "active", "en cours"),
  startDate: note("its first day", "le premier jour", "2024-03-01", "01/03/2024"),
  endDate: note("its last day", "le dernier jour", "2026-02-28", "28/02/2026"),
  settings: SETTINGS,
  audiences: AUDIENCES,
  cost: COST,
  outcomes: note("what came of it", "ce qui en est sorti", "118 nights.", "118 nuits."),
  lessons: note(
    "what you would do differently",
    "ce que vous feriez autrement",
    "We would begin in summer.",
    "Nous commencerions l'été.",
  ),
  attachments: ATTACHMENTS,
  jointWith: note(
    "organizations that carry it with you, by id or name; another partner's by its full id",
    "organismes qui le portent avec vous, par identifiant ou nom ; celui d'un autre partenaire par son identifiant complet",
    "The Lock",
    "L'Écluse",
  ),
  team: note(
    "people by id or name, with their role",
    "personnes par identifiant ou nom, avec leur rôle",
    "Awa Diop:coordinator | p-3:cook",
    "Awa Diop:coordinatrice | p-3:cuisine",
  ),
  practices: note("practices by id or name", "pratiques par identifiant ou nom", "Night shelter", "Halte de nuit"),
};

export const PRACTICE_NOTES: Readonly<Record<string, ColumnNote>> = {
  practiceKind: note(
    "kind: CASE_STUDY, GUIDE, TOOL, PROGRAMME_MODEL, METHOD, LESSON",
    "genre : étude de cas, guide, outil, modèle de programme, méthode, leçon",
    "guide",
  ),
  problem: note("what was the matter", "ce qui n'allait pas", "Carers never sleep.", "Les aidants ne dorment jamais."),
  approach: note(
    "what you did",
    "ce que vous avez fait",
    "A night a week, elsewhere.",
    "Une nuit par semaine, ailleurs.",
  ),
  steps: note(
    "step by step; by `|` or new lines",
    "pas à pas ; par `|` ou à la ligne",
    "Ask the carers | Find a house",
    "Demander aux aidants | Trouver une maison",
  ),
  results: note("what came of it", "ce qui en est sorti", "Half of them come back.", "La moitié revient."),
  enablers: note("what helped", "ce qui a aidé", "A minibus", "Un minibus"),
  constraints: note("what made it hard", "ce qui a gêné", "No bus on Sundays", "Pas de car le dimanche"),
  pitfalls: note(
    "mistakes that others need not make",
    "les erreurs que d'autres peuvent éviter",
    "Opening too early",
    "Ouvrir trop tôt",
  ),
  resourcesNeeded: note(
    "what it takes",
    "ce qu'il faut",
    "Two beds | A nurse on call",
    "Deux lits | Une infirmière joignable",
  ),
  "context.settings": SETTINGS,
  "context.audiences": AUDIENCES,
  "context.cost": COST,
  "context.people": note("how many people it takes", "combien de personnes il faut", "3"),
  "context.description": note("where it worked", "là où cela a marché", "A market town", "Un bourg"),
  "context.culturalNotes": note(
    "what others should know of customs",
    "ce qu'il faut savoir des usages",
    "Tea first.",
    "D'abord le thé.",
  ),
  licence: note(
    "what others may do with it (SPDX); left out: your licence",
    "ce que les autres peuvent en faire (SPDX) ; sinon, votre licence",
    "CC-BY-4.0",
  ),
  attachments: ATTACHMENTS,
  contributors: note(
    "people or organizations, with their role and (LEAD), (EQUAL) or (SUPPORTING)",
    "personnes ou organismes, avec leur rôle et (responsable), (égal) ou (appui)",
    "Awa Diop:author (LEAD)",
    "Awa Diop:autrice (responsable)",
  ),
  adaptedFrom: note(
    "the practice that it adapts, by id or name; another partner's by its full id",
    "la pratique qu'elle adapte, par identifiant ou nom ; celle d'un autre partenaire par son identifiant complet",
    "other-partner:practice:7",
    "autre-partenaire:practice:7",
  ),
  version: note("its version", "sa version", "2"),
};

export const EVENT_NOTES: Readonly<Record<string, ColumnNote>> = {
  startsAt: note(
    "the day and hour on which it begins; needed",
    "le jour et l'heure où il commence ; nécessaire",
    "2026-11-22 09:30",
    "22/11/2026 09h30",
  ),
  endsAt: note("when it ends", "quand il finit", "2026-11-22 17:00", "22/11/2026 17h00"),
  timeZone: note("the zone of these hours; left out: UTC", "le fuseau de ces heures ; sinon, UTC", "Europe/Paris"),
  eventKind: note(
    "TRAINING, WORKSHOP, WEBINAR, CONFERENCE, FORUM, FIELD_VISIT",
    "formation, atelier, webinaire, conférence, rencontre, visite",
    "workshop",
    "atelier",
  ),
  status: note("PLANNED, CONFIRMED, POSTPONED, CANCELLED", "prévu, confirmé, reporté, annulé", "confirmed", "confirmé"),
  description: DESCRIPTION,
  place: note("the room and the town", "la salle et la ville", "Town hall, Rennes", "Mairie de Rennes"),
  online: note("yes or no", "oui ou non", "no", "non"),
  joinUrl: note(
    "the address to join it; shown to members only",
    "l'adresse pour le suivre ; montrée aux membres seulement",
    "https://visio.example/halte",
  ),
  capacity: note("how many may come", "combien peuvent venir", "40"),
  partOf: note(
    "the series that it belongs to, by id or name",
    "le cycle dont il fait partie, par identifiant ou nom",
    "Carers' year",
    "L'année des aidants",
  ),
  speakers: note("people by id or name", "personnes par identifiant ou nom", "Awa Diop", "Awa Diop"),
  materials: note(
    "practices that are used, by id or name",
    "pratiques utilisées, par identifiant ou nom",
    "Night shelter",
    "Halte de nuit",
  ),
  attachments: ATTACHMENTS,
};
