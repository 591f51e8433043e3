import { describe, expect, it } from "@jest/globals";
import { fold } from "../../schema/fold.js";
import { parseRecordId } from "../../schema/record-id.js";
import {
  allTopics,
  findTopic,
  narrowerThan,
  readTopicEntries,
  topicById,
  topicForNotation,
} from "../../schema/topics.js";

const LANGUAGES = ["en", "fr"];
const entries = readTopicEntries();

/** Pairs of a topic and an id it names that break a rule, as text. */
function breaches(rule: (topic: ReturnType<typeof allTopics>[number]) => string[]): string[] {
  return allTopics().flatMap((topic) => rule(topic).map((what) => `${topic.slug}: ${what}`));
}

describe("the thesaurus", () => {
  it("holds at least 150 topics, each under a sound id of its own", () => {
    expect(entries.length).toBeGreaterThanOrEqual(150);
    expect(new Set(entries.map((entry) => entry.slug)).size).toBe(entries.length);
    expect(breaches((topic) => (parseRecordId(topic.id)?.typename === "Topic" ? [] : [topic.id]))).toEqual([]);
  });

  it("refers to topics that exist", () => {
    const unknown = (ids: readonly string[]) => ids.filter((id) => topicById(id) === undefined);
    expect(breaches((topic) => unknown([...topic.broader, ...topic.related]))).toEqual([]);
  });

  it("has no cycle among broader topics", () => {
    const above = (topic: ReturnType<typeof allTopics>[number]) =>
      narrowerThan(topic.narrower).includes(topic.id) ? ["is narrower than itself"] : [];
    expect(breaches(above)).toEqual([]);
  });

  it("relates topics both ways, and never a topic with one above or below it", () => {
    expect(breaches((topic) => topic.related.filter((id) => !topicById(id)?.related.includes(topic.id)))).toEqual([]);
    const below = (topic: ReturnType<typeof allTopics>[number]) => {
      const narrower = new Set(narrowerThan([topic.id]));
      return topic.related.filter((id) => narrower.has(id) || narrowerThan([id]).includes(topic.id));
    };
    expect(breaches(below)).toEqual([]);
  });

  it("gives each topic one preferred label per language, and no two topics the same", () => {
    for (const language of LANGUAGES) {
      const labels = allTopics().map((topic) => fold(topic.labels[language] ?? ""));
      expect(labels.filter((label) => label.trim() === "")).toEqual([]);
      expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
    }
  });

  it("gives each topic synonyms in both languages", () => {
    const without = (topic: ReturnType<typeof allTopics>[number]) =>
      LANGUAGES.filter((language) => (topic.synonyms[language]?.length ?? 0) === 0);
    expect(breaches(without)).toEqual([]);
  });

  it("gives no code of the register of associations to two topics, because imports read them", () => {
    const codes = entries
      .flatMap((entry) => entry.notations)
      .filter((notation) => notation.scheme === "RNA")
      .map((notation) => notation.code);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });
});

describe("finding a topic", () => {
  it("finds it by id, slug, label and synonym in any language, whatever the case and accents", () => {
    for (const text of [
      "hub:topic:respite-care",
      "respite-care",
      "RESPITE CARE",
      "repit des aidants",
      "droit au répit",
      " Droit  au repit ",
    ])
      expect(findTopic(text)?.slug).toBe("respite-care");
    expect(findTopic("no such topic")).toBeUndefined();
    expect(findTopic("__proto__")).toBeUndefined();
  });

  it("finds every topic by each of its labels", () => {
    const lost = allTopics().filter((topic) =>
      Object.values(topic.labels).some((label) => findTopic(label) === undefined),
    );
    expect(lost).toEqual([]);
  });

  it("finds it by a code of another classification", () => {
    expect(topicForNotation("RNA", "018000")?.slug).toBe("social-care");
    expect(topicForNotation("RNA", "no such code")).toBeUndefined();
  });

  it("widens topics to all that are narrower, at any depth, each once", () => {
    const widened = narrowerThan(["hub:topic:social-care", "hub:topic:family-carers", "hub:topic:unknown"]);
    expect(widened).toEqual(
      expect.arrayContaining(["hub:topic:social-care", "hub:topic:respite-care", "hub:topic:unknown"]),
    );
    expect(new Set(widened).size).toBe(widened.length);
  });
});
