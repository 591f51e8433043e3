// The split deployment: docker-compose.yml is parsed, and the very commands of its services are run as processes on one
// database: two gateways, a worker, the program that serves partners. A partner comes in by one and is read by the other.
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { openTestRegistry } from "../kit/registry.js";
import { PROJECT_ROOT } from "../../schema/sdl.js";
import { testDatabase } from "../kit/database.js";
import { askGraphql, runProgram, temporaryFolder, type Answer, type RunningProgram } from "../kit/launched.js";
import { hostedInput, postUpload } from "../kit/hosting-hub.js";
import { until } from "../kit/until.js";

interface Service {
  readonly image: string;
  readonly command?: readonly string[];
  readonly depends_on?: unknown;
  readonly volumes?: readonly string[];
}

const compose = parse(readFileSync(join(PROJECT_ROOT, "docker-compose.yml"), "utf8"), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}; // a file of ours

const CLI = ["node_modules/.bin/node", "dist/gateway/main/cli.js"];
const folder = await temporaryFolder();
let databaseUrl: string;
let key: string;
const running: RunningProgram[] = [];
const at: Record<string, string> = {};

/** Runs a service's command, its addresses and folders replaced by those of this machine. */
async function run(service: string, name = service): Promise<void> {
  const command = compose.services[service]?.command ?? [];
  expect(command.slice(0, 2)).toEqual(CLI);
  const args = command.slice(2).map((argument) =>
    argument
      .replace("0.0.0.0", "127.0.0.1")
      .replace(/^--port=\d+$/, "--port=0")
      .replace("=/data", `=${folder.path}`)
      .replace("@/maillage/", `@${folder.path}/`)
      .replace("http://partners:4001", at["partners"] ?? "")
      .replace("http://worker:4000", at["worker"] ?? "http://127.0.0.1:9"),
  );
  const program = runProgram("cli.js", { args, databaseUrl });
  running.push(program);
  at[name] = (await program.saying(/^ready /)).slice("ready ".length);
}

beforeAll(async () => {
  databaseUrl = await testDatabase({ isEmpty: true });
  await run("worker", "first-worker"); // the partners' program wants the worker's address, and the worker theirs
  at["worker"] = at["first-worker"] ?? "";
  await run("partners");
  await Promise.all([run("worker"), run("gateway", "one"), run("gateway", "two")]);
  const registry = await openTestRegistry(databaseUrl);
  key = await registry.keys.issue({ name: "test", scopes: ["network:admin", "read:network"], organization: null });
  await registry.close();
}, 120_000);

afterAll(async () => {
  await Promise.all(running.map((program) => program.stop()));
  await folder.remove();
});

async function ask(who: string, query: string, variables = {}): Promise<Answer["data"]> {
  const { data, errors } = await askGraphql(`${at[who]}/graphql`, query, { key, variables });
  expect(errors).toEqual([]);
  return data;
}

describe("docker-compose.yml", () => {
  it("names only volumes and services that it has", () => {
    const services = Object.keys(compose.services);
    for (const { depends_on: wanted = {}, volumes = [], image } of Object.values(compose.services)) {
      expect(image).toMatch(/^(node:24|postgres:18|caddy:2)$/);
      for (const name of Array.isArray(wanted) ? wanted : Object.keys(wanted as object))
        expect(services).toContain(name);
      for (const volume of volumes.filter((each) => !each.startsWith(".")))
        expect(Object.keys(compose.volumes)).toContain(volume.split(":")[0]);
    }
  });

  it("runs a network of several processes: what comes in by one gateway is there at the other", async () => {
    const asked = await ask(
      "one",
      `mutation ($input: HostedPartnerInput!) { requestHostedPartner(input: $input) { partner { state } report { passed } } }`,
      { input: hostedInput("les-ponts") },
    );
    expect(asked.requestHostedPartner).toEqual({ partner: { state: "PENDING" }, report: { passed: true } });
    await ask("two", `mutation { approvePartner(key: "les-ponts") { state } }`);
    const text = "type,id,name\npractice,p1,Passerelle commune\n";
    const upload = await postUpload(at["one"] ?? "", { partner: "les-ponts", name: "t.csv", text, key });
    const { source } = (await upload.json()) as { source: string }; // as the route says
    const elsewhere = source.replace(at["one"] ?? "", at["two"] ?? "");
    const imported = await ask(
      "two",
      `mutation ($source: Url!) { importTable(partner: "les-ponts", source: $source, dryRun: false) { created } }`,
      { source: elsewhere },
    );
    expect(imported.importTable).toEqual({ created: 1 });
    // The worker harvests it, woken by the gateway; the index answers at both.
    await until(async () => {
      const found = await ask("one", `{ search(text: "passerelle") { totalCount } }`);
      return found.search.totalCount === 1;
    });
    const read = await ask("one", `{ practices { nodes { name freshness { via } } completeness { isPartial } } }`);
    expect(read.practices).toEqual({
      nodes: [{ name: "Passerelle commune", freshness: { via: "LIVE" } }],
      completeness: { isPartial: false },
    });
  });

  it("stays up when a gateway ends, and when the worker does", async () => {
    await running[3]?.stop();
    await running[0]?.stop();
    await running[2]?.stop();
    const { practices } = await ask("two", `{ practices { nodes { name } } }`);
    expect(practices.nodes).toHaveLength(1);
  });

  it("has a partition that starts, for another router", async () => {
    await writeFile(join(folder.path, "partners.json"), "[]");
    await run("partition");
    const { data } = await askGraphql(`${at["partition"]}/graphql`, `{ __typename }`);
    expect(data).toEqual({ __typename: "Query" });
  });
});
