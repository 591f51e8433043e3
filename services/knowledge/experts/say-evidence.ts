// What a piece of evidence is called, in the reader's language. In: evidence. Out: a line. French and English are
// complete; everyone else reads English.
import { proseLanguage } from "../../../schema/prose-language.js";
import { topicById } from "../../../schema/topics.js";
import { labelOf } from "../topic-list.js";
import type { Evidence } from "./rank-experts.js";

type Words = Readonly<
  Record<"says" | "knows" | "adoption" | "LEARNING" | "PRACTISING" | "EXPERT" | "REFERENCE", string>
>;

const EN: Words = {
  says: "says so in their own words",
  knows: "says:",
  adoption: "taken up by others in",
  LEARNING: "learning",
  PRACTISING: "practising",
  EXPERT: "expert",
  REFERENCE: "reference",
};
const FR: Words = {
  says: "le dit dans sa présentation",
  knows: "déclare :",
  adoption: "repris par d'autres dans",
  LEARNING: "en apprentissage",
  PRACTISING: "en pratique",
  EXPERT: "expert",
  REFERENCE: "référence",
};

/** The label of evidence. */
export function sayEvidence({ kind, name, role, topic, level }: Evidence, languages: readonly string[]): string {
  const words = proseLanguage(languages) === "fr" ? FR : EN;
  if (kind === "ADOPTION") return `${words.adoption} ${name}`;
  if (kind !== "CLAIM") return role === "" ? name : `${name} (${role})`;
  const known = topic === null ? undefined : topicById(topic);
  if (topic === null) return words.says;
  const label = known === undefined ? topic : (labelOf(known, languages) ?? topic);
  return `${words.knows} ${words[level as keyof Words] ?? level ?? ""}, ${label}`;
}
