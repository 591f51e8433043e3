import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { RecordDraft } from "../../services/records/record-draft.js";
import { startPartners, type TestPartners } from "./kit/partners.js";

const place = (latitude: number, longitude: number) => [{ latitude, longitude, precision: "TOWN" }];
const RECORDS: RecordDraft[] = [
  {
    id: "aa:organization:rennes",
    name: "L'Écluse de Rennes",
    summary: "Répit & accueil",
    topics: ["hub:topic:respite-care"],
    countries: ["FR"],
    areas: ["FR-35", "insee:35238"],
    locations: place(48.1173, -1.6778),
    identifiers: [{ scheme: "FR-RNA", value: "W353001234" }],
    language: "fr",
    translations: [{ language: "en", origin: "HUMAN", name: "The Lock" }],
  },
  {
    id: "aa:organization:fiji",
    name: "Suva 100% care_home",
    locations: place(-18.1, 179.9),
    status: "CLOSED",
    countries: ["FJ"],
  },
  {
    id: "aa:organization:pole",
    name: "Pole",
    locations: place(89.9, 10),
    language: "nb",
    organization: "aa:organization:rennes",
  },
  { id: "aa:person:1", name: "Anne", language: "fr", languages: ["br", "pt-BR"], offers: ["MENTORING"] },
  {
    id: "aa:project:open",
    name: "Open",
    startDate: "2024-01-01",
    settings: ["RURAL"],
    cost: { amount: 100, currency: "EUR" },
  },
  {
    id: "aa:project:ended",
    name: "Ended",
    startDate: "2020-01-01",
    endDate: "2022-06-30",
    status: "COMPLETED",
    cost: { amount: 100, currency: "GBP" },
  },
  { id: "aa:project:undated", name: "Undated", audiences: ["hub:topic:family-carers"] },
  {
    id: "aa:practice:1",
    name: "Guide",
    practiceKind: "GUIDE",
    licence: "CC0-1.0",
    settings: ["CITY"],
    cost: { amount: 99.5, currency: "EUR" },
  },
  { id: "aa:practice:2", name: "Tool", practiceKind: "TOOL", audiences: ["hub:topic:family-carers"] },
  { id: "aa:event:1", name: "Webinar", eventKind: "WEBINAR", startsAt: "2026-05-01T10:00:00.000Z", online: true },
  { id: "aa:event:2", name: "Forum", eventKind: "FORUM", startsAt: "2026-06-01T10:00:00.000Z", status: "CANCELLED" },
];

let partners: TestPartners;
beforeAll(async () => {
  partners = await startPartners({ aa: RECORDS });
});
afterAll(() => partners.stop());

const CASES: [field: string, filter: string, locals: string[]][] = [
  ["organizations", '{text: "ECLU rennes"}', ["rennes"]],
  ["organizations", '{text: "accueil repit"}', ["rennes"]],
  ["organizations", '{text: "cluse"}', []],
  ["organizations", '{text: "100"}', ["fiji"]],
  ["organizations", '{text: "% _"}', ["fiji", "pole", "rennes"]],
  ["organizations", '{text: "lock"}', []],
  ["organizations", '{topics: ["hub:topic:respite-care", "hub:topic:music"]}', ["rennes"]],
  ["organizations", '{countries: ["FR", "BE"]}', ["rennes"]],
  ["organizations", '{areas: ["insee:35238"]}', ["rennes"]],
  ["organizations", '{areas: ["FR-3"]}', []],
  ["organizations", '{languages: ["EN"]}', ["fiji", "rennes"]],
  ["organizations", '{languages: ["nb"]}', ["pole"]],
  ["organizations", '{identifier: {scheme: "FR-RNA", value: "W353001234"}}', ["rennes"]],
  ["organizations", '{identifier: {scheme: "GB-CHC", value: "W353001234"}}', []],
  ["organizations", "{status: [CLOSED]}", ["fiji"]],
  ["organizations", '{organizations: ["aa:organization:rennes"]}', ["pole"]],
  ["organizations", '{updatedSince: "2999-01-01T00:00:00+02:00"}', []],
  ["organizations", '{updatedSince: "2000-01-01T00:00:00Z", status: [ACTIVE], countries: ["FR"]}', ["rennes"]],
  ["organizations", "{near: {latitude: 48.85, longitude: 2.35, radiusKm: 310}}", ["rennes"]],
  ["organizations", "{near: {latitude: 48.85, longitude: 2.35, radiusKm: 300}}", []],
  ["organizations", "{near: {latitude: -18.1, longitude: -179.9, radiusKm: 25}}", ["fiji"]],
  ["organizations", "{near: {latitude: 89.95, longitude: -170, radiusKm: 20}}", ["pole"]],
  ["organizations", "{near: {latitude: 0, longitude: 0, radiusKm: 20040}}", ["fiji", "pole", "rennes"]],
  ["people", '{languages: ["PT-br"]}', ["1"]],
  ["people", '{languages: ["fr"]}', []],
  ["people", "{offers: [MENTORING, ADVICE]}", ["1"]],
  ["projects", '{activeOn: "2024-06-01"}', ["open"]],
  ["projects", '{activeOn: "2022-06-30"}', ["ended"]],
  ["projects", "{status: [COMPLETED, PLANNED]}", ["ended"]],
  ["projects", "{settings: [RURAL, CITY]}", ["open"]],
  ["projects", '{audiences: ["hub:topic:family-carers"]}', ["undated"]],
  ["projects", '{costAtMost: {amount: 100, currency: "EUR"}}', ["open"]],
  ["projects", '{costAtMost: {amount: 99, currency: "EUR"}}', []],
  ["practices", "{kinds: [GUIDE]}", ["1"]],
  ["practices", '{licences: ["CC0-1.0"]}', ["1"]],
  ["practices", '{costAtMost: {amount: 100, currency: "EUR"}}', ["1"]],
  ["practices", "{settings: [CITY]}", ["1"]],
  ["practices", '{audiences: ["hub:topic:family-carers"]}', ["2"]],
  ["events", "{kinds: [WEBINAR]}", ["1"]],
  ["events", "{online: true}", ["1"]],
  ["events", "{status: [CANCELLED]}", ["2"]],
  ["events", '{startsAfter: "2026-05-01T10:00:00Z", startsBefore: "2026-06-01T10:00:00Z"}', ["1"]],
];

describe("filters", () => {
  it.each(CASES)("of %s keep with %s exactly %j", async (field, filter, locals) => {
    const { data, errors } = await partners.ask(
      "aa",
      `{ list: ${field}(filter: ${filter}) { totalCount nodes { id } } }`,
    );
    expect(errors).toBeUndefined();
    const found = data.list.nodes.map((node: { id: string }) => node.id.split(":")[2]).sort();
    expect(found).toEqual(locals);
    expect(data.list.totalCount).toBe(locals.length);
  });
});
