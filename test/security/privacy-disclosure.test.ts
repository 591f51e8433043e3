// Disclosure: whoever asks what is held about them gets all of it, from every table, and of others no more than which they
// are. No table is forgotten: one that nobody has thought of fails here.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { EXCHANGE_ABOUT, EXCHANGE_WITHOUT } from "../../services/exchange/tables-about.js";
import { KNOWLEDGE_ABOUT, KNOWLEDGE_WITHOUT } from "../../services/knowledge/erase/tables-about.js";
import { REGISTRY_ABOUT, REGISTRY_WITHOUT } from "../../services/registry/tables-about.js";
import { ABOUT_MARIE, confirmedRequest, follow, linkFor, MARIE, resolve } from "../kit/data-requests.js";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";

const EVERY = [
  ...[KNOWLEDGE_ABOUT, KNOWLEDGE_WITHOUT, REGISTRY_ABOUT, REGISTRY_WITHOUT],
  ...[EXCHANGE_ABOUT, EXCHANGE_WITHOUT],
];

let network: SmallNetwork;
beforeAll(async () => {
  network = await startSmallNetwork(ABOUT_MARIE);
});
afterAll(() => network.stop());

describe("disclosure", () => {
  it("hands everything that is held about a person to the address that asked, for seven days, and of others no more than which they are", async () => {
    const id = await confirmedRequest(network, { subject: MARIE, kind: "ACCESS", replyTo: "mine@example.org" });
    await resolve(network, id, { outcome: "DISCLOSED" });
    const link = await linkFor(network, "mine@example.org", "data-request-disclosed");
    expect(await (await fetch(link)).text()).toContain("Download the file");
    const response = await follow(link);
    expect(response.headers.get("content-disposition")).toMatch(/^attachment/);
    const held: Record<string, Array<Record<string, unknown>>> = JSON.parse(await response.text());
    expect(Object.keys(held).sort()).toEqual([
      "exchange.record",
      ...["knowledge.applied", "knowledge.change", "knowledge.claim", "knowledge.entry", "knowledge.link"],
      ...["mirror.person", "mirror.project", "registry.data_request"],
    ]);
    expect(held["mirror.person"]?.[0]).toMatchObject({ id: MARIE, name: "Marie", headline: "Plumbing" });
    expect(held["mirror.project"]).toEqual([{ "refers to it": "south:project:well" }]);
    expect(JSON.stringify(held)).not.toMatch(/Secret of others|example\.org|"hash"/);
    expect((await follow(link)).status).toBe(200);
    await network.database.rows(`update registry.data_link set expires_at = now() - interval '1 second'`);
    expect((await follow(link)).status).toBe(410);
  });

  it("knows every table of the hub: each may name records and is disclosed, or names none, with a reason", async () => {
    const tables = await network.database.rows<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema', 'partner_data', 'jobs', 'gateway')`,
    );
    const known = EVERY.flatMap((each) => Object.keys(each));
    expect(tables.map(({ name }) => name).sort()).toEqual(known.sort());
  });
});
