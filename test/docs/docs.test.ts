// What README and docs say: the five queries run, the walk is the one that the demo takes.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readHubConfig } from "../../gateway/main/config.js";
import { launch, type Launched } from "../../gateway/main/launch.js";
import { dataRequests } from "../../gateway/main/data-requests-command.js";
import { createLog } from "../../gateway/main/log.js";
import { renderWalk, WALK_PAGE } from "../../gateway/main/write-walk.js";
import { PROJECT_ROOT } from "../../schema/sdl.js";

let folder: string;
let hub: Launched;
const said: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "maillage-docs-"));
  const config = readHubConfig({ port: "0", dataDir: folder });
  hub = await launch(config, { say: (line) => said.push(line), log: createLog() });
});

afterAll(async () => {
  await hub.stop();
  await rm(folder, { recursive: true, force: true });
});

async function queriesOf(page: string): Promise<string[]> {
  const text = await readFile(join(PROJECT_ROOT, page), "utf8");
  return [...text.matchAll(/```graphql\n([\s\S]*?)```/g)].map((match) => match[1] ?? "");
}

async function ask(
  query: string,
  headers: Record<string, string> = {},
): Promise<{ data: unknown; errors?: unknown[] }> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as { data: unknown; errors?: unknown[] }; // a GraphQL response
}

describe("the README", () => {
  it("records an adoption with the key that the start printed, as it says", async () => {
    const text = await readFile(join(PROJECT_ROOT, "README.md"), "utf8");
    const [, body = ""] = /curl[^\n]*\$WRITER[^\n]*-d '([\s\S]*?)'/.exec(text) ?? [];
    const writer = said.find((line) => line.startsWith("key writer "))?.split(" ")[2] ?? "";
    const response = await fetch(`${hub.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${writer}` },
      body,
    });
    expect(await response.json()).toMatchObject({
      data: { recordAdoption: { practice: { name: "A repair bench where the owner stays" } } },
    });
  });

  it("has five queries, and each is answered without an error and with something in it", async () => {
    const queries = await queriesOf("README.md");
    expect(queries.length).toBe(5);
    const reader = said.find((line) => line.startsWith("key reader "))?.split(" ")[2] ?? "";
    for (const query of queries) {
      const everyone: Array<Record<string, string>> = [{}, { authorization: `Bearer ${reader}` }];
      for (const headers of everyone) {
        const { data, errors } = await ask(query, headers);
        expect({ query, errors }).toEqual({ query, errors: undefined });
        expect(JSON.stringify(data)).toMatch(/"name":"[^"]+"/);
        expect(JSON.stringify(data)).not.toContain('"nodes":[]');
      }
    }
  });

  it("names only options and commands that there are", async () => {
    const text = await readFile(join(PROJECT_ROOT, "README.md"), "utf8");
    const { scripts } = JSON.parse(await readFile(join(PROJECT_ROOT, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    const named = [...text.matchAll(/npm (?:run )?([a-z]+)/g)].map((match) => match[1] ?? "");
    expect(named.filter((name) => !Object.hasOwn(scripts, name) && name !== "and")).toEqual([]);
    const program = await readFile(join(PROJECT_ROOT, "gateway/main/main.ts"), "utf8");
    const options = [...text.matchAll(/^\| `(--[a-z-]+)/gm)].map((match) => match[1] ?? "");
    expect(options.length).toBeGreaterThan(4);
    expect(options.filter((option) => !program.includes(option))).toEqual([]);
  });
});

describe("docs/privacy.md", () => {
  it("has a request that anybody can make; what it waits for is listed beside the running network", async () => {
    const [request = ""] = await queriesOf("docs/privacy.md");
    const { data, errors } = await ask(request);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ openDataRequest: { state: "UNCONFIRMED" } });
    const waiting = await dataRequests({ dataDir: folder, databaseUrl: null, sent: null });
    expect(waiting.join("\n")).toMatch(/to: me@example\.org\n {2}data-request-confirm \(en\)\n {2}link: http/);
  });
});

describe("docs/walk.md", () => {
  it("is what `explain` prints for its query today (`npm run walk` writes it)", async () => {
    expect(await renderWalk(hub.url, folder)).toBe(await readFile(WALK_PAGE, "utf8"));
  });
});
