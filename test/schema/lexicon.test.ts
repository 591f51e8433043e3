import { describe, expect, it } from "@jest/globals";
import { fold } from "../../schema/fold.js";
import { lexiconEntries } from "../../schema/lexicon.js";

const LANGUAGES = ["en", "fr", "es", "de", "it", "pt", "nl"];

describe("the lexicon", () => {
  it("has words in French and English in every entry, and in the other languages known to it where it has them", () => {
    expect(lexiconEntries().length).toBeGreaterThanOrEqual(200);
    const lacking = lexiconEntries().filter((entry) =>
      ["en", "fr"].some((language) => (entry[language]?.length ?? 0) === 0),
    );
    expect(lacking).toEqual([]);
    const known = new Set(lexiconEntries().flatMap((entry) => Object.keys(entry)));
    expect([...known].sort()).toEqual(LANGUAGES.toSorted());
  });

  it("has plain words: trimmed, no empty ones, none twice in one language of an entry, five words at most", () => {
    const odd = lexiconEntries().flatMap((entry) =>
      Object.values(entry).flatMap((words) =>
        words.filter(
          (word, index) =>
            word.trim() !== word || word === "" || words.indexOf(word) !== index || fold(word).split(/\s+/).length > 5,
        ),
      ),
    );
    expect(odd).toEqual([]);
  });

  it("translates with a different entry for each most usual English word", () => {
    const first = lexiconEntries().map((entry) => fold(entry["en"]?.[0] ?? ""));
    expect(first.filter((word, index) => first.indexOf(word) !== index)).toEqual([]);
  });
});
