// What `maillage doctor` found, one line each. In: words. Out: findings, and how they are told.
import { phrase, say, type Phrase, type PhraseLanguage } from "../../services/partner/import/phrase.js";
import type { Words } from "./doctor-words.js";

/** `fine`; `wrong`: something does not work; `advice`: it works, and could be better; `unknown`: it could not be looked at. */
export type FindingState = "fine" | "wrong" | "advice" | "unknown";

export interface Finding {
  /** Stable: programs name findings by it. */
  readonly name: string;
  readonly state: FindingState;
  readonly said: Phrase;
  readonly todo: Phrase | null;
}

/** Something in order. */
export function fine(name: string, said: Phrase): Finding {
  return { name, state: "fine", said, todo: null };
}

/** Something else, with what to do. */
export function found(name: string, state: Exclude<FindingState, "fine">, [said, todo]: Words): Finding {
  return { name, state, said, todo };
}

/** Words that come in the reader's language already. */
export function told(text: string): Phrase {
  return phrase(text, text);
}

const SIGNS: Readonly<Record<FindingState, string>> = { fine: "✓", wrong: "✗", advice: "!", unknown: "?" };

/** The findings as lines. */
export function printFindings(findings: readonly Finding[], language: PhraseLanguage): string {
  const lines = findings.flatMap(({ state, said, todo }) => [
    `${SIGNS[state]} ${say(said, language)}`,
    ...(todo === null ? [] : [`    ${say(todo, language)}`]),
  ]);
  return lines.join("\n");
}

/** The findings as a program reads them. */
export function sayFindings(findings: readonly Finding[], language: PhraseLanguage) {
  return findings.map(({ name, state, said, todo }) => {
    return { name, state, said: say(said, language), todo: todo === null ? null : say(todo, language) };
  });
}
