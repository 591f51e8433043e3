// The demo network as `npm start` starts it: what it says, what readers of each kind see, and what becomes of partners.
import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createHubSigner } from "../../gateway/fetch/hub-signer.js";
import { bodyDigest } from "../../schema/hub-token.js";
import { openRegistry, type Registry } from "../../services/registry/registry.js";
import { testDatabase } from "../kit/database.js";
import { askGraphql, launchNetwork, temporaryFolder, type LaunchedNetwork } from "../kit/launched.js";
import { readDemoRows } from "./demo-rows.js";
import { walkEverything } from "./walk-everything.js";

const rows = readDemoRows();
const hidden = rows.filter(({ visibility }) => visibility === "NETWORK");
const folder = temporaryFolder();
let readersWalk: ReturnType<typeof walkEverything> | null = null;
const walkAsReader = () => (readersWalk ??= walkEverything(demo, demo.keys.reader));
let demo: LaunchedNetwork;
let registry: Registry;

beforeAll(async () => {
  const databaseUrl = await testDatabase();
  demo = await launchNetwork({ args: ["--data-dir", (await folder).path], databaseUrl });
  registry = await openRegistry({ databaseUrl });
});

afterAll(async () => {
  await registry.close();
  await demo.stop();
  await (await folder).remove();
});

const NODES = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }";

async function foundIds(ids: readonly string[], key?: string): Promise<Array<string | null>> {
  const found: Array<string | null> = [];
  for (let at = 0; at < ids.length; at += 100) {
    const { data } = await demo.ask(NODES, { variables: { ids: ids.slice(at, at + 100) }, key });
    found.push(...data.nodes.map((node: { id: string } | null) => node?.id ?? null));
  }
  return found;
}

describe("a demo that has started", () => {
  it("has printed its keys with their scopes, where partners answer, and one ready line, last", () => {
    const said = demo.lines
      .filter((line) => /^(key|partners|ready) /.test(line))
      .map((line) => line.replace(/mlg_[\w-]{40,}/, "mlg_…"));
    expect(said.map((line) => line.replace(/:\d+/, ":<port>"))).toEqual([
      "key reader mlg_… read:network",
      "key writer mlg_… read:network exchange:write",
      "key admin mlg_… read:network exchange:write network:join partner:admin network:admin",
      "partners 6 at http://127.0.0.1:<port>/<key>/graphql",
      "ready http://localhost:<port>",
    ]);
    expect(demo.lines.at(-1)).toMatch(/^ready /);
  });

  it("answers for its health and its public keys, and says nothing of partners or versions there", async () => {
    for (const [path, status] of [
      ["live", "live"],
      ["ready", "ready"],
    ] as const) {
      const response = await fetch(`${demo.url}/health/${path}`);
      expect([response.status, await response.json()]).toEqual([200, { status }]);
    }
    const { keys } = (await (await fetch(`${demo.url}/.well-known/jwks.json`)).json()) as {
      keys: Array<Record<string, unknown>>;
    };
    expect(keys).toEqual([
      { kty: "OKP", crv: "Ed25519", x: expect.any(String), kid: expect.any(String), alg: "EdDSA", use: "sig" },
    ]);
  });

  it("prints nothing on standard error", () => {
    expect(demo.complaints).toEqual([]);
  });
});

describe("object identification", () => {
  it("finds a record of every type, topics too, and knows its type", async () => {
    const ids = ["organization", "person", "project", "practice", "event"].map(
      (type) => rows.find((row) => row.type === type && row.visibility === "PUBLIC")?.id ?? "",
    );
    const query =
      "query ($id: ID!) { node(id: $id) { __typename id ... on Record { name partner { key } } ... on Topic { label } } }";
    for (const id of [...ids, "hub:topic:respite-care"]) {
      const { data, errors } = await demo.ask(query, { variables: { id } });
      expect(errors).toEqual([]);
      const [, type = ""] = id.split(":");
      expect(data.node).toMatchObject({ __typename: type[0]?.toUpperCase() + type.slice(1), id });
      expect(data.node.name ?? data.node.label).toBeTruthy();
    }
  });

  it.each([
    ["an id of nobody", "aidants-bretagne:practice:no-such"],
    ["an id of a partner that is not here", "no-such-partner:practice:1"],
    ["an unknown topic", "hub:topic:no-such"],
    ["a record of the hub's own", "hub:practice:1"],
    ["what is not built yet", "hub:community:1"],
    ["what is no id", "42"],
    ["nothing", ""],
    ["a very long id", `aidants-bretagne:practice:${"x".repeat(5000)}`],
    ["a hidden record", hidden[0]?.id ?? ""],
  ])("gives null and no error for %s", async (_what, id) => {
    const { status, data, errors } = await demo.ask("query ($id: ID!) { node(id: $id) { id __typename } }", {
      variables: { id },
    });
    expect({ status, data, errors }).toEqual({ status: 200, data: { node: null }, errors: [] });
  });

  it("keeps the positions of many ids, and refuses more than 100", async () => {
    const [a = "", b = ""] = rows.filter(({ visibility }) => visibility === "PUBLIC").map(({ id }) => id);
    expect(await foundIds([b, "none", a, b, "hub:topic:no-such", a])).toEqual([b, null, a, b, null, a]);
    const { status, data, errors } = await demo.ask(NODES, {
      variables: { ids: Array.from({ length: 101 }, () => a) },
    });
    expect([status, data]).toEqual([200, { nodes: null }]);
    expect(errors[0]?.extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      expected: "at most 100 ids",
      got: '"101 ids"',
    });
  });
});

