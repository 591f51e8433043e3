// Why a partner was left out or failed, in the reader's language. In: a reason. Out: a sentence. The partner's own
// words are never among them.
import { proseLanguage } from "../../schema/prose-language.js";
import type { FailureReason } from "../fetch/outcome.js";

/** Why a partner was not asked. */
export type LeftOutReason = "not-wanted" | "owns-none" | "basic" | "older" | "erasure" | "not-mirrored" | "statistics";
export type Reason = FailureReason | LeftOutReason;

type Sentences = Readonly<Record<Reason, string>>;

const EN: Sentences = {
  "not-wanted": "The filter names other partners.",
  "owns-none": "The filter names organizations of other partners only.",
  basic: "The partner serves the BASIC level: it is read through the mirror only.",
  older:
    "The partner serves an older version of the contract and does not know this filter: it is read through the mirror.",
  erasure: "Some of what the partner offers was erased from the hub on request: it is read through the mirror only.",
  "not-mirrored": "The mirror does not hold the partner's records yet.",
  statistics: "By what the hub last knew of it, the partner has nothing to add to this page.",
  address: "The partner's address is not one that the hub may be sent to.",
  tls: "No safe connection could be made: the partner's certificate or its TLS is not in order.",
  "no-connection": "No connection could be made.",
  closed: "The connection was closed before the answer was complete.",
  deadline: "No complete answer came in time.",
  refused: "The partner refused the hub's call.",
  "http-status": "The partner answered with an HTTP error.",
  "content-type": "The answer was not declared as JSON in UTF-8.",
  "not-http": "The answer was not HTTP as it should be.",
  "not-json": "The answer was not JSON.",
  "too-deep": "The answer was nested deeper than any question.",
  "too-large": "The answer was larger than allowed.",
  encoding: "The answer was compressed in a way that cannot be read.",
  "not-graphql": "The answer was not a GraphQL response.",
  "graphql-errors": "The partner could not answer the question.",
  rows: "Some of what the partner sent was not as the contract has it, and was left out.",
  "asked-to-wait": "The partner has asked to be left alone for a while.",
  gone: "Whoever had asked did not wait for the answer.",
  "circuit-open": "The partner has failed several times; it is left alone for a while.",
  mirror: "The hub's mirror could not be read.",
};

const FR: Sentences = {
  "not-wanted": "Le filtre nomme d'autres partenaires.",
  "owns-none": "Le filtre ne nomme que des organisations d'autres partenaires.",
  basic: "Le partenaire offre le niveau BASIC : il se lit par le miroir seulement.",
  older:
    "Le partenaire sert une version plus ancienne du contrat et ne connaît pas ce filtre : il se lit par le miroir.",
  erasure:
    "Une partie de ce que le partenaire propose a été effacée du hub sur demande : il se lit par le miroir seulement.",
  "not-mirrored": "Le miroir n'a pas encore copié les fiches du partenaire.",
  statistics: "D'après ce que le hub en savait en dernier, le partenaire n'a rien à ajouter à cette page.",
  address: "L'adresse du partenaire n'est pas de celles que le hub peut appeler.",
  tls: "La connexion sûre a échoué : le certificat ou le TLS du partenaire n'est pas en règle.",
  "no-connection": "La connexion n'a pas pu être établie.",
  closed: "La connexion a été coupée avant la fin de la réponse.",
  deadline: "Aucune réponse complète n'est arrivée à temps.",
  refused: "Le partenaire a refusé l'appel du hub.",
  "http-status": "Le partenaire a répondu par une erreur HTTP.",
  "content-type": "La réponse n'était pas annoncée comme du JSON en UTF-8.",
  "not-http": "La réponse n'était pas du HTTP en règle.",
  "not-json": "La réponse n'était pas du JSON.",
  "too-deep": "La réponse était plus profonde que toute question.",
  "too-large": "La réponse dépassait la taille permise.",
  encoding: "La réponse était compressée d'une façon illisible.",
  "not-graphql": "La réponse n'était pas une réponse GraphQL.",
  "graphql-errors": "Le partenaire n'a pas pu répondre à la question.",
  rows: "Une partie de l'envoi du partenaire n'était pas conforme au contrat et a été laissée de côté.",
  "asked-to-wait": "Le partenaire a demandé qu'on le laisse en repos un moment.",
  gone: "Ceux qui avaient posé la question n'ont pas attendu la réponse.",
  "circuit-open": "Le partenaire a échoué plusieurs fois ; il est laissé en repos un moment.",
  mirror: "Le miroir du hub n'a pas pu être lu.",
};

/** The sentence for a reason, in the first of the languages that the hub writes; English otherwise. */
export function sayReason(reason: Reason, languages: readonly string[]): string {
  return (proseLanguage(languages) === "fr" ? FR : EN)[reason];
}
