// The names that a column may have in a table. In: nothing. Out: for each column of the format, the French and English
// names that are understood beside its own, the usual one first. A name that stands at several columns means the first
// of them that the row's type has. Case, accents, spaces and the signs `_ - .` make no other name.

export interface ColumnNames {
  readonly fr: readonly string[];
  readonly en: readonly string[];
}

function names(fr: readonly string[], en: readonly string[]): ColumnNames {
  return { fr, en };
}

/** Which record a row is. `firstName` and `lastName` make the name of a person together. */
export const IDENTITY_NAMES: Readonly<Record<string, ColumnNames>> = {
  partner: names(["clé du partenaire"], ["partner key"]),
  type: names(["type de fiche"], ["record type"]),
  id: names(
    ["identifiant", "id", "n°", "numéro", "code", "réf", "référence"],
    ["identifier", "no", "number", "ref", "key"],
  ),
  name: names(
    [
      "nom",
      "titre",
      "intitulé",
      "nom complet",
      "nom et prénom",
      "prénom et nom",
      "nom prénom",
      "prénom nom",
      "libellé",
      "nom du projet",
      "nom de l'association",
      "nom de l'organisme",
      "nom de la pratique",
      "nom de l'événement",
    ],
    ["title", "full name", "project name", "organization name", "organisation name", "practice name", "event name"],
  ),
  firstName: names(["prénom", "prénoms"], ["first name", "given name", "forename"]),
  lastName: names(["nom de famille"], ["last name", "surname", "family name"]),
};

