// Text that partners send, cleaned of what is not seen, and times that cannot be true: asked live and harvested alike.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { PartnerClient } from "../../gateway/fetch/partner-client.js";
import { createChangeFeeds } from "../../gateway/partition/change-feeds.js";
import { changeQuestion } from "../../gateway/partition/change-question.js";
import { ListedPartners } from "../../gateway/partition/directory.js";
import { cleanText } from "../../schema/clean-text.js";
import { isRecordTime } from "../../schema/record-times.js";
import { contractRow, type Row } from "../kit/contract-rows.js";
import { FakePartner } from "../kit/fake-partner.js";
import { startTestHub, type TestHub } from "../kit/hub.js";

const CLEANED: ReadonlyArray<readonly [what: string, text: string, clean: string]> = [
  ["plain text stays", "Répit des aidants — Lyon 3ᵉ", "Répit des aidants — Lyon 3ᵉ"],
  ["line feeds and tabs stay, other line ends become line feeds", "a\r\nb\rc\u2028d\u0085e\tf", "a\nb\nc\nd\ne\tf"],
  ["controls go", "a\0b\u0007c\u001b[31md\u007fe\u009ff", "abc[31mdef"],
  [
    "marks that turn the direction of writing go",
    "abc\u202egnp.exe\u202c \u2066x\u2069 \u200fy\u061cz",
    "abcgnp.exe x yz",
  ],
  ["characters without width go", "Ai\u200bdants\u2060 du\ufeff Rhône\u00ad", "Aidants du Rhône"],
  ["joiners between Latin letters go", "Aid\u200dants\u200c Rhône", "Aidants Rhône"],
  ["joiners that a script needs stay", "می\u200cخواهم क्\u200dष", "می\u200cخواهم क्\u200dष"],
  ["families and colours of pictographs stay", "👩‍👩‍👧 ❤️ 👍🏽‍x", "👩‍👩‍👧 ❤️ 👍🏽x"],
  ["flags of regions stay, other tags go", "🏴󠁧󠁢󠁳󠁣󠁴󠁿 a\u{e0041}\u{e0042}", "🏴󠁧󠁢󠁳󠁣󠁴󠁿 a"],
  ["selectors after what they are not for go", "a\ufe0fb\u{e0101}", "ab"],
  ["fillers that look like spaces go", "a\u3164b\u115fc", "abc"],
  ["half surrogate pairs go", "a\ud800b\udc00c 😀", "abc 😀"],
  ["signs that are seen stay", "\u0600123 \u06dd", "\u0600123 \u06dd"],
];

describe("text", () => {
  it.each(CLEANED)("D11 is cleaned: %s", (_what, text, clean) => {
    expect(cleanText(text)).toBe(clean);
    expect(cleanText(clean)).toBe(clean); // once is enough
  });

  it("D11 is looked at for every character that is not seen", () => {
    const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cs}\uFFF9-\uFFFB]/u;
    for (let code = 0; code <= 0x10_ff_ff; code++) {
      const text = `a${String.fromCodePoint(code)}b`;
      if (unseen.test(text) && cleanText(text) !== "ab") throw new Error(`U+${code.toString(16)} is left in`);
    }
  });

  it("D11 takes no more time for much that must go", () => {
    expect(cleanText("\u202e\u200b".repeat(500_000))).toBe("");
    expect(cleanText("a\u200d".repeat(500_000)).length).toBe(500_000);
  });
});

const NOW = Date.parse("2026-06-01T12:00:00.000Z");

describe("the time of a record", () => {
  it.each([
    ["2026-06-01T12:00:00.000Z", true],
    ["2026-06-01T12:05:00.000Z", true],
    ["2026-06-01T12:05:00.001Z", false],
    ["9998-01-01T00:00:00.000Z", false],
    ["0999-12-31T23:59:59.999Z", false],
    ["1000-01-01T00:00:00.000Z", true],
  ])("D18 %s is possible: %s", (time, isPossible) => {
    expect(isRecordTime(time, NOW)).toBe(isPossible);
  });
});

const TRICKY = "Entraide\u202e Lyon\u200b";
const ahead = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
const IMPOSSIBLE = [ahead(10), "0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z", "2026-01-01T00:00:00.000"];
const partner = new FakePartner("part-a", []);
let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub([await partner.start()]);
});
afterAll(async () => {
  await hub.stop();
  await partner.stop();
});

