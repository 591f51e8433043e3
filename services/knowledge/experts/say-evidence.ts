// What a piece of evidence is called, in the reader's language. In: evidence. Out: a line. French and English are
// complete; everyone else reads English.
import { proseLanguage } from "../../../schema/prose-language.js";
import { topicById } from "../../../schema/topics.js";
import { labelOf } from "../topic-list.js";
import type { Evidence } from "./rank-experts.js";

type Words = Readonly<
  Record<
    | "says"
    | "knows"
    | "adoption"
    | "oneUses"
    | "manyUse"
    | "endorsed"
    | "LEARNING"
    | "PRACTISING"
    | "EXPERT"
    | "REFERENCE",
    string
  >
>;

const EN: Words = {
  says: "says so in their own words",
  knows: "says:",
  adoption: "taken up by others in",
  oneUses: "used by another organization:",
  manyUse: "used by # other organizations:",
  endorsed: "endorsed by # for",
  LEARNING: "learning",
  PRACTISING: "practising",
  EXPERT: "expert",
  REFERENCE: "reference",
};
const FR: Words = {
  says: "le dit dans sa présentation",
  knows: "déclare :",
  adoption: "repris par d'autres dans",
  oneUses: "mis en œuvre par une autre organisation :",
  manyUse: "mis en œuvre par # autres organisations :",
  endorsed: "recommandation de # :",
  LEARNING: "en apprentissage",
  PRACTISING: "en pratique",
  EXPERT: "expert",
  REFERENCE: "référence",
};

/** The label of evidence. */
export function sayEvidence(evidence: Evidence, languages: readonly string[]): string {
  const words = proseLanguage(languages) === "fr" ? FR : EN;
  const { kind, name, role, topic, level, adopters } = evidence;
  if (kind === "ADOPTION") return `${sayUse(words, adopters)} ${name}`;
  if (kind === "ENDORSEMENT") return `${words.endorsed.replace("#", () => name)} ${sayTopic(topic ?? "", languages)}`;
  if (kind !== "CLAIM") return role === "" ? name : `${name} (${role})`;
  if (topic === null) return words.says;
  return `${words.knows} ${words[level as keyof Words] ?? level ?? ""}, ${sayTopic(topic, languages)}`;
}

function sayUse(words: Words, adopters: number | undefined): string {
  if (adopters === undefined) return words.adoption;
  return adopters === 1 ? words.oneUses : words.manyUse.replace("#", String(adopters));
}

function sayTopic(topic: string, languages: readonly string[]): string {
  const known = topicById(topic);
  return known === undefined ? topic : (labelOf(known, languages) ?? topic);
}