/** What a row says of its record. */
export const HEADER_NAMES: Readonly<Record<string, ColumnNames>> = {
  headline: names(["fonction", "poste", "rôle", "titre professionnel", "métier"], ["role", "job title", "position"]),
  summary: names(
    ["résumé", "présentation", "en bref", "bio", "biographie", "accroche", "chapeau"],
    ["abstract", "in short", "biography", "short description"],
  ),
  problem: names(["problème", "besoin", "constat", "difficulté"], ["need", "issue"]),
  approach: names(["démarche", "solution", "réponse", "méthode", "description"], ["solution", "method", "description"]),
  description: names(["description", "descriptif", "détails", "objet"], ["details", "about"]),
  language: names(["langue", "langue de la fiche"], ["lang"]),
  languages: names(
    ["langues", "langues parlées", "langues de travail"],
    ["languages spoken", "spoken languages", "working languages"],
  ),
  topics: names(
    ["thèmes", "thème", "sujets", "sujet", "thématiques", "thématique", "domaines", "domaine", "mots-clés"],
    ["topic", "themes", "theme", "subjects", "subject", "keywords", "tags"],
  ),
  countries: names(["pays"], ["country"]),
  areas: names(["territoires", "territoire", "code territoire", "départements", "département"], ["area", "area codes"]),
  place: names(["lieu", "salle", "adresse du lieu"], ["venue", "location"]),
  locations: names(
    ["villes", "ville", "commune", "localité", "lieu", "lieux", "localisation"],
    ["location", "city", "cities", "town", "where"],
  ),
  "image.url": names(["image", "photo", "logo", "illustration"], ["picture"]),
  "image.alt": names(["description de l'image", "texte alternatif"], ["image description", "alt text"]),
  "image.credit": names(["crédit", "crédit photo", "photographe"], ["credit", "photo credit"]),
  "image.licence": names(["licence de l'image"], ["image licence", "image license"]),
  visibility: names(["visibilité", "visible par"], ["visible to"]),
  url: names(["page", "lien", "page web"], ["link", "page", "web page"]),
  organization: names(["organisme", "organisation", "association", "structure"], ["organisation", "charity"]),
  createdAt: names(["créé le", "date de création"], ["created", "created on"]),
  updatedAt: names(["modifié le", "mis à jour le", "dernière mise à jour"], ["updated", "updated on", "last updated"]),
  legalName: names(["dénomination", "raison sociale", "nom officiel"], ["official name"]),
  acronym: names(["sigle", "acronyme"], ["abbreviation"]),
  identifiers: names(["identifiants officiels", "numéros officiels"], ["official numbers"]),
  "identifiers.FR-SIRET": names(["siret", "n° siret", "numéro siret"], ["siret"]),
  "identifiers.FR-SIREN": names(["siren", "n° siren", "numéro siren"], ["siren"]),
  "identifiers.FR-RNA": names(["rna", "n° rna", "numéro rna", "waldec"], ["rna"]),
  "identifiers.GB-CHC": names(["charity number"], ["charity number", "charity no", "registered charity number"]),
  status: names(["statut", "état", "avancement"], ["state", "progress"]),
  website: names(["site web", "site", "site internet"], ["site", "web site", "homepage"]),
  contactUrl: names(["page de contact", "formulaire de contact"], ["contact page", "contact form"]),
  expertise: names(
    ["compétences", "compétence", "expertises", "savoir-faire", "domaines de compétence"],
    ["skills", "skill", "knows about", "areas of expertise"],
  ),
  "expertise.statement": names(["compétences en détail", "précisions sur les compétences"], ["expertise in words"]),
  "expertise.since": names(["compétent depuis", "compétences depuis"], ["expertise since"]),
  "expertise.evidence": names(["preuves par compétence"], ["evidence per expertise"]),
  evidence: names(["preuves", "réalisations"], ["proof"]),
  offers: names(["propose", "peut proposer", "offres", "aide proposée"], ["offer", "can offer"]),
  unavailableUntil: names(["indisponible jusqu'au", "indisponible jusqu'à"], ["not available until", "away until"]),
  consentedAt: names(
    ["consentement", "date de consentement", "date du consentement", "accord", "accord le", "date d'accord"],
    ["consent", "consent date", "date of consent", "consented on", "agreed on"],
  ),
  startDate: names(["date de début", "début", "commence le"], ["start", "begins", "start date"]),
  endDate: names(["date de fin", "fin", "finit le"], ["end", "ends", "end date"]),
  startsAt: names(
    ["date de début", "début", "date", "commence le", "date et heure"],
    ["start", "starts", "date", "begins", "start date"],
  ),
  endsAt: names(["date de fin", "fin", "finit le"], ["end", "ends", "end date"]),
  settings: names(["milieu", "milieux", "cadre"], ["setting"]),
  audiences: names(
    ["publics", "public", "public visé", "bénéficiaires"],
    ["audience", "target group", "beneficiaries"],
  ),
  cost: names(["coût", "budget", "montant"], ["budget", "amount"]),
  outcomes: names(["résultats", "résultat", "bilan", "effets"], ["outcome", "results"]),
  attachments: names(["documents", "pièces jointes", "fichiers"], ["attachment", "files", "documents"]),
  jointWith: names(["en commun avec", "avec", "porté avec", "organismes associés"], ["together with", "joint with"]),
  team: names(["équipe", "participants", "membres"], ["members", "people"]),
  practices: names(["pratiques", "fiches", "pratique"], ["practice"]),
  practiceKind: names(["genre de pratique", "genre", "sorte de pratique", "nature"], ["kind", "practice kind"]),
  steps: names(["étapes", "étape", "déroulement"], ["step", "how to"]),
  results: names(["résultats", "résultat", "effets", "bilan"], ["result", "outcomes"]),
  enablers: names(["facteurs de réussite", "atouts", "leviers"], ["success factors", "what helps"]),
  constraints: names(["contraintes", "limites", "freins"], ["constraint", "limits"]),
  pitfalls: names(["pièges", "piège", "erreurs à éviter", "points de vigilance"], ["pitfall", "mistakes to avoid"]),
  resourcesNeeded: names(
    ["moyens nécessaires", "moyens", "ressources", "ressources nécessaires"],
    ["resources", "what is needed"],
  ),
  "context.settings": names(["milieu", "milieux", "cadre"], ["settings", "setting"]),
  "context.audiences": names(
    ["publics", "public", "public visé", "bénéficiaires"],
    ["audiences", "audience", "target group", "beneficiaries"],
  ),
  "context.cost": names(["coût", "budget", "montant"], ["cost", "budget", "amount"]),
  "context.people": names(
    ["nombre de personnes", "effectif", "personnes nécessaires"],
    ["number of people", "headcount"],
  ),
  "context.description": names(
    ["contexte", "description du contexte", "description"],
    ["context", "setting in words", "description"],
  ),
  "context.culturalNotes": names(["notes culturelles", "particularités culturelles"], ["cultural notes"]),
  licence: names(["licence", "droits de réutilisation"], ["license"]),
  contributors: names(
    ["auteurs", "auteur", "autrice", "contributeurs", "rédacteurs", "équipe"],
    ["contributor", "authors", "author", "team"],
  ),
  adaptedFrom: names(["adapté de", "inspiré de", "pratique d'origine"], ["based on", "adapted from"]),
  version: names(["version"], ["edition"]),
  eventKind: names(["genre d'événement", "genre", "sorte d'événement", "nature", "format"], ["kind", "event kind"]),
  timeZone: names(["fuseau horaire"], ["time zone"]),
  online: names(["en ligne", "à distance"], ["remote"]),
  joinUrl: names(["lien de connexion", "lien visio", "visio"], ["join link", "video link"]),
  capacity: names(["capacité", "places", "nombre de places", "jauge"], ["seats", "number of places"]),
  partOf: names(["fait partie de", "cycle", "série"], ["part of", "series"]),
  speakers: names(
    ["intervenants", "intervenant", "intervenante", "intervenantes", "orateurs", "équipe"],
    ["speaker", "talks by", "team"],
  ),
  materials: names(["supports", "supports utilisés"], ["material", "practices"]),
};

/** Columns that hold contact data: never read. */
export const CONTACT_NAMES: readonly string[] = [
  "e-mail",
  "email",
  "mail",
  "courriel",
  "adresse e-mail",
  "adresse email",
  "adresse mail",
  "adresse électronique",
  "mél",
  "contact e-mail",
  "contact",
  "e-mail address",
  "téléphone",
  "tél",
  "tel",
  "portable",
  "mobile",
  "numéro de téléphone",
  "n° de téléphone",
  "fax",
  "phone",
  "phone number",
  "telephone",
  "cell",
  "mobile phone",
  "whatsapp",
  "adresse",
  "adresse postale",
  "adresse personnelle",
  "address",
  "postal address",
  "home address",
  "code postal",
  "postcode",
  "zip",
  "zip code",
  "date de naissance",
  "date of birth",
  "né le",
  "née le",
];
