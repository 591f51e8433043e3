// What the importer says about rows and cells, in both languages. In: a name and what goes into its gaps. Out: a phrase.
// Each is a part of a sentence: "expected …" or "got …" stands before it, a full stop after it.
import { phrase, type Phrase } from "./phrase.js";

/** Everything that is said. `{0}` is a gap. */
export const PHRASES = {
  partnerKey: phrase(
    "the key of a partner: 2 to 40 of a-z 0-9 -, not hub",
    "la clé d'un partenaire : 2 à 40 caractères parmi a-z 0-9 -, autre que hub",
  ),
  typeName: phrase(
    "one of: organization, person, project, practice, event",
    "un de ces mots : organisme, personne, projet, pratique, événement",
  ),
  typeUntold: phrase(
    "a column `type`, or a file name that says what its rows are (people, projects, practices, events, organizations)",
    "une colonne « type », ou un nom de fichier qui dit ce que sont les lignes (personnes, projets, pratiques, événements, organismes)",
  ),
  localId: phrase(
    "an id of 1 to 128 letters (without accents), digits or . _ ~ -",
    "un identifiant de 1 à 128 lettres (sans accents), chiffres ou . _ ~ -",
  ),
  ownId: phrase("the id of a record of {0}", "l'identifiant d'une fiche de {0}"),
  name: phrase("a name", "un nom"),
  eventStart: phrase(
    "the day on which the event begins, like 22/11/2026 or 22/11/2026 09:30",
    "le jour où l'événement commence, comme 22/11/2026 ou 22/11/2026 09:30",
  ),
  consent: phrase(
    "the date on which the person agreed to be listed, like 22/11/2026; who has not agreed must not be in the table",
    "la date à laquelle la personne a accepté de figurer dans l'annuaire, comme 22/11/2026 ; qui n'a pas accepté ne doit pas être dans le tableau",
  ),
  idTwice: phrase("an id that no row before it has", "un identifiant qu'aucune ligne précédente ne porte déjà"),
  idTwiceLine: phrase('"{0}", which line {1} has too', "« {0} », qui est déjà à la ligne {1}"),
  nameTwice: phrase(
    "a name that no other row has, or a column `id` that tells the two apart",
    "un nom qu'aucune autre ligne ne porte, ou une colonne « id » qui distingue les deux",
  ),
  readableFile: phrase("a file that can be read", "un fichier qui peut être lu"),
  columnMissing: phrase("a column of this name", "une colonne de ce nom"),
  theColumns: phrase("the columns {0}", "les colonnes {0}"),
  columnOfFormat: phrase("a column of the table format", "une colonne du format de tableau"),
  columnMeant: phrase("a column of the table format; {0}?", "une colonne du format de tableau ; {0} ?"),
  columnTwice: phrase(
    "each thing in one column; `{0}` is taken",
    "chaque chose dans une seule colonne ; « {0} » est retenue",
  ),
  contactColumn: phrase(
    "no e-mail or postal addresses and no telephone numbers: they are never part of the network, the column is left out",
    "ni adresse électronique ou postale, ni numéro de téléphone : ces données ne font jamais partie du réseau, la colonne est laissée de côté",
  ),
  companion: phrase("this column only together with `{0}`", "cette colonne seulement avec « {0} »"),
  nothingForType: phrase("nothing here for {0}", "rien ici pour {0}"),
  nothing: phrase("nothing", "rien"),
  atMostCharacters: phrase("at most {0} characters", "au plus {0} caractères"),
  charactersCut: phrase("{0} characters, cut", "{0} caractères, coupés"),
  language: phrase("a language, like fr, pt-BR or French", "une langue, comme fr, pt-BR ou français"),
  country: phrase("a country, like FR or France", "un pays, comme FR ou France"),
  area: phrase("an area's code, like FR-35 or insee:35238", "le code d'un territoire, comme FR-35 ou insee:35238"),
  day: phrase("a date, like 22/11/2026 or 2026-11-22", "une date, comme 22/11/2026 ou 2026-11-22"),
  longYear: phrase(
    "a date whose year has four digits, like 22/11/2026",
    "une date dont l'année a quatre chiffres, comme 22/11/2026",
  ),
  time: phrase(
    "a date and time, like 22/11/2026 09:30, or a date",
    "une date et une heure, comme 22/11/2026 09:30, ou une date",
  ),
  timeZone: phrase("a time zone, like Europe/Paris", "un fuseau horaire, comme Europe/Paris"),
  url: phrase(
    "an address that begins with https:, http: or mailto:",
    "une adresse qui commence par https:, http: ou mailto:",
  ),
  page: phrase("the address of a page with a form", "l'adresse d'une page avec un formulaire"),
  address: phrase(
    "an e-mail address, which is never part of the network",
    "une adresse électronique, qui ne fait jamais partie du réseau",
  ),
  oneOf: phrase("one of: {0}", "un de ces mots : {0}"),
  wholeNumber: phrase("a whole number", "un nombre entier"),
  truth: phrase("yes or no", "oui ou non"),
  money: phrase("an amount and a currency, like 18000 EUR", "un montant et une monnaie, comme 18 000 EUR"),
  moneyPlain: phrase(
    "an amount that can be read in one way only, like 18000 EUR or 18.50 EUR",
    "un montant qui ne se lit que d'une façon, comme 18 000 EUR ou 18,50 EUR",
  ),
  topic: phrase("a topic of the network's list", "un sujet de la liste du réseau"),
  topicMeant: phrase("a topic of the network's list; perhaps {0}?", "un sujet de la liste du réseau ; peut-être {0} ?"),
  point: phrase(
    "a place, or a place with latitude,longitude in degrees, like Rennes@48.1173,-1.6778",
    "un lieu, ou un lieu avec latitude,longitude en degrés, comme Rennes@48.1173,-1.6778",
  ),
  checksum: phrase(
    "a number whose check digit fits; it is kept as it is",
    "un numéro dont la clé de contrôle est juste ; il est gardé tel quel",
  ),
  rna: phrase("W and nine digits or letters, like W353001234", "W suivi de neuf chiffres ou lettres, comme W353001234"),
  digits: phrase("{0} digits", "{0} chiffres"),
  identifier: phrase("an identifier, like FR-RNA:W353001234", "un identifiant, comme FR-RNA:W353001234"),
  evidence: phrase(
    "what shows it as type:id, like project:42",
    "ce qui le montre sous la forme type:id, comme projet:42",
  ),
  reference: phrase("the id or the name of {0}", "l'identifiant ou le nom de {0}"),
  referenceKnown: phrase("{0} of this table or already in the network", "{0} de ce tableau ou déjà dans le réseau"),
  referenceMeant: phrase(
    "{0} of this table or already in the network; perhaps {1}?",
    "{0} de ce tableau ou déjà dans le réseau ; peut-être {1} ?",
  ),
  referenceOne: phrase(
    "{0} whose name only one has; by id it is one of {1}",
    "{0} dont le nom est unique ; par identifiant, c'est l'un de {1}",
  ),
  kindTaken: phrase("a kind; {0} is taken", "un genre ; {0} est retenu"),
  kept: phrase("{0} (what was there before stays)", "{0} (ce qui y était reste)"),
  noteType: phrase(
    "No column says what the rows are; they are taken for {0}, going by {1}.",
    "Aucune colonne ne dit ce que sont les lignes ; elles sont prises pour {0}, d'après {1}.",
  ),
  fromFileName: phrase("the name of the file", "le nom du fichier"),
  fromSheetName: phrase("the name of the sheet", "le nom de la feuille"),
  fromColumns: phrase("its columns", "ses colonnes"),
  noteIds: phrase(
    "{0} rows have no id; each got one from its name. Whoever changes a name later makes a new record: a column `id` avoids that.",
    "{0} lignes n'ont pas d'identifiant ; chacune en reçoit un d'après son nom. Changer un nom plus tard ferait une nouvelle fiche : une colonne « id » l'évite.",
  ),
  noteKind: phrase(
    "New records without a kind are taken for {0}.",
    "Les nouvelles fiches sans genre sont prises pour {0}.",
  ),
  noteLevel: phrase(
    "Skills without a level are taken for {0}; write topic:level to say more.",
    "Les compétences sans niveau sont prises pour {0} (pratiquant) ; écrivez sujet:niveau pour préciser.",
  ),
  noteHeldBack: phrase(
    "Nothing was deleted: of {0} rows it cannot be told which records they are. Mend them and import again.",
    "Rien n'a été supprimé : pour {0} lignes, on ne peut pas dire de quelles fiches il s'agit. Corrigez-les et recommencez.",
  ),
  stopPartner: phrase("rows of {0} only", "seulement des lignes de {0}"),
  stopPartnerGot: phrase(
    "{0}, another partner's key. Nothing was imported. If the table is yours, take this column out, or write {1} in it",
    "{0}, la clé d'un autre partenaire. Rien n'a été importé. Si le tableau est le vôtre, retirez cette colonne ou écrivez-y {1}",
  ),
  stopDeletes: phrase(
    "a table that holds most of what you have in the network now",
    "un tableau qui contient l'essentiel de ce que vous avez aujourd'hui dans le réseau",
  ),
  stopDeletesGot: phrase(
    "a table in which {0} of {1} records are missing, among them {2}. Nothing was imported. If these {0} records really are to go, confirm the number {0}",
    "un tableau où manquent {0} fiches sur {1}, dont {2}. Rien n'a été importé. Si ces {0} fiches doivent vraiment disparaître, confirmez le nombre {0}",
  ),
  stopNames: phrase(
    "ids that mean the same records as before",
    "des identifiants qui désignent les mêmes fiches qu'avant",
  ),
  stopNamesGot: phrase(
    "other names for {0} of {1} records, like {2} instead of {3}. Nothing was imported: this looks like another table with the same numbers. If the names really changed, import the rows in smaller parts",
    "d'autres noms pour {0} fiches sur {1}, comme {2} au lieu de {3}. Rien n'a été importé : cela ressemble à un autre tableau avec les mêmes numéros. Si les noms ont vraiment changé, importez les lignes en plus petites parties",
  ),
  anOrganization: phrase("an organization", "un organisme"),
  aPerson: phrase("a person", "une personne"),
  aProject: phrase("a project", "un projet"),
  aPractice: phrase("a practice", "une pratique"),
  anEvent: phrase("an event", "un événement"),
  organizations: phrase("organizations", "des organismes"),
  people: phrase("people", "des personnes"),
  projects: phrase("projects", "des projets"),
  practices: phrase("practices", "des pratiques"),
  events: phrase("events", "des événements"),
} as const;

export type PhraseName = keyof typeof PHRASES;

/** A phrase with its gaps filled. */
export function told(name: PhraseName, ...gaps: readonly (Phrase | string | number)[]): Phrase {
  const fill = (language: keyof Phrase) =>
    PHRASES[name][language].replaceAll(/\{(\d)\}/g, (_whole, at: string) => {
      const gap = gaps[Number(at)] ?? "";
      return typeof gap === "object" ? gap[language] : String(gap);
    });
  return { en: fill("en"), fr: fill("fr") };
}
