import { beforeAll, afterAll, describe, expect, it } from "@jest/globals";
import { openDatabase, type Database } from "../../../services/database/open-database.js";
import { CONFIGURATIONS, configurationForTexts } from "../../../services/knowledge/index/configurations.js";
import { INDEX_MIGRATIONS } from "../../../services/knowledge/index/migrations.js";
import {
  addVectors,
  indexRecords,
  indexRows,
  unindexRecords,
  writeIndexRows,
} from "../../../services/knowledge/index/write-index.js";
import type { RecordDraft } from "../../../services/records/record-draft.js";
import { testDatabase } from "../../kit/database.js";

let db: Database;
beforeAll(async () => {
  const part = { schema: "knowledge", entities: [], migrations: INDEX_MIGRATIONS };
  db = await openDatabase(part, { databaseUrl: await testDatabase() });
});
afterAll(() => db.close());

const AT = "2026-01-02T03:04:05.678Z";
const given = { visibility: "PUBLIC", createdAt: AT, updatedAt: AT } as const;
const write = (...records: RecordDraft[]) => db.transaction((tx) => indexRecords(tx, records));
const remove = (...ids: string[]) => db.transaction((tx) => unindexRecords(tx, ids));
const entry = async (id: string) =>
  (await db.rows<Record<string, unknown>>("select *, words::text as w from knowledge.entry where id = ?", [id]))[0];

describe("the index of records", () => {
  it("holds one row for a record, with its words by field: folded, stemmed in its language and its translations'", async () => {
    const translations = [
      { language: "fr", origin: "HUMAN" as const, name: "Répits partagés", summary: "Pour les œuvres" },
    ];
    const summary = "Short breaks for carers’ families";
    await write({ ...given, id: "aa:practice:1", name: "Sharing breaks", summary, language: "en", translations });
    const row = await entry("aa:practice:1");
    expect(row).toMatchObject({
      partner: "aa",
      type: "PRACTICE",
      visibility: "PUBLIC",
      name: "Sharing breaks",
      summary,
      updated_at: "2026-01-02 03:04:05.678+00",
      filter_languages: ["en", "fr"],
      lengths: [2, 5, 0],
    });
    expect(row?.["w"]).toContain("'break':2A,5B");
    expect(row?.["w"]).toMatch(/'carer':7B.*'oeuvr':\d+B.*'partag':\d+A.*'repit':\d+A/);
  });

  it("holds the same of records whose vectors were made ahead, outside the transaction, whatever their words", async () => {
    const odd: RecordDraft[] = [
      { ...given, id: "aa:project:71", name: `It's \\ "quoted" \uE000`, summary: "it''s : * & | ! <-> 'a':1A" },
      { ...given, id: "aa:project:72", name: "", description: "" },
      {
        ...given,
        id: "aa:project:73",
        name: "رعاية ٣ 日本語 Δόξας 𝔘𝔫𝔦",
        language: "ar",
        translations: [{ language: "de", origin: "HUMAN", name: "Grüße" }],
      },
      { ...given, id: "aa:project:74", name: "Long", description: "word ".repeat(20_000) },
    ];
    const ids = odd.map(({ id }) => id);
    await write(...odd);
    const within = await Promise.all(ids.map(entry));
    await remove(...ids);
    const ahead = await addVectors(db, odd.map(indexRows));
    await db.transaction((tx) => writeIndexRows(tx, ahead, new Set(ids)));
    expect(await Promise.all(ids.map(entry))).toEqual(within);
    expect(within.map((row) => String(row?.["w"]).length > 20)).toEqual([true, true, true, true]);
    await remove(...ids);
  });

  it("stems texts without accents as it stems all others, in every language", async () => {
    const text = "the 2nd oeuvres covid19 nationalisation bibliotecas kinderen verenigingen e5 3 running associations";
    for (const language of [...Object.keys(CONFIGURATIONS), "pl"]) {
      const [plain, accented] = [configurationForTexts(language, [text]), configurationForTexts(language, [text, "é"])];
      expect(plain).not.toBe(accented);
      expect(
        await db.rows("select to_tsvector(?::regconfig, ?) = to_tsvector(?::regconfig, ?) as same", [
          plain,
          text,
          accented,
          text,
        ]),
      ).toEqual([{ same: true }]);
    }
  });

  it("keeps the later of two forms of a record, and nothing of the earlier one", async () => {
    const id = "aa:person:1";
    const expertise = [{ topic: "hub:topic:respite-care", level: "EXPERT", evidence: ["bb:project:1"] }];
    await write({ ...given, id, name: "Xylophonia Nevermore", expertise }, { ...given, id, name: "Ada", expertise });
    expect(await entry(id)).toMatchObject({ name: "Ada" });
    await write({ ...given, id, name: "Ada", expertise: [], visibility: "NETWORK" });
    expect(await entry(id)).toMatchObject({ visibility: "NETWORK" });
    expect(await db.rows("select * from knowledge.claim where person = ?", [id])).toEqual([]);
    expect(await db.rows("select * from knowledge.link where source = ?", [id])).toEqual([]);
  });

  it("takes any text: NUL, half surrogate pairs, passage marks, endless words, a hundred thousand words", async () => {
    const odd = `a\0b \ud800 \ue000marked\ue001 ${"z".repeat(5000)} %_\\ ' " endoffield0`;
    const long = Array.from({ length: 100_000 }, (_, index) => `w${index}`).join(" ");
    await write({
      ...given,
      id: "aa:project:odd",
      name: odd,
      summary: odd,
      description: `${odd} ${long}`,
      language: "ar",
    });
    const row = await entry("aa:project:odd");
    expect(row?.["name"]).not.toMatch(/[\0\ue000\ue001]/);
    expect(row?.["w"]).toContain("'marked'");
  });

  it("forgets a record with everything that hangs on it", async () => {
    await write(
      {
        ...given,
        id: "aa:person:2",
        name: "Xylophonia",
        expertise: [
          { topic: "hub:topic:respite-care", level: "EXPERT", statement: "nevermore", evidence: ["bb:event:1"] },
        ],
      },
      { ...given, id: "aa:organization:2", name: "Nevermore", identifiers: [{ scheme: "GB-CHC", value: "1062257" }] },
    );
    await remove("aa:person:2", "aa:organization:2", "aa:event:unknown");
    for (const [table, owner] of Object.entries({ entry: "id", link: "source", claim: "person", identifier: "id" }))
      expect(
        await db.rows(`select 1 from knowledge.${table} where ${owner} in ('aa:person:2', 'aa:organization:2')`),
      ).toEqual([]);
  });
});

