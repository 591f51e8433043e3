// Partners of the demo: records that refer across them, calls without the hub, and a partner that is suspended.
import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { createHubSigner } from "../../gateway/fetch/hub-signer.js";
import { bodyDigest } from "../../schema/hub-token.js";
import type { Registry } from "../../services/registry/registry.js";
import type { LaunchedNetwork } from "../kit/launched.js";
import { findIds, readDemoRows } from "./demo-rows.js";

export interface RunningDemo {
  demo(): LaunchedNetwork;
  /** The registry's own doors, on the demo's database. */
  registry(): Registry;
  /** The data folder. */
  folder(): Promise<string>;
}

const rows = readDemoRows();
const hidden = rows.filter(({ visibility }) => visibility === "NETWORK");

/** Describes what the demo's partners do. */
export function describeDemoPartners(running: RunningDemo): void {
  describeReferences(running);
  describeDirectCalls(running);
  describeSuspension(running);
}

function describeReferences({ demo }: RunningDemo): void {
  describe("records of several partners", () => {
    it("refer to each other: every adaptation leads to the practice it adapts", async () => {
      const adapted = rows.filter(({ cells }) => (cells["adaptedFrom"] ?? "") !== "");
      const across = adapted.filter(({ cells, partner }) => !cells["adaptedFrom"]?.startsWith(`${partner}:`));
      expect(across.length).toBeGreaterThan(5);
      const query =
        "query ($id: ID!) { node(id: $id) { ... on Practice { adaptedFrom { id name partner { key name } organization { name } } } } }";
      for (const { id, cells, partner } of across) {
        const { data, errors } = await demo().ask(query, { variables: { id }, key: demo().keys.reader });
        expect(errors).toEqual([]);
        expect(data.node.adaptedFrom).toMatchObject({ id: cells["adaptedFrom"], name: expect.any(String) });
        expect(data.node.adaptedFrom.partner.key).not.toBe(partner);
      }
    });

    it("name topics in the reader's language, or in the one that is asked for", async () => {
      const query =
        '{ practices(first: 5) { nodes { topics { id label french: label(language: "fr") } } } topic(id: "hub:topic:respite-care") { label english: label(language: "en-GB") } }';
      const [french, other] = await Promise.all(
        ["fr-CA, en;q=0.5", "de"].map((language) => demo().ask(query, { headers: { "accept-language": language } })),
      );
      expect(french?.data.topic).toEqual({ label: "Répit des aidants", english: "Respite care" });
      expect(other?.data.topic).toEqual({ label: "Respite care", english: "Respite care" });
      const topics = french?.data.practices.nodes.flatMap((node: { topics: unknown[] }) => node.topics) as Array<{
        label: string;
        french: string;
      }>;
      expect(topics.length).toBeGreaterThan(5);
      expect(topics.every(({ label, french: same }) => label === same && label !== null)).toBe(true);
    });

    it("name topics whatever tag a reader's browser sends, in any case", async () => {
      const query =
        '{ topic(id: "hub:topic:respite-care") { label synonyms upper: label(language: "FR") } topics(first: 2) { edges { node { label } } } }';
      for (const tag of ["constructor", "toString;q=0.9", "valueOf, hasOwnProperty", "*", "x".repeat(600), "FR-fr"]) {
        const { data, errors } = await demo().ask(query, { headers: { "accept-language": tag } });
        expect(errors).toEqual([]);
        expect(data.topic.label).toBe(tag === "FR-fr" ? "Répit des aidants" : "Respite care");
        expect(data.topic.upper).toBe("Répit des aidants");
        expect(data.topics.edges).toHaveLength(2);
      }
    });
  });
}

