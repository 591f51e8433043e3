// What an incident means, in the reader's language. In: its kind and figures. Out: a sentence or two. French and
// English are complete; everyone else reads English.
import { proseLanguage } from "../../schema/prose-language.js";
import type { IncidentKind } from "../../schema/incidents.js";

type Figures = Readonly<Record<string, number | string>>;
type Sentences = Readonly<Record<IncidentKind, (figures: Figures) => string>>;

const EN: Sentences = {
  INVALID_ANSWER: () => "Part of what the partner answered was not as the contract has it, and was left out.",
  INVALID_ENTRIES: ({ refused, entries }) =>
    `${refused} of ${entries} entries of a page of its change feed were not as the contract has them; what was known of those records stays as it was.`,
  MASS_DISAPPEARANCE: ({ missing, known }) =>
    `${missing} of ${known} records were missing from a complete snapshot. They are kept. If the partner meant it, resume the partner and they go.`,
  SEQUENCE_BACKWARDS: ({ expected, got }) =>
    `The change feed ran backwards: expected a sequence of ${expected}, got ${got}. The partner is quarantined; it may have been restored from a backup without a new epoch. Resume it to take a new snapshot.`,
  FEED_STUCK: () =>
    "The change feed said that there is more and did not get on. Harvesting goes on with the next round.",
  ERASURE_REQUESTED: () =>
    "A record of the partner was erased from the hub, because whom it is about has asked for it. Ask the partner to delete it at the source: until then the hub answers for the partner from its mirror.",
  ERASED_OFFERED: ({ records }) =>
    `The partner's change feed offers ${records} records that were erased here. They were not taken in; ask the partner to delete them at the source.`,
  MANY_PEOPLE_READ: ({ limit }) =>
    `A reader has been given more than ${limit} different people within a day. No more people are shown to it until tomorrow; the rest is answered. Look at the keys' use, and at who reads without a key.`,
  SCHEMA_CHANGED: () => "The partner serves another schema than before. It still holds the contract.",
  SCHEMA_BROKEN: ({ faults }) =>
    `The partner serves a schema that does not hold the contract any more (differences: ${faults}). It is quarantined; once it is mended, resume it.`,
  NOT_CONFORMING: ({ failed, checks }) =>
    `The partner does not pass the conformance kit any more (checks that failed: ${failed}): ${checks}. Ask its people to run \`npx maillage check\`, which says what to do.`,
  SOURCE_UNREADABLE: () =>
    "The table that the partner publishes cannot be fetched or read any more. What was imported before stays; the report says what is wrong.",
  SOURCE_STOPPED: () =>
    "The table that the partner publishes looks like a wrong one, and nothing of it was imported. Have its administrator look at the report, and import it by hand if it is right.",
};

const FR: Sentences = {
  INVALID_ANSWER: () => "Une partie de la réponse du partenaire n'était pas conforme au contrat et a été écartée.",
  INVALID_ENTRIES: ({ refused, entries }) =>
    `${refused} entrées sur ${entries} d'une page de son flux de changements n'étaient pas conformes au contrat ; ce que l'on savait de ces fiches reste en l'état.`,
  MASS_DISAPPEARANCE: ({ missing, known }) =>
    `${missing} fiches sur ${known} manquaient dans un instantané complet. Elles sont conservées. Si c'était voulu, réactivez le partenaire et elles disparaîtront.`,
  SEQUENCE_BACKWARDS: ({ expected, got }) =>
    `Le flux de changements a reculé : séquence attendue ${String(expected).replace("more than", "supérieure à")}, reçue ${got}. Le partenaire est en quarantaine ; il a peut-être été restauré d'une sauvegarde sans nouvelle époque. Réactivez-le pour prendre un nouvel instantané.`,
  FEED_STUCK: () =>
    "Le flux de changements annonçait une suite sans avancer. La récolte reprendra au prochain passage.",
  ERASURE_REQUESTED: () =>
    "Une fiche du partenaire a été effacée du hub, à la demande de la personne concernée. Demandez au partenaire de la supprimer à la source : d'ici là, le hub répond pour lui depuis son miroir.",
  ERASED_OFFERED: ({ records }) =>
    `Le flux de changements du partenaire propose ${records} fiches effacées ici. Elles n'ont pas été reprises ; demandez au partenaire de les supprimer à la source.`,
  MANY_PEOPLE_READ: ({ limit }) =>
    `Une lectrice ou un lecteur a reçu plus de ${limit} personnes différentes en un jour. Aucune autre personne ne lui est montrée jusqu'à demain ; le reste reçoit réponse. Regardez l'usage des clés, et qui lit sans clé.`,
  SCHEMA_CHANGED: () => "Le partenaire sert un autre schéma qu'avant. Celui-ci respecte toujours le contrat.",
  SCHEMA_BROKEN: ({ faults }) =>
    `Le partenaire sert un schéma qui ne respecte plus le contrat (écarts : ${faults}). Il est en quarantaine ; une fois corrigé, réactivez-le.`,
  NOT_CONFORMING: ({ failed, checks }) =>
    `Le partenaire ne passe plus le contrôle de conformité (contrôles échoués : ${failed}) : ${checks}. Demandez à ses responsables de lancer \`npx maillage check\`, qui dit quoi faire.`,
  SOURCE_UNREADABLE: () =>
    "Le tableau que le partenaire publie ne peut plus être récupéré ou lu. Ce qui a été importé reste ; le rapport dit ce qui ne va pas.",
  SOURCE_STOPPED: () =>
    "Le tableau que le partenaire publie ressemble à un mauvais fichier, et rien n'en a été importé. Demandez à son administratrice ou administrateur de regarder le rapport, et d'importer à la main s'il est juste.",
};

/** What happened, for coordinators. */
export function sayIncident(kind: IncidentKind, figures: Figures, languages: readonly string[]): string {
  return (proseLanguage(languages) === "fr" ? FR : EN)[kind](figures);
}
