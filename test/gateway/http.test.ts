// GraphQL over HTTP: the public audit of the draft specification against our server, and what clients do wrong.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { serverAudits } from "graphql-http";
import { pickVariables } from "../../gateway/execute/root-fetch.js";
import { startFederation, type Federation } from "../kit/federation.js";
import { linkFederation } from "../kit/subgraph-server.js";

const SOURCES = {
  echo: {
    sdl: `${linkFederation("key")}
      type Query { echo(text: String = "none", count: Int, at: Point, kind: Kind, flags: [Boolean!], any: Any): String boom: String }
      input Point { x: Int! y: Int = 5 }
      enum Kind { LOW HIGH }
      scalar Any`,
    resolvers: {
      Query: {
        echo: (_: unknown, given: object) => JSON.stringify(given),
        boom: () => {
          throw new Error("boom");
        },
      },
    },
  },
};

/** Where the draft would like 200, an operation that cannot even begin is answered with 400: proxies and logs see it. */
const TOLD_BY_STATUS = [
  "SHOULD use 200 status code on document parsing failure when accepting application/json",
  "SHOULD use 200 status code on document validation failure when accepting application/json",
  "SHOULD use a status code of 200 on variable coercion failure when accepting application/json",
];

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation(SOURCES);
});
afterAll(() => federation.stop());

describe("the audit of GraphQL over HTTP", () => {
  const audits = serverAudits({ url: () => federation.url, fetchFn: fetch });
  it.each(audits.filter(({ name }) => name.startsWith("MUST")).map((audit) => ({ name: audit.name, audit })))(
    "passes: $name",
    async ({ audit }) => {
      const result = await audit.fn();
      expect({ status: result.status, reason: "reason" in result ? result.reason : undefined }).toEqual({
        status: "ok",
      });
    },
  );

  it("has no error among what servers SHOULD and MAY do, but these", async () => {
    const others = audits.filter(({ name }) => !name.startsWith("MUST"));
    const results = await Promise.all(
      others.map(async (audit) => ({ name: audit.name, status: (await audit.fn()).status })),
    );
    expect(results.filter(({ status }) => status === "error")).toEqual([]);
    expect(results.filter(({ status }) => status === "warn").map(({ name }) => name)).toEqual(TOLD_BY_STATUS);
  });
});

describe("variables", () => {
  const query = `query ($text: String, $count: Int, $at: Point, $kind: Kind = HIGH, $flags: [Boolean!], $any: Any) {
    echo(text: $text, count: $count, at: $at, kind: $kind, flags: $flags, any: $any)
  }`;

  it("that are left out are not sent at all", () => {
    expect(Object.keys(pickVariables(["text", "count"], { count: 1 }))).toEqual(["count"]);
  });

  it("that are left out leave the defaults to apply", async () => {
    await expect(federation.ask(query)).resolves.toMatchObject({ data: { echo: '{"text":"none","kind":"HIGH"}' } });
    const given = await federation.ask(query, { variables: { text: null, kind: null } });
    expect(given.data).toEqual({ echo: '{"text":null,"kind":null}' });
  });

  it("reach the subgraph as they were meant", async () => {
    const variables = {
      text: 'é\u2028"',
      count: 3,
      at: { x: 1 },
      kind: "LOW",
      flags: true,
      any: { deep: [1, { n: null }] },
    };
    const { data } = await federation.ask(query, { variables });
    expect(JSON.parse((data as { echo: string }).echo)).toEqual({ ...variables, at: { x: 1, y: 5 }, flags: [true] });
  });

  it.each([
    { title: "of the wrong kind", variables: { count: "three" } },
    { title: "too large for an Int", variables: { count: 3_000_000_000 } },
    { title: "that are no value of the enum", variables: { kind: "MIDDLE" } },
    { title: "with a member too many", variables: { at: { x: 1, z: 2 } } },
    { title: "with a member missing", variables: { at: { y: 1 } } },
    { title: "with null among non-null items", variables: { flags: [true, null] } },
  ])("$title are BAD_USER_INPUT, and nothing is fetched", async ({ variables }) => {
    federation.takeAsked("echo");
    const { status, data, errors } = await federation.ask(query, { variables });
    expect({ status, data, code: errors[0]?.extensions }).toMatchObject({
      status: 400,
      data: null,
      code: { code: "BAD_USER_INPUT" },
    });
    expect(federation.takeAsked("echo")).toHaveLength(0);
  });

  it("that are required and missing are BAD_USER_INPUT", async () => {
    const { status, errors } = await federation.ask("query ($n: Int!) { echo(count: $n) }");
    expect({ status, code: errors[0]?.extensions }).toMatchObject({ status: 400, code: { code: "BAD_USER_INPUT" } });
  });
});

describe("an operation", () => {
  it("is chosen by its name, and never by that of another in the same document", async () => {
    const query = 'query A { echo(text: "a") } query B { echo(text: "b") }';
    const ask = async (operationName: string): Promise<unknown> => {
      const body = JSON.stringify({ query, operationName });
      const response = await fetch(federation.url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      return ((await response.json()) as { data?: { echo: string } }).data?.echo;
    };
    await expect(Promise.all(["A", "B", "A"].map(ask))).resolves.toEqual([
      '{"text":"a"}',
      '{"text":"b"}',
      '{"text":"a"}',
    ]);
  });

  it("whose name is of none in the document is refused, and says so", async () => {
    const response = await fetch(federation.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: 'query A { echo(text: "a") }', operationName: "C" }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errors: [
        { extensions: { code: "OPERATION_RESOLUTION_FAILURE" }, message: expect.stringContaining("operationName") },
      ],
    });
  });

  it("whose resolver throws is answered, with the error at its field", async () => {
    const { status, data, errors } = await federation.ask("{ boom }");
    expect({ status, data, path: errors[0]?.path }).toEqual({ status: 200, data: { boom: null }, path: ["boom"] });
  });
});
