// What goes into each column, for people. In: nothing. Out: for each column of the format a note in both languages, and
// an example. The documentation is made from it, and a test sees to it that no column lacks one.
import { phrase, type Phrase } from "./phrase.js";

export interface ColumnNote {
  readonly what: Phrase;
  readonly example: Phrase;
}

/** A note; `example` in English and French, or one for both. */
export function note(en: string, fr: string, ...[first, second = first]: readonly [string, string?]): ColumnNote {
  return { what: phrase(en, fr), example: phrase(first, second) };
}

const LIST = { en: "several: by `|`, `;` or a new line", fr: "plusieurs : par `|`, `;` ou à la ligne" };

/** The columns that say which record a row is. */
export const IDENTITY_NOTES: Readonly<Record<string, ColumnNote>> = {
  type: note(
    "what the row is; can be left out when the file or the sheet is named `people`, `projects` …",
    "ce qu'est la ligne ; inutile si le fichier ou la feuille s'appelle « personnes », « projets » …",
    "person",
    "personne",
  ),
  id: note(
    "an id of your own that never changes; without it one is made from the name",
    "un identifiant à vous, qui ne change jamais ; sans lui, il est fait d'après le nom",
    "p-12",
  ),
  name: note("the name; needed", "le nom ; nécessaire", "Awa Diop"),
};

/** The columns of every type. */
export const COMMON_NOTES: Readonly<Record<string, ColumnNote>> = {
  summary: note("one or two sentences", "une ou deux phrases", "Runs the night shelter.", "Anime la halte de nuit."),
  language: note("the language of the texts", "la langue des textes", "en", "français"),
  topics: note(
    `topics of the network's list, by name in any language; ${LIST.en}`,
    `sujets de la liste du réseau, par leur nom dans n'importe quelle langue ; ${LIST.fr}`,
    "Respite care; Music",
    "Répit des aidants ; Musique",
  ),
  countries: note("countries", "pays", "France", "France"),
  areas: note(
    "codes of areas (ISO 3166-2, or with their scheme)",
    "codes de territoires (ISO 3166-2, ou avec leur système)",
    "FR-35; insee:35238",
  ),
  locations: note(
    "places; with coordinates after `@`; of people never more than the area is kept; several: by `|`",
    "lieux ; avec des coordonnées après « @ » ; pour les personnes, jamais plus que la zone n'est gardé ; plusieurs : par `|`",
    "Rennes@48.1173,-1.6778",
  ),
  "image.url": note(
    "the address of a picture that you may show",
    "l'adresse d'une image que vous avez le droit de montrer",
    "https://assoc.example/awa.jpg",
  ),
  "image.alt": note(
    "what the picture shows",
    "ce que montre l'image",
    "Awa at the shelter's door",
    "Awa devant la halte",
  ),
  "image.credit": note("who made the picture", "qui a fait l'image", "Photo: J. Morvan", "Photo : J. Morvan"),
  "image.licence": note("its licence", "sa licence", "CC-BY-4.0"),
  visibility: note(
    "who may read it: PUBLIC (anyone) or NETWORK (members only)",
    "qui peut lire : tous (PUBLIC) ou réseau (NETWORK)",
    "network",
    "réseau",
  ),
  url: note("its page on your site", "sa page sur votre site", "https://assoc.example/awa"),
  organization: note(
    "the organization it belongs to, by id or name",
    "l'organisme dont elle relève, par identifiant ou par nom",
    "The Lock",
    "L'Écluse",
  ),
  createdAt: note(
    "when it was first published; left out: the first import",
    "première publication ; sinon, le premier import",
    "2024-03-01",
    "01/03/2024",
  ),
  updatedAt: note(
    "when it last changed; left out: the import that changed it",
    "dernière modification ; sinon, l'import qui l'a modifiée",
    "2025-11-22",
    "22/11/2025",
  ),
};

export const DESCRIPTION = note("the whole text", "le texte complet", "Since 2019 …", "Depuis 2019 …");

