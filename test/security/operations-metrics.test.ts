// The figures of a hub: what is counted, and that none of it is about who asked, or for what.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { PROJECT_ROOT } from "../../schema/sdl.js";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";

let network: SmallNetwork;
beforeAll(async () => {
  network = await startSmallNetwork({ north: [{ id: "north:person:jane", name: "Jane Quillfeather" }] });
});
afterAll(async () => network.stop());

async function figures(): Promise<string> {
  const headers = { authorization: `Bearer ${network.keys.admin}` };
  return (await fetch(`${network.url}/metrics`, { headers })).text();
}

describe("a hub's figures", () => {
  it("count requests by route and status, and connections to the database by pool", async () => {
    await network.ask("query Secretly { people { nodes { name } } }");
    await network.ask("{ noSuchField }");
    await fetch(`${network.url}/health/live`);
    const text = await figures();
    const value = (line: string): number =>
      Number(
        text
          .split("\n")
          .find((each) => each.startsWith(line))
          ?.split(" ")[1],
      );
    const requests = "maillage_http_request_duration_seconds_count";
    expect(value(`${requests}{route="graphql",status="200"}`)).toBeGreaterThan(0);
    expect(value(`${requests}{route="graphql",status="400"}`)).toBe(1);
    expect(value(`${requests}{route="other",status="200"}`)).toBeGreaterThan(0);
    for (const pool of ["registry", "knowledge"])
      for (const state of ["busy", "idle", "waiting"])
        expect(value(`maillage_database_connections{pool="${pool}",state="${state}"}`)).toBeGreaterThanOrEqual(0);
    expect(text).not.toMatch(/Quillfeather|Secretly|people|jane/);
  });

  it("are all in the table of docs/operations.md, and no others", async () => {
    const named = new Set((await figures()).match(/(?<=^# TYPE )maillage_\w+/gm));
    const docs = readFileSync(join(PROJECT_ROOT, "docs", "operations.md"), "utf8");
    const documented = new Set(docs.match(/(?<=^\| `)maillage_\w+/gm));
    expect([...documented].toSorted()).toEqual([...named].toSorted());
  });

  it("are for those who administer the network only (K08)", async () => {
    expect((await fetch(`${network.url}/metrics`)).status).toBe(401);
    const headers = { authorization: `Bearer ${network.keys.reader}` };
    expect((await fetch(`${network.url}/metrics`, { headers })).status).toBe(401);
  });
});
