// The ranking by itself. In: records' words and what is looked for. Out: which of two records scores more.
import { expect, test } from "@jest/globals";
import { RANKING, scoreCandidate, weighRendering, type Scale } from "../../../services/knowledge/search/ranking.js";
import type { Rendering } from "../../../services/knowledge/search/understand.js";

const statistics = {
  records: 1_000,
  lengths: [4, 40, 60] as const,
  languages: ["en"],
  version: "1",
  countOf: () => 20,
  nameCountOf: () => 5,
  words: new Map<string, number>(),
};
const scale = { statistics, ranking: RANKING };

const part = (words: readonly number[], ...stems: readonly string[]) => ({
  words,
  members: [{ stems, isExact: true }],
  topics: [],
});
const youngPeople: Rendering = {
  language: "en",
  parts: [part([0, 1], "young", "peopl"), part([0], "young"), part([1], "peopl")],
};

function scoreOf(vector: string, rendering: Rendering, by: Scale = scale): number {
  const candidate = { id: "a:organization:1", vector, lengths: [4, 40, 60] as const, languages: ["en"], topics: [] };
  return scoreCandidate(
    candidate,
    weighRendering(rendering, by, (topics) => topics),
    by,
  );
}

const garden: Rendering = { language: "en", parts: [part([0], "garden")] };

test.each([
  { better: "in the name", than: "in the summary", vectors: ["'garden':2A", "'garden':9B"] },
  { better: "in the summary", than: "thrice in a long text", vectors: ["'garden':9B", "'garden':60C,70C,80C"] },
  { better: "in name and text", than: "in the name", vectors: ["'garden':2A,60C", "'garden':2A"] },
])("ranks a record that has a word $better above one that has it $than", ({ vectors: [first = "", second = ""] }) => {
  expect(scoreOf(first, garden)).toBeGreaterThan(scoreOf(second, garden));
});

test("gives a tenth more for each further field that has the word, however often", () => {
  const without = { statistics, ranking: { ...RANKING, agreement: 0 } };
  for (const [vector, more] of [
    ["'garden':2A,9B,60C,61C", 1.2],
    ["'garden':9B,60C", 1.1],
    ["'garden':9B,12B", 1],
  ] as const)
    expect(scoreOf(vector, garden) / scoreOf(vector, garden, without)).toBeCloseTo(more, 3);
});

test("ranks a phrase that means something above its words strewn about, however often", () => {
  const strewn = "'peopl':15B,27B,39B,51B,63B,75B,87B,99B 'young':8B,21B,33B,45B,57B,69B,81B,93B";
  expect(scoreOf("'peopl':9B 'young':8B", youngPeople)).toBeGreaterThan(scoreOf(strewn, youngPeople));
});