interface Practices {
  readonly nodes: ReadonlyArray<Record<string, unknown>>;
  readonly completeness: { readonly sources: ReadonlyArray<{ readonly status: string }> };
}

async function askLive(rows: readonly Row[], orderBy: string): Promise<Practices> {
  partner.behaviour = { rows: () => rows };
  const query = `{ practices(orderBy: ${orderBy}) { nodes { id name summary updatedAt } completeness { sources { status } } } }`;
  return (await hub.ask(query)).data?.practices as unknown as Practices; // as the query selects it
}

describe("a partner that is asked", () => {
  it("D11 has its text cleaned, and its rows keep the order and cursors that it sent", async () => {
    const rows = [
      contractRow("part-a:practice:1", { name: `\u202e${TRICKY}`, summary: "a\0b\nc" }),
      contractRow("part-a:practice:2", { name: "Aidants\u200b du Rhône" }),
      contractRow("part-a:practice:3", { name: "Zones\u2066 humides\u2069" }),
    ];
    const { nodes, completeness } = await askLive(rows, "NAME_ASC");
    expect(completeness.sources).toEqual(
      [{ partner: undefined, status: "ANSWERED" }].map(({ status }) => ({ status })),
    );
    expect(nodes.map(({ name }) => name).toSorted()).toEqual(["Aidants du Rhône", "Entraide Lyon", "Zones humides"]);
    expect(nodes.find(({ id }) => id === "part-a:practice:1")?.summary).toBe("ab\nc");
  });

  it.each(IMPOSSIBLE)("D18 loses a row that changed at %s, and no other", async (updatedAt) => {
    const rows = [contractRow("part-a:practice:1", { updatedAt }), contractRow("part-a:practice:2", { minute: 2 })];
    for (const order of ["UPDATED_DESC", "NAME_ASC"]) {
      const { nodes, completeness } = await askLive(rows, order);
      expect(nodes.map(({ id }) => id)).toEqual(["part-a:practice:2"]);
      expect(completeness.sources).toEqual([{ status: "INVALID" }]);
    }
  });
});

describe("a partner that is harvested", () => {
  const read = async (...records: readonly Row[]) => {
    const client = new PartnerClient({ development: true, limits: { partnerMs: 20_000 } });
    const changes = records.map((row, at) => ({
      ...{ sequence: String(at + 1), op: "UPSERT", id: row.id, at: "2026-01-01T00:00:00.000Z" },
      record: wireRow(row),
    }));
    const page = { epoch: "e", restart: false, endCursor: "c", hasMore: false, changes };
    partner.behaviour = { spoil: () => ({ data: { changes: page } }) };
    const outcome = await createChangeFeeds(new ListedPartners([partner.entry]), client).read({
      ...{ partner: "part-a", after: null, first: 100 },
    });
    await client.close();
    if (outcome.kind !== "page") throw new Error(`expected a page, got ${outcome.reason}`);
    return outcome;
  };

  /** A row under the keys that the question for changes uses. */
  const wireRow = (row: Row): Record<string, unknown> => {
    const aliases = [...changeQuestion().aliases].filter(([key]) => key.startsWith(`${row.__typename}_`));
    const reserved = { _m_id: row.id, _m_type: row.__typename, _m_seen: row.visibility };
    return { ...row, ...reserved, ...Object.fromEntries(aliases.map(([key, field]) => [key, row[field]])) };
  };

  it("D11 has its text cleaned by the same rule", async () => {
    const { entries } = await read(contractRow("part-a:organization:1", { name: TRICKY }));
    expect(entries[0]?.record?.name).toBe("Entraide Lyon");
  });

  it.each(IMPOSSIBLE)("D18 has an entry refused whose record changed at %s, and no other", async (updatedAt) => {
    const { entries, refused } = await read(
      contractRow("part-a:organization:1", { updatedAt }),
      contractRow("part-a:organization:2"),
    );
    expect(entries.map(({ id }) => id)).toEqual(["part-a:organization:2"]);
    expect(refused.map(({ id }) => id)).toEqual(["part-a:organization:1"]);
  });
});