function describeDirectCalls({ demo, folder }: RunningDemo): void {
  describe("a partner that is called directly", () => {
    const BODY = JSON.stringify({ query: "{ people(first: 100) { nodes { id } totalCount } }" });
    const call = async (partner: string, body: string, token?: string) => {
      const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const response = await fetch(demo().partnerUrl(partner), {
        method: "POST",
        headers: { "content-type": "application/json", ...authorization },
        body,
      });
      return { status: response.status, text: await response.text() };
    };
    const callOf = (partner: string) => {
      const path = new URL(demo().partnerUrl(partner)).pathname;
      return { partner, path, digest: bodyDigest(BODY), visibility: "NETWORK" } as const;
    };
    const signer = async () => createHubSigner(createPrivateKey(readFileSync(join(await folder(), "hub-key.pem"))));

    it("answers the hub once for each token, and no other call: not a replay, another body, another partner's (B12)", async () => {
      const [partner = "", other = ""] = rows
        .filter(({ type }) => type === "person")
        .map((row) => row.partner)
        .filter((key, at, all) => all.indexOf(key) === at);
      const token = await (await signer()).sign(callOf(partner));
      const first = await call(partner, BODY, token);
      expect(first.status).toBe(200);
      expect(first.text).toContain(hidden.find((row) => row.partner === partner && row.type === "person")?.id);
      expect((await call(partner, BODY, token)).status).toBe(401);
      const spare = await (await signer()).sign(callOf(partner));
      expect((await call(other, BODY, spare)).status).toBe(401);
      expect((await call(partner, `${BODY} `, spare)).status).toBe(401);
      const stranger = await createHubSigner().sign(callOf(partner));
      expect((await call(partner, BODY, stranger)).status).toBe(401);
      expect((await call(partner, BODY, "nonsense")).status).toBe(401);
    });

    it("shows a caller without a token nothing that is hidden (B11)", async () => {
      for (const { id, partner, type } of hidden.filter((row) => row.type === "person" || row.type === "practice")) {
        const entities = JSON.stringify({
          query: `{ _entities(representations: [{__typename: "${type === "person" ? "Person" : "Practice"}", id: "${id}"}]) { __typename } }`,
        });
        for (const body of [BODY, entities]) {
          const { status, text } = await call(partner, body);
          expect([200, 401]).toContain(status);
          expect(text).not.toContain(`"${id}"`);
          if (body === entities && status === 200) expect(JSON.parse(text)).toEqual({ data: { _entities: [null] } });
        }
      }
    });
  });
}

function describeSuspension({ demo, registry }: RunningDemo): void {
  describe("a partner that is suspended", () => {
    const COUNT =
      "{ people(first: 100) { totalCount nodes { id } completeness { expected isPartial totalIs } } partners { key } }";
    const LEAVER = "ndimbal-dakar";

    async function until(isSo: () => Promise<boolean>): Promise<void> {
      for (const begun = Date.now(); !(await isSo());) {
        if (Date.now() - begun > 8_000) throw new Error("the partners were not read anew within 8 s");
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
    const expected = async () => (await demo().ask(COUNT)).data.people.completeness.expected as number; // an Int!

    it("is gone from lists, totals, lookups and the list of partners, without making anything partial; and comes back", async () => {
      const before = (await demo().ask(COUNT)).data;
      await registry().partners.setState(LEAVER, "SUSPENDED");
      await until(async () => (await expected()) === 5);
      const { data, errors } = await demo().ask(COUNT);
      expect(errors).toEqual([]);
      expect(data.people.completeness).toEqual({ expected: 5, isPartial: false, totalIs: "EXACT" });
      const stayed = before.people.nodes.filter(({ id }: { id: string }) => !id.startsWith(`${LEAVER}:`));
      expect(data.people).toMatchObject({ totalCount: stayed.length, nodes: stayed });
      expect(data.partners.map(({ key }: { key: string }) => key)).not.toContain(LEAVER);
      const own = rows.filter((row) => row.partner === LEAVER && row.visibility === "PUBLIC").map(({ id }) => id);
      expect(await findIds(demo(), own, demo().keys.admin)).toEqual(own.map(() => null));
      const { data: direct } = await demo().ask(`{ partner(key: "${LEAVER}") { key } }`);
      expect(direct.partner).toBeNull();
      const { data: admin } = await demo().ask(`{ partner(key: "${LEAVER}") { key state } }`, {
        key: demo().keys.admin,
      });
      expect(admin.partner).toEqual({ key: LEAVER, state: "SUSPENDED" });
      await registry().partners.setState(LEAVER, "ACTIVE");
      await until(async () => (await expected()) === 6);
      expect((await demo().ask(COUNT)).data).toEqual(before);
    });
  });
}
