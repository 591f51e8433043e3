import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { ReaderVisibility } from "../../schema/hub-token.js";
import { deleteRecords, openStore, saveRecords } from "../../services/partner/store.js";
import { startPartners, type TestPartners } from "./kit/partners.js";

interface Change {
  readonly sequence: string;
  readonly op: string;
  readonly id: string;
  readonly record: { readonly id: string; readonly name: string } | null;
}

interface Page {
  readonly epoch: string;
  readonly restart: boolean;
  readonly changes: readonly Change[];
  readonly endCursor: string;
  readonly hasMore: boolean;
}

let partners: TestPartners;
const keys = ["snapshot", "writers", "hidden", "restored", "same", "other"];
beforeAll(async () => {
  partners = await startPartners(Object.fromEntries(keys.map((key) => [key, []])));
});
afterAll(() => partners.stop());

async function changes(
  partner: string,
  after: string | null,
  options: { first?: number; as?: ReaderVisibility } = {},
): Promise<Page> {
  const query = `query ($after: String, $first: Int!) { changes(after: $after, first: $first) {
    epoch restart endCursor hasMore changes { sequence op id at record { __typename id name } } } }`;
  const { data, errors } = await partners.ask(partner, query, {
    variables: { after, first: options.first ?? 500 },
    as: options.as ?? "NETWORK",
  });
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data.changes as Page;
}

async function walk(partner: string, after: string | null, first: number): Promise<Page> {
  const all: Change[] = [];
  for (let cursor = after; ;) {
    const page = await changes(partner, cursor, { first });
    all.push(...page.changes);
    cursor = page.endCursor;
    if (!page.hasMore) return { ...page, changes: all };
  }
}

const person = (partner: string, local: string, name = local) => ({ id: `${partner}:person:${local}`, name });
const event = (partner: string, local: string) => ({
  id: `${partner}:event:${local}`,
  name: local,
  startsAt: "2026-01-01T00:00:00.000Z",
});
const save = (partner: string, ...drafts: Parameters<typeof saveRecords>[2]) =>
  saveRecords(partners.store, partner, drafts);
const shown = (page: Page) =>
  page.changes.map(({ op, id, record }) => `${op} ${id.split(":")[2]} ${record?.name ?? "-"}`);

