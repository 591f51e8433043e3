// `npx maillage …`: explain, import, partition and gateway as programs, in front of a running demo.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "graphql";
import { composeSupergraph } from "../../gateway/supergraph/compose.js";
import { testDatabase } from "../kit/database.js";
import {
  askGraphql,
  launchNetwork,
  runProgram,
  temporaryFolder,
  type LaunchedNetwork,
  type RunningProgram,
} from "../kit/launched.js";
import { linkFederation, SubgraphServer } from "../kit/subgraph-server.js";

const folder = temporaryFolder();
let demo: LaunchedNetwork;
let databaseUrl = "";

beforeAll(async () => {
  databaseUrl = await testDatabase();
  demo = await launchNetwork({ args: ["--data-dir", join((await folder).path, "demo")], databaseUrl });
});

afterAll(async () => {
  await demo.stop();
  await (await folder).remove();
});

interface Ended {
  readonly code: number | null;
  readonly said: string;
  readonly complained: string;
}

/** Runs a command to its end. */
async function run(args: readonly string[], database?: string): Promise<Ended> {
  const program = runProgram("cli.js", { args, ...(database === undefined ? {} : { databaseUrl: database }) });
  const { code } = await program.ended;
  return { code, said: program.lines.join("\n"), complained: program.complaints.join("\n") };
}

async function write(name: string, text: string): Promise<string> {
  const path = join((await folder).path, name);
  await writeFile(path, text);
  return path;
}

