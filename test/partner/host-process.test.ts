import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { PROJECT_ROOT } from "../../schema/sdl.js";
import { openStore, saveRecords } from "../../services/partner/store.js";
import { testDatabase } from "../kit/database.js";

const program = join(PROJECT_ROOT, "dist", "services", "partner", "host-process.js");
const built = existsSync(program) ? describe : describe.skip;
const keys = Array.from({ length: 127 }, (_, index) => `p-${index}`);

async function start(config: string, argument: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [program, argument], { stdio: ["pipe", "pipe", "inherit"] });
  if (argument === "-") child.stdin?.write(`${config}\n`);
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  const [line] = (await once(lines, "line")) as [string];
  return { child, url: line.replace(/^ready /, "") };
}

built("the program that hosts partners (skipped where nothing is built)", () => {
  let config = "";
  beforeAll(async () => {
    const databaseUrl = await testDatabase();
    const store = await openStore({ databaseUrl });
    await saveRecords(store, "p-126", [{ id: "p-126:person:1", name: "Last" }]);
    await store.close();
    config = JSON.stringify({
      databaseUrl,
      port: 0,
      partners: keys.map((key) => ({ key })),
      tokens: { required: false },
    });
  });

  const askAll = (url: string) =>
    Promise.all(
      keys.map(async (key) => {
        const body = JSON.stringify({ query: "{ partnerDescriptor { key counts { people } } }" });
        const response = await fetch(`${url}/${key}/graphql`, {
          method: "POST",
          body,
          headers: { "content-type": "application/json" },
        });
        const { data } = (await response.json()) as {
          data: { partnerDescriptor: { key: string; counts: { people: number } } };
        };
        return data.partnerDescriptor;
      }),
    );

  it("serves 127 partners, and stops on SIGTERM", async () => {
    const { child, url } = await start(config, config);
    const descriptors = await askAll(url);
    expect(descriptors.map((descriptor) => descriptor.key)).toEqual(keys);
    expect(descriptors.at(-1)?.counts.people).toBe(1);
    const begun = Date.now();
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
    expect(Date.now() - begun).toBeLessThan(5_000);
  });

  it("takes its configuration from standard input, and stops when that closes", async () => {
    const { child, url } = await start(config, "-");
    expect((await fetch(`${url}/p-0/none`)).status).toBe(404);
    child.stdin?.end();
    expect(await once(child, "exit")).toEqual([0, null]);
  });
});