describe("what records say of others", () => {
  it("is kept by kind, each reference once, whether its target is known or not", async () => {
    await write(
      {
        ...given,
        id: "aa:project:1",
        name: "P",
        jointWith: ["bb:organization:1", "bb:organization:1"],
        team: [{ person: "aa:person:9", role: "lead" }, { person: "bb:person:9" }],
        practices: ["bb:practice:3"],
        speakers: ["aa:person:9"],
      },
      {
        ...given,
        id: "aa:practice:2",
        name: "Q",
        adaptedFrom: "bb:practice:3",
        contributors: [
          { person: "aa:person:9", role: "author", degree: "LEAD" },
          { organization: "bb:organization:1", role: "editor", degree: "EQUAL" },
        ],
      },
      {
        ...given,
        id: "aa:event:1",
        name: "E",
        partOf: "aa:event:0",
        speakers: ["aa:person:9"],
        materials: ["aa:practice:2"],
      },
      {
        ...given,
        id: "aa:person:9",
        name: "R",
        expertise: [
          { topic: "hub:topic:respite-care", level: "EXPERT", since: "2019-05-01", evidence: ["aa:project:1"] },
        ],
      },
    );
    const rows = await db.rows(
      `select source, kind, target, role from knowledge.link
       where source in ('aa:project:1', 'aa:practice:2', 'aa:event:1', 'aa:person:9') order by source, kind, target`,
    );
    expect(rows.map((row) => Object.values(row).join(" ").trim())).toEqual([
      "aa:event:1 MATERIAL aa:practice:2",
      "aa:event:1 SERIES aa:event:0",
      "aa:event:1 SPEAKER aa:person:9",
      "aa:person:9 EVIDENCE aa:project:1 hub:topic:respite-care",
      "aa:practice:2 ADAPTATION bb:practice:3",
      "aa:practice:2 CONTRIBUTOR aa:person:9 author",
      "aa:practice:2 CONTRIBUTOR bb:organization:1 editor",
      "aa:project:1 JOINT_PROJECT bb:organization:1",
      "aa:project:1 PRACTICE bb:practice:3",
      "aa:project:1 TEAM aa:person:9 lead",
      "aa:project:1 TEAM bb:person:9",
    ]);
    const claims = await db.rows("select person, topic, level from knowledge.claim where person = 'aa:person:9'");
    expect(claims).toEqual([{ person: "aa:person:9", topic: "hub:topic:respite-care", level: "EXPERT" }]);
  });

  it("counts registry identifiers as their registers write them", async () => {
    await write({
      ...given,
      id: "aa:organization:3",
      name: "O",
      identifiers: [
        { scheme: "FR-SIREN", value: "732 829 320" },
        { scheme: "GB-SC", value: "sc000935" },
        { scheme: "FR-RNA", value: "w353001234" },
      ],
    });
    const rows = await db.rows(
      "select scheme, value, digits from knowledge.identifier where id = 'aa:organization:3' order by scheme",
    );
    expect(rows.map((row) => Object.values(row).join(" "))).toEqual([
      "FR-RNA W353001234 353001234",
      "FR-SIREN 732829320 732829320",
      "GB-SC SC000935 000935",
    ]);
  });
});