describe("explain", () => {
  const QUERY =
    "query ($n: Int) { practices(first: $n) { totalCount nodes { name topics { label } adaptedFrom { name } } } }";

  it("prints every room's artefact of one query's walk, in the order of the walk", async () => {
    const { code, said, complained } = await run([
      "explain",
      QUERY,
      "--hub",
      demo.url,
      "--variables",
      '{"n": 100}',
      "--key",
      demo.keys.reader,
    ]);
    expect({ code, complained }).toEqual({ code: 0, complained: "" });
    const sections = [...said.matchAll(/^## (.+)$/gm)].map(([, name]) => name);
    expect(sections).toEqual([
      "query",
      "operation",
      "plan",
      "partition plan",
      "selected",
      "outcomes",
      "gathered",
      "response",
      "traffic",
    ]);
    expect(said).toContain(QUERY);
    expect(said).toMatch(/## response\n\n\{\n {2}"data": \{\n {4}"practices": \{/);
    for (const key of ["aidants-bretagne", "ndimbal-dakar"]) expect(said.split("## outcomes")[1]).toContain(key);
  });

  it("says what is wrong with a query, and that there is no hub", async () => {
    const wrong = await run(["explain", "{ nothing }", "--hub", demo.url]);
    expect([wrong.code, wrong.said]).toEqual([0, expect.stringContaining("GRAPHQL_VALIDATION_FAILED")]);
    const nobody = await run(["explain", "{ partners { key } }", "--hub", "http://127.0.0.1:1"]);
    expect([nobody.code, nobody.complained]).toEqual([1, "No hub answers at http://127.0.0.1:1 (--hub)."]);
    const variables = await run(["explain", "{ partners { key } }", "--hub", demo.url, "--variables", "{n: 1}"]);
    expect([variables.code, variables.complained]).toEqual([1, "--variables: expected a JSON object, got {n: 1}"]);
  });
});

describe("import", () => {
  const HEADER = "partner,type,id,name,startDate";
  const SOUND = `${HEADER}\nnew-partner,project,1,One,2024-01-01\nnew-partner,project,2,Two,someday\n`;
  const count = async () => (await demo.ask("{ projects { totalCount } }")).data.projects.totalCount as number; // an Int!

  it("says without writing what would happen, and warns of values that become null", async () => {
    const file = await write("sound.csv", SOUND);
    const before = await count();
    const { code, said, complained } = await run(["import", file, "--dry-run"], databaseUrl);
    expect(code).toBe(0);
    expect(said).toBe("new-partner: 2 would be new, 0 would be changed, 0 unchanged\n0 refused, 1 warnings");
    expect(complained).toMatch(/sound\.csv:3: warning: startDate: expected .*, got "someday"/);
    expect((await run(["import", file, "--dry-run"], databaseUrl)).said).toBe(said);
    expect(await count()).toBe(before);
  });

  it("ends with 1 when a row was refused, names the line on standard error, and keeps the others", async () => {
    const file = await write(
      "faulty.csv",
      `${HEADER}\nnew-partner,project,3,,2024-01-01\nnew-partner,planet,4,Four,\nnew-partner,project,5,Five,\n`,
    );
    const { code, said, complained } = await run(["import", file, "--json", "--dry-run"], databaseUrl);
    expect(code).toBe(1);
    expect(JSON.parse(said)).toMatchObject({
      refused: 2,
      warnings: 0,
      partners: [{ key: "new-partner", created: 1, changed: 0, unchanged: 0 }],
    });
    expect(complained).toMatch(/faulty\.csv:2: refused: name: /);
    expect(complained).toMatch(/faulty\.csv:3: refused: type: .*"planet"/);
    const none = await run(["import", join((await folder).path, "none.csv"), "--dry-run"], databaseUrl);
    expect([none.code, none.complained]).toEqual([1, expect.stringContaining("none.csv")]);
  });

  it("writes, once", async () => {
    const file = await write("sound.csv", SOUND);
    const { said } = await run(["import", file, "--json"], databaseUrl);
    expect(JSON.parse(said)).toMatchObject({ partners: [{ key: "new-partner", created: 2 }] });
    expect(JSON.parse((await run(["import", file, "--json"], databaseUrl)).said)).toMatchObject({
      partners: [{ created: 0, unchanged: 2 }],
    });
  });
});

describe("partition and gateway", () => {
  const STARS = `${linkFederation("key")} type Query { best: Practice } type Practice @key(fields: "id") { id: ID! stars: Int! }`;
  const best = { __typename: "Practice", id: "coordination-bruxelles:practice:pause-canal-itinerante" };
  const starsOf = ({ id }: { readonly id: string }) => id.length;
  const stars = new SubgraphServer("stars", {
    sdl: STARS,
    resolvers: { Query: { best: () => best }, Practice: { __resolveReference: (it: unknown) => it, stars: starsOf } },
  });
  const programs: RunningProgram[] = [];

  /** Starts a command that serves, and waits until it is ready. */
  async function serve(args: readonly string[]): Promise<string> {
    const program = runProgram("cli.js", { args: [...args, "--port", "0"] });
    programs.push(program);
    return (await program.saying(/^ready http:\/\/localhost:\d+$/)).slice("ready ".length);
  }

  afterAll(async () => {
    for (const program of programs.reverse()) await program.stop();
    expect(await Promise.all(programs.map(({ ended }) => ended))).toEqual(
      programs.map(() => ({ code: 0, signal: null })),
    );
    await stars.stop();
  });

  it("answer together, across partners and another subgraph, what neither has alone", async () => {
    const { data } = await demo.ask("{ partners { key level } }");
    const partners = data.partners.map(({ key, level }: { key: string; level: string }) => ({
      key,
      level,
      endpoint: demo.partnerUrl(key),
    }));
    const partition = `${await serve(["partition", "--partners", `@${await write("partners.json", JSON.stringify(partners))}`])}/graphql`;
    const { data: served } = await askGraphql(partition, "{ _service { sdl } }");
    await stars.start();
    const composed = composeSupergraph([
      { name: "partners", url: partition, sdl: parse(served._service.sdl) },
      { name: "stars", url: stars.url, sdl: parse(stars.sdl) },
    ]);
    if (!composed.ok) throw new Error(composed.faults.join("\n"));
    const gateway = `${await serve(["gateway", "--supergraph", await write("supergraph.graphql", composed.supergraph)])}/graphql`;

    const query =
      "{ practices(first: 100, orderBy: NAME_ASC) { totalCount nodes { id name stars organization { name } adaptedFrom { id name stars } } } best { id name stars adaptedFrom { name partner { key } stars } } }";
    const { data: found, errors } = await askGraphql(gateway, query);
    expect(errors).toEqual([]);
    const alone = (
      await demo.ask(
        "{ practices(first: 100, orderBy: NAME_ASC) { totalCount nodes { id name organization { name } adaptedFrom { id name } } } }",
      )
    ).data.practices;
    const rated = alone.nodes.map((node: { id: string; adaptedFrom: { id: string } | null }) => ({
      ...node,
      stars: starsOf(node),
      adaptedFrom: node.adaptedFrom === null ? null : { ...node.adaptedFrom, stars: starsOf(node.adaptedFrom) },
    }));
    expect(found.practices).toEqual({ totalCount: alone.totalCount, nodes: rated });
    expect(rated.filter(({ adaptedFrom }: { adaptedFrom: unknown }) => adaptedFrom !== null).length).toBeGreaterThan(5);
    expect(found.best).toMatchObject({
      id: best.id,
      stars: best.id.length,
      adaptedFrom: { name: expect.any(String), partner: { key: "aidants-bretagne" } },
    });
  });

  it("carry out what no plan may lose: a wrong argument is one error, the rest is answered", async () => {
    const gateway = programs[1]?.lines.find((line) => line.startsWith("ready "))?.slice("ready ".length) ?? "";
    const { status, data, errors } = await askGraphql(
      `${gateway}/graphql`,
      "{ bad: practices(first: 0) { totalCount } good: people { totalCount } best { stars } }",
    );
    expect(status).toBe(200);
    expect(data).toMatchObject({
      bad: null,
      good: { totalCount: expect.any(Number) },
      best: { stars: best.id.length },
    });
    expect(errors).toMatchObject([{ path: ["bad"], extensions: { code: "BAD_USER_INPUT" } }]);
  });
});

describe("commands that are given what they cannot use", () => {
  const CASES: ReadonlyArray<readonly [args: readonly string[], complaint: RegExp]> = [
    [["gateway", "--supergraph", "no-such.graphql"], /--supergraph: expected a file .*no-such\.graphql.*no such file/],
    [
      ["gateway", "--supergraph", "schema/contract.graphql"],
      /--supergraph: .* supergraph, got schema\/contract\.graphql/,
    ],
    [["gateway"], /--supergraph <file>/],
    [["gateway", "--supergraph", "x", "--port", "x"], /--port: expected a number from 0 to 65535, got x/],
    [["partition", "--partners", "{"], /--partners: expected JSON/],
    [["partition", "--partners", "@no-such.json"], /--partners: expected JSON, .*no such file/],
    [
      ["partition", "--partners", '[{"key":"hub","endpoint":"http://example.org"}]'],
      /0\.key: .* key.*\n.*0\.endpoint: .* loopback/,
    ],
    [["nonsense"], /unknown command/],
  ];

  it("end with 1, say why on standard error, and show nobody a stack", async () => {
    const ended = await Promise.all(CASES.map(([args]) => run(args)));
    ended.forEach(({ code, said, complained }, index) => {
      expect({ code, said }).toEqual({ code: 1, said: "" });
      expect(complained).toMatch(CASES[index]?.[1] ?? /^$/);
      expect(complained).not.toMatch(/\n\s+at /);
    });
  });
});