describe("the change feed", () => {
  it("begins with one entry per live record, and goes on with what changed meanwhile", async () => {
    await save(
      "snapshot",
      person("snapshot", "a"),
      person("snapshot", "b"),
      person("snapshot", "c"),
      event("snapshot", "e"),
    );
    await save("snapshot", person("snapshot", "b", "b2"));
    await deleteRecords(partners.store, "snapshot", ["snapshot:person:c"]);
    const first = await changes("snapshot", null, { first: 2 });
    expect(shown(first)).toEqual(["UPSERT a a", "UPSERT b b2"]);
    expect(first).toMatchObject({ restart: false, hasMore: true });
    await save("snapshot", person("snapshot", "a", "a2"), person("snapshot", "d"));
    const rest = await walk("snapshot", first.endCursor, 2);
    expect(shown(rest)).toEqual(["UPSERT e e", "UPSERT a a2", "UPSERT d d"]);
    expect(rest.changes.map((change) => change.sequence)).toEqual(["6", "7", "8"]);
    expect((await changes("snapshot", rest.endCursor)).changes).toEqual([]);
  });

  it("tells nothing of a save that changes nothing", async () => {
    const draft = {
      ...person("same", "a"),
      topics: ["hub:topic:music"],
      image: { url: "https://a.example/i.png", alt: "" },
    };
    await save("same", draft);
    const { endCursor } = await changes("same", null);
    expect(await save("same", draft)).toEqual([]);
    expect((await changes("same", endCursor)).changes).toEqual([]);
    await deleteRecords(partners.store, "same", ["same:person:none", "other:person:a"]);
    expect((await changes("same", endCursor)).changes).toEqual([]);
  });

  it("keeps tombstones, and reports a record as it is now", async () => {
    const { endCursor } = await changes("other", null);
    await save("other", person("other", "x", "one"));
    await save("other", person("other", "x", "two"));
    await save("other", person("other", "y"));
    await deleteRecords(partners.store, "other", ["other:person:y"]);
    const page = await changes("other", endCursor);
    expect(shown(page)).toEqual(["UPSERT x two", "UPSERT x two", "DELETE y -", "DELETE y -"]);
    expect(page.changes.map((change) => change.sequence)).toEqual(["1", "2", "3", "4"]);
  });

  it("shows readers of PUBLIC records nothing of the others, and a record that is hidden as deleted", async () => {
    const start = (await changes("hidden", null, { as: "PUBLIC" })).endCursor;
    await save("hidden", { ...person("hidden", "never"), visibility: "NETWORK" });
    await save("hidden", person("hidden", "once"));
    const before = await changes("hidden", start, { as: "PUBLIC" });
    expect(shown(before)).toEqual(["UPSERT once once"]);
    await save("hidden", { ...person("hidden", "once"), visibility: "NETWORK" });
    await save("hidden", { ...person("hidden", "once", "still"), visibility: "NETWORK" });
    await deleteRecords(partners.store, "hidden", ["hidden:person:never"]);
    expect(shown(await changes("hidden", before.endCursor, { as: "PUBLIC" }))).toEqual(["DELETE once -"]);
    expect(shown(await changes("hidden", null, { as: "PUBLIC" }))).toEqual([]);
    expect(shown(await changes("hidden", null))).toEqual(["UPSERT once still"]);
  });

  it("restarts with a snapshot for a cursor that is not one of this feed", async () => {
    await save("restored", person("restored", "a"));
    const known = await changes("restored", null);
    const foreign = await changes("same", null);
    const publicView = await changes("restored", null, { as: "PUBLIC" });
    for (const cursor of ["", "nonsense", foreign.endCursor, publicView.endCursor])
      expect(await changes("restored", cursor)).toMatchObject({
        restart: true,
        epoch: known.epoch,
        changes: [{ op: "UPSERT" }],
      });
    expect((await changes("restored", known.endCursor)).restart).toBe(false);
  });

  it("begins another epoch when the database is a restored one", async () => {
    const before = await changes("restored", null);
    await partners.store.rows("update partner_data.feed set lineage = 'another database' where partner = 'restored'");
    const reopened = await openStore({ databaseUrl: partners.databaseUrl });
    await reopened.close();
    const after = await changes("restored", before.endCursor);
    expect(after.restart).toBe(true);
    expect(after.epoch).not.toBe(before.epoch);
    expect((await changes("same", null)).epoch).toBe((await changes("same", null)).epoch);
  });

  it("loses nothing and repeats nothing while 20 writers write at once", async () => {
    const start = (await changes("writers", null)).endCursor;
    const written = new Map<string, number>();
    let isWriting = true;
    const write = async (writer: number) => {
      for (let round = 0; round < 10; round++) {
        await delay(Math.random() * 15);
        const local = `${writer}-${round % 4}`;
        const drafts = [
          person("writers", local, `${local} ${round}`),
          ...(round % 3 === 0 ? [event("writers", `${writer}-${round}`)] : []),
        ];
        await save("writers", ...drafts);
        for (const draft of drafts) written.set(draft.id, (written.get(draft.id) ?? 0) + 1);
        if (round === 9) continue;
        if ((await deleteRecords(partners.store, "writers", [`writers:person:${writer}-3`])) === 1)
          written.set(`writers:person:${writer}-3`, (written.get(`writers:person:${writer}-3`) ?? 0) + 1);
      }
    };
    const read: Change[] = [];
    const follow = async () => {
      for (let cursor = start; ;) {
        const wasWriting = isWriting;
        const page = await changes("writers", cursor, { first: 17 });
        read.push(...page.changes);
        cursor = page.endCursor;
        if (!wasWriting && !page.hasMore) return;
      }
    };
    const following = follow();
    await Promise.all(Array.from({ length: 20 }, (_, writer) => write(writer)));
    isWriting = false;
    await following;
    expect(read.map((change) => Number(change.sequence))).toEqual(read.map((_, index) => index + 1));
    const seen = new Map<string, number>();
    for (const { id } of read) seen.set(id, (seen.get(id) ?? 0) + 1);
    expect(seen).toEqual(written);
    const followed = new Map(read.map(({ id, record }) => [id, record?.name]));
    const live = [...followed].filter(([, name]) => name !== undefined).sort();
    const stored = await walk("writers", null, 1000);
    expect(live).toEqual(stored.changes.map(({ id, record }) => [id, record?.name]).sort());
  });
});
