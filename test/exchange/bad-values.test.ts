// Values that nobody means well by, through the hub: each is refused or answered, none is a fault of ours.
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { RESPITE, startExchangeNetwork, type ExchangeNetwork, type Party } from "../kit/exchange-network.js";

let network: ExchangeNetwork;
beforeAll(async () => {
  network = await startExchangeNetwork();
});
afterAll(() => network.stop());

const FAULTS: readonly unknown[] = ["INTERNAL", "SUBGRAPH_ERROR", "INVALID_VALUE"];
const cursor = (...parts: readonly unknown[]): string => Buffer.from(JSON.stringify(parts)).toString("base64url");
const PROPOSE = `mutation ($start: Date) { proposeExchange(input: { kind: FIELD_VISIT, title: "t", text: "t",
  with: ["brest:organization:home"], startDate: $start }) { id } }`;
const SAVE = `mutation ($filter: String) { saveSearch(input: { name: "n", text: "n", filter: $filter }) { id filter } }`;
const REPORT = `query ($from: Date!, $to: Date!) { activityReport(from: $from, to: $to) { from } }`;

const ROWS: ReadonlyArray<readonly [string, Party, string, object]> = [
  [
    "a cursor before all time",
    "reader",
    `query ($a: String) { needs(after: $a) { totalCount } }`,
    { a: cursor("needs", -9_007_199_254_740_991, "x") },
  ],
  [
    "a cursor after all time",
    "reader",
    `query ($a: String) { needs(after: $a) { totalCount } }`,
    { a: cursor("needs", 9_007_199_254_740_991, "x") },
  ],
  ["a report of all time", "reader", REPORT, { from: "0001-01-01", to: "9998-12-31" }],
  ["a report of the year 0", "reader", REPORT, { from: "0000-01-01", to: "0000-12-31" }],
  ["contributors since the year 0", "reader", `{ contributors(since: "0000-01-01") { points } }`, {}],
  ["an exchange in the year 0", "namur", PROPOSE, { start: "0000-02-29" }],
  ["50,000 words", "reader", `query ($t: String) { communities(text: $t) { totalCount } }`, { t: "a ".repeat(50_000) }],
  ["a text of percent signs", "reader", `{ communities(text: "%_%\\\\ (a+)+$") { totalCount } }`, {}],
  [
    "10,000 topics",
    "reader",
    `query ($t: [ID!]) { needs(topics: $t) { totalCount } }`,
    { t: Array.from({ length: 10_000 }, (_, n) => `hub:topic:${n}`) },
  ],
  ["a topic named like a property", "reader", `{ needs(topics: ["__proto__", "constructor"]) { totalCount } }`, {}],
  ["a filter with keys of its own", "namur", SAVE, { filter: `{ "__proto__": { "partners": ["brest"] } }` }],
  ["a filter with a half pair", "namur", SAVE, { filter: String.raw`{ "partners": ["\ud800"] }` }],
  ["a filter with a null character", "namur", SAVE, { filter: String.raw`{ "topics": ["\u0000"] }` }],
  [
    "a filter with a null character for an area",
    "namur",
    SAVE,
    { filter: String.raw`{ "areas": ["\u0000", "\ud800"] }` },
  ],
  ["a filter of 3,000 lists", "namur", SAVE, { filter: `{"topics":${"[".repeat(1900)}${"]".repeat(1900)}}` }],
  ["a flag of a half pair", "namur", `mutation { flag(subject: "\\ud800", reason: "r") { id } }`, {}],
  ["a follow of a half pair", "namur", `mutation { follow(subject: "hub:community:\\ud800") { since } }`, {}],
  ["a follow of a property", "namur", `mutation { follow(subject: "hub:constructor:x") { since } }`, {}],
  [
    "an id of 20,000 characters",
    "namur",
    `mutation ($id: ID!) { joinCommunity(id: $id) { id } }`,
    { id: "x".repeat(20_000) },
  ],
  [
    "300 equal scores",
    "namur",
    `mutation ($s: [CriterionScoreInput!]!) { reviewPractice(input: { practice: "brest:practice:nights", scores: $s, text: "t" }) { id } }`,
    { s: Array.from({ length: 300 }, () => ({ criterion: "ETHICS", score: 3 })) },
  ],
  [
    "a need of no language",
    "namur",
    `mutation { publishNeed(input: { title: "t", text: "t", topics: ["${RESPITE}"], languages: ["__proto__"] }) { id } }`,
    {},
  ],
  [
    "a cost beyond numbers",
    "namur",
    `mutation { recordAdoption(input: { practice: "brest:practice:nights", practiceVersion: "1", state: TRYING, context: "c", adaptations: "a", since: "0000-01-01", cost: { amount: 1e308, currency: "EUR" } }) { id } }`,
    {},
  ],
];

it.each(ROWS)("answers %s without failing", async (_name, party, query, variables) => {
  const { errors = [] } = await network.as(party, query, { ...variables });
  expect(
    errors.map(({ message, extensions: { code } }) => [code, message]).filter(([code]) => FAULTS.includes(code)),
  ).toEqual([]);
});
