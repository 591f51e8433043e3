// The demo network as `npm start` starts it: what it says, what readers of each kind see, and what becomes of partners.
import { statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Registry } from "../../services/registry/registry.js";
import { testDatabase } from "../kit/database.js";
import { launchNetwork, temporaryFolder, type LaunchedNetwork } from "../kit/launched.js";
import { openTestRegistry } from "../kit/registry.js";
import { describeDemoPartners } from "./demo-partners.js";
import { findIds, readDemoRows } from "./demo-rows.js";
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
  registry = await openTestRegistry(databaseUrl);
});

afterAll(async () => {
  await registry.close();
  await demo.stop();
  await (await folder).remove();
});

const foundIds = (ids: readonly string[], key?: string) => findIds(demo, ids, key);

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

  it("answers for its health and its public keys, and says nothing of partners or versions there (K08)", async () => {
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

  it("keeps its signing key for its owner only", async () => {
    expect(statSync(join((await folder).path, "hub-key.pem")).mode & 0o077).toBe(0);
  });

  it("prints nothing on standard error", () => {
    expect(demo.complaints).toEqual([]);
  });
});

describe("operations of a kind that the graph does not have", () => {
  it.each(["mutation", "subscription"])("are refused, a %s like any query for what there is not", async (kind) => {
    const { status, data, errors } = await demo.ask(`${kind} { nothing(key: "x") { key } }`);
    expect([status, data]).toEqual([400, null]);
    expect(errors[0]?.extensions["code"]).toMatch(/^(GRAPHQL_VALIDATION_FAILED|BAD_REQUEST)$/);
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
    const { status, data, errors } = await demo.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {
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

describeDemoPartners({ demo: () => demo, registry: () => registry, folder: async () => (await folder).path });