/** The columns of each type, beyond those of every type. */
export const ORGANIZATION_NOTES: Readonly<Record<string, ColumnNote>> = {
  legalName: note("the name in the register", "le nom déclaré", "The Lock Ltd", "Association L'Écluse"),
  acronym: note("its initials", "le sigle", "TL", "AE"),
  description: DESCRIPTION,
  identifiers: note(
    "numbers of registers, as SCHEME:number",
    "numéros officiels, sous la forme SYSTÈME:numéro",
    "GB-CHC:1089464",
    "FR-RNA:W353001234",
  ),
  "identifiers.FR-SIREN": note("its SIREN", "son SIREN, neuf chiffres", "732829320", "732 829 320"),
  "identifiers.FR-SIRET": note("its SIRET", "son SIRET, quatorze chiffres", "73282932000074", "732 829 320 00074"),
  "identifiers.FR-RNA": note("its RNA number", "son numéro RNA", "W353001234"),
  "identifiers.GB-CHC": note(
    "its charity number (England and Wales)",
    "son numéro au registre d'Angleterre et du pays de Galles",
    "1089464",
  ),
  status: note("ACTIVE or CLOSED", "actif ou fermé", "active", "actif"),
  languages: note("the languages it works in", "ses langues de travail", "French, Breton", "français, breton"),
  website: note("its site", "son site", "https://assoc.example"),
  contactUrl: note(
    "a page with a form; never a person's address",
    "une page avec un formulaire ; jamais l'adresse d'une personne",
    "https://assoc.example/contact",
  ),
};

export const PERSON_NOTES: Readonly<Record<string, ColumnNote>> = {
  consentedAt: note(
    "the day on which the person agreed to be listed; needed",
    "le jour où la personne a accepté de figurer dans l'annuaire ; nécessaire",
    "2025-11-22",
    "22/11/2025",
  ),
  headline: note(
    "what the person does, in a few words",
    "ce que fait la personne, en quelques mots",
    "Night shelter coordinator",
    "Coordinatrice de la halte",
  ),
  languages: note(
    "the languages the person speaks",
    "les langues que parle la personne",
    "French, Wolof",
    "français, wolof",
  ),
  expertise: note(
    "what the person knows, as topic:level (LEARNING, PRACTISING, EXPERT, REFERENCE; PRACTISING when left out)",
    "ce que sait la personne, sous la forme sujet:niveau (débutant, pratiquant, expert, référent ; sinon, pratiquant)",
    "Respite care:EXPERT | Music:LEARNING",
    "Répit des aidants:expert | Musique:débutant",
  ),
  "expertise.statement": note(
    "a sentence on each of them, in the same order, by `|`",
    "une phrase sur chacune, dans le même ordre, par `|`",
    "Ten years of nights | On Sundays",
    "Dix ans de nuits | Le dimanche",
  ),
  "expertise.since": note(
    "since when, in the same order, by `|`",
    "depuis quand, dans le même ordre, par `|`",
    "2015-01-01 |",
    "01/01/2015 |",
  ),
  "expertise.evidence": note(
    "what shows each, as type:id with spaces between, in the same order, by `|`",
    "ce qui montre chacune, sous la forme type:id séparés d'espaces, dans le même ordre, par `|`",
    "project:shelter practice:tea |",
    "projet:halte pratique:the |",
  ),
  evidence: note(
    "what shows all of it, as type:id; several: by `|`",
    "ce qui montre le tout, sous la forme type:id ; plusieurs : par `|`",
    "project:shelter",
    "projet:halte",
  ),
  offers: note(
    "ADVICE, MENTORING, TRAINING, SPEAKING, PEER_REVIEW, STAFF_EXCHANGE, FIELD_VISIT",
    "conseil, mentorat, formation, intervention, relecture, échange de personnel, visite",
    "advice; training",
    "conseil ; formation",
  ),
  unavailableUntil: note("not before this day", "pas avant ce jour", "2026-09-01", "01/09/2026"),
};