describe("readers", () => {
  const VIEWER = "{ viewer { kind name scopes organization { id } partner { key } } }";

  it("without a key are anonymous; a key says whom it stands for", async () => {
    const viewers = await Promise.all(
      [undefined, demo.keys.reader, demo.keys.writer, demo.keys.admin].map(
        async (key) => (await demo.ask(VIEWER, { key })).data.viewer,
      ),
    );
    expect(viewers).toEqual([
      { kind: "ANONYMOUS", name: null, scopes: [], organization: null, partner: null },
      { kind: "APPLICATION", name: "reader", scopes: ["read:network"], organization: null, partner: null },
      {
        ...{ kind: "APPLICATION", name: "writer", scopes: ["read:network", "exchange:write"] },
        ...{ organization: { id: expect.stringContaining(":organization:") }, partner: { key: expect.any(String) } },
      },
      {
        kind: "APPLICATION",
        name: "admin",
        scopes: expect.arrayContaining(["network:admin"]),
        organization: null,
        partner: null,
      },
    ]);
  });

  it.each(["mlg_unknown", `mlg_${"x".repeat(43)}`, "", "Basic abc", "eyJhbGciOiJub25lIn0.e30."])(
    "with the credential %j are refused with 401 (B02)",
    async (key) => {
      const answer = await demo.ask(VIEWER, { key });
      expect(answer).toMatchObject({ status: 401, data: null, errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
    },
  );

  it("see hidden records only with read:network, and the same through every door (B07)", async () => {
    expect(hidden.length).toBeGreaterThan(20);
    expect(await foundIds(hidden.map(({ id }) => id))).toEqual(hidden.map(() => null));
    expect(
      await foundIds(
        hidden.map(({ id }) => id),
        demo.keys.reader,
      ),
    ).toEqual(hidden.map(({ id }) => id));
    const [anonymous, reader] = await Promise.all([walkEverything(demo, undefined), walkAsReader()]);
    const publicIds = rows.filter(({ visibility }) => visibility === "PUBLIC").map(({ id }) => id);
    expect(anonymous.ids.sort()).toEqual(publicIds.sort());
    expect(reader.ids.sort()).toEqual(rows.map(({ id }) => id).sort());
    const mentioned = JSON.stringify(anonymous.pages);
    expect(hidden.filter(({ id }) => mentioned.includes(`"${id}"`))).toEqual([]);
    expect(anonymous.totals).toEqual(anonymous.counts);
    expect(reader.totals).toEqual(reader.counts);
  });

  it("with a key walk the whole demo, every page and reference, without one error", async () => {
    const { errors, partial } = await walkAsReader();
    expect({ errors, partial }).toEqual({ errors: [], partial: 0 });
  });

  it("are refused a field that asks for more, which is null, and are answered the rest", async () => {
    const query = "{ events(first: 100) { nodes { id name joinUrl } } partners { key name endpoint } }";
    const { status, data, errors } = await demo.ask(query);
    expect(status).toBe(200);
    expect(new Set(errors.map(({ extensions }) => extensions["code"]))).toEqual(new Set(["UNAUTHORIZED"]));
    expect(data.events.nodes.length).toBeGreaterThan(10);
    expect(
      data.events.nodes.every((node: { joinUrl: unknown; name: string }) => node.joinUrl === null && node.name !== ""),
    ).toBe(true);
    expect(data.partners).toHaveLength(6);
    expect(data.partners.every(({ endpoint }: { endpoint: unknown }) => endpoint === null)).toBe(true);
    const admin = await demo.ask(query, { key: demo.keys.admin });
    expect(admin.errors).toEqual([]);
    expect(admin.data.partners.map(({ endpoint }: { endpoint: string }) => endpoint)).toEqual(
      admin.data.partners.map(({ key }: { key: string }) => demo.partnerUrl(key)),
    );
    expect(
      admin.data.events.nodes.filter((node: { joinUrl: unknown }) => node.joinUrl !== null).length,
    ).toBeGreaterThan(3);
  });
});

describe("records of several partners", () => {
  it("refer to each other: every adaptation leads to the practice it adapts", async () => {
    const adapted = rows.filter(({ cells }) => (cells["adaptedFrom"] ?? "") !== "");
    const across = adapted.filter(({ cells, partner }) => !cells["adaptedFrom"]?.startsWith(`${partner}:`));
    expect(across.length).toBeGreaterThan(5);
    const query =
      "query ($id: ID!) { node(id: $id) { ... on Practice { adaptedFrom { id name partner { key name } organization { name } } } } }";
    for (const { id, cells, partner } of across) {
      const { data, errors } = await demo.ask(query, { variables: { id }, key: demo.keys.reader });
      expect(errors).toEqual([]);
      expect(data.node.adaptedFrom).toMatchObject({ id: cells["adaptedFrom"], name: expect.any(String) });
      expect(data.node.adaptedFrom.partner.key).not.toBe(partner);
    }
  });

  it("name topics in the reader's language, or in the one that is asked for", async () => {
    const query =
      '{ practices(first: 5) { nodes { topics { id label french: label(language: "fr") } } } topic(id: "hub:topic:respite-care") { label english: label(language: "en-GB") } }';
    const [french, other] = await Promise.all(
      ["fr-CA, en;q=0.5", "de"].map((language) => demo.ask(query, { headers: { "accept-language": language } })),
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
});

describe("a partner that is called directly", () => {
  const BODY = JSON.stringify({ query: "{ people(first: 100) { nodes { id } totalCount } }" });
  const call = async (partner: string, body: string, token?: string) => {
    const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(demo.partnerUrl(partner), {
      method: "POST",
      headers: { "content-type": "application/json", ...authorization },
      body,
    });
    return { status: response.status, text: await response.text() };
  };
  const signer = async () => createHubSigner(createPrivateKey(readFileSync(join((await folder).path, "hub-key.pem"))));

  it("answers the hub once for each token, and no other call: not a replay, another body, another partner's (B12)", async () => {
    const [partner = "", other = ""] = rows
      .filter(({ type }) => type === "person")
      .map((row) => row.partner)
      .filter((key, at, all) => all.indexOf(key) === at);
    const token = await (await signer()).sign({ partner, digest: bodyDigest(BODY), visibility: "NETWORK" });
    const first = await call(partner, BODY, token);
    expect(first.status).toBe(200);
    expect(first.text).toContain(hidden.find((row) => row.partner === partner && row.type === "person")?.id);
    expect((await call(partner, BODY, token)).status).toBe(401);
    const spare = await (await signer()).sign({ partner, digest: bodyDigest(BODY), visibility: "NETWORK" });
    expect((await call(other, BODY, spare)).status).toBe(401);
    expect((await call(partner, `${BODY} `, spare)).status).toBe(401);
    const stranger = await createHubSigner().sign({ partner, digest: bodyDigest(BODY), visibility: "NETWORK" });
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
  const expected = async () => (await demo.ask(COUNT)).data.people.completeness.expected as number; // an Int!

  it("is gone from lists, totals, lookups and the list of partners, without making anything partial; and comes back", async () => {
    const before = (await demo.ask(COUNT)).data;
    await registry.partners.setState(LEAVER, "SUSPENDED");
    await until(async () => (await expected()) === 5);
    const { data, errors } = await demo.ask(COUNT);
    expect(errors).toEqual([]);
    expect(data.people.completeness).toEqual({ expected: 5, isPartial: false, totalIs: "EXACT" });
    const stayed = before.people.nodes.filter(({ id }: { id: string }) => !id.startsWith(`${LEAVER}:`));
    expect(data.people).toMatchObject({ totalCount: stayed.length, nodes: stayed });
    expect(data.partners.map(({ key }: { key: string }) => key)).not.toContain(LEAVER);
    const own = rows.filter((row) => row.partner === LEAVER && row.visibility === "PUBLIC").map(({ id }) => id);
    expect(await foundIds(own, demo.keys.admin)).toEqual(own.map(() => null));
    const { data: direct } = await askGraphql(`${demo.url}/graphql`, `{ partner(key: "${LEAVER}") { key } }`);
    expect(direct.partner).toBeNull();
    const { data: admin } = await demo.ask(`{ partner(key: "${LEAVER}") { key state } }`, { key: demo.keys.admin });
    expect(admin.partner).toEqual({ key: LEAVER, state: "SUSPENDED" });
    await registry.partners.setState(LEAVER, "ACTIVE");
    await until(async () => (await expected()) === 6);
    expect((await demo.ask(COUNT)).data).toEqual(before);
  });
});
