// The question in an address: what may stand there, what is asked of the hub, and the way back to an address.
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { readSearch, writeSearch } from "../../services/console/app/search-params.js";
import { askedFor } from "../../services/console/find/asked.js";
import { readQuestion } from "../../services/console/find/question.js";

describe("an address", () => {
  it("reads into a question, and the question into the hub's filters", () => {
    const address =
      "?q=café&type=PRACTICE&type=EVENT&topic=hub:topic:respite-care&country=FR&setting=RURAL&cost=20000 EUR&view=map";
    const question = readQuestion(readSearch(address));
    expect(question).toEqual({
      ...{ q: "café", view: "map", type: ["PRACTICE", "EVENT"], topic: ["hub:topic:respite-care"] },
      ...{ country: ["FR"], setting: ["RURAL"], cost: "20000 EUR" },
    });
    expect(askedFor(question).filter).toEqual({
      ...{ types: ["PRACTICE", "EVENT"], topics: ["hub:topic:respite-care"], countries: ["FR"], settings: ["RURAL"] },
      costAtMost: { amount: 20_000, currency: "EUR" },
    });
  });

  it("loses what is no part of a question: other views, costs that are none, types that do not exist", () => {
    const question = readQuestion(
      readSearch("?q=a&view=hologram&cost=much&type=SPY&plain=yes&__proto__=x&constructor=y"),
    );
    expect(question).toEqual({ q: "a", type: ["SPY"] });
    expect(askedFor(question).filter).toEqual({});
  });

  it("asks for what states no cost by a word of its own", () => {
    expect(askedFor(readQuestion({ q: "a", cost: "none" })).filter).toEqual({ statesCost: false });
  });

  it("takes words as they stand when it says so", () => {
    const asked = askedFor(readQuestion({ q: "who speaks French", plain: "1" }));
    expect(asked).toMatchObject({ text: "who speaks French", understood: { isWho: false, speaks: [] } });
  });

  it("comes back as it was, whatever its values hold", () => {
    const values = fc.array(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 4 });
    const name = fc.constantFrom("q", "topic", "area", "x");
    fc.assert(
      fc.property(fc.dictionary(name, fc.oneof(fc.string({ minLength: 1 }), values)), (search) => {
        expect(readSearch(writeSearch(search))).toEqual({ ...search });
      }),
    );
  });
});
