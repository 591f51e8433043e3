// What the console understands of a question besides its words, in French and English.
import { describe, expect, it } from "@jest/globals";
import { understand } from "../../services/console/find/understand.js";

const CASES = [
  {
    q: "Who has run respite care in rural areas for less than 20,000 €?",
    text: "respite care",
    isWho: true,
    settings: ["RURAL"],
    cost: { amount: 20_000, currency: "EUR" },
    speaks: [],
  },
  {
    q: "Qui a déjà mené du répit pour les aidants à la campagne pour moins de 20 000 € ?",
    text: "répit pour les aidants",
    isWho: true,
    settings: ["RURAL"],
    cost: { amount: 20_000, currency: "EUR" },
    speaks: [],
  },
  {
    q: "trois experts en répit qui parlent français",
    text: "répit",
    isWho: true,
    settings: [],
    cost: null,
    speaks: ["fr"],
  },
  {
    q: "French-speaking specialists in dementia",
    text: "dementia",
    isWho: true,
    settings: [],
    cost: null,
    speaks: ["fr"],
  },
  {
    q: "aide alimentaire pour moins de 5 mille euros",
    text: "aide alimentaire",
    isWho: false,
    settings: [],
    cost: { amount: 5_000, currency: "EUR" },
    speaks: [],
  },
  {
    q: "food bank under £900 online",
    text: "food bank",
    isWho: false,
    settings: ["ONLINE"],
    cost: { amount: 900, currency: "GBP" },
    speaks: [],
  },
  {
    q: "cour des aidantes pour moins de 150 000 FCFA",
    text: "cour des aidantes",
    isWho: false,
    settings: [],
    cost: { amount: 150_000, currency: "XOF" },
    speaks: [],
  },
  { q: "whole families", text: "whole families", isWho: false, settings: [], cost: null, speaks: [] },
  { q: "qualité de vie", text: "qualité de vie", isWho: false, settings: [], cost: null, speaks: [] },
  { q: "who", text: "who", isWho: true, settings: [], cost: null, speaks: [] },
  { q: "", text: "", isWho: false, settings: [], cost: null, speaks: [] },
] as const;

describe("a question", () => {
  it.each(CASES)("“$q” is read", ({ q, ...expected }) => {
    expect(understand(q)).toEqual(expected);
  });

  it("of any length is read quickly, whatever stands in it", () => {
    const long = "moins de 1 000 000 000 000 000 000 000 who qui parle ".repeat(40).slice(0, 2_000);
    const begun = performance.now();
    understand(long);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
