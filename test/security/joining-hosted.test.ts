// A partner that the hub runs itself leaves: nothing of it stays in any table, not after a restart either, although its
// files still lie where they were imported from.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { testDatabase } from "../kit/database.js";
import { launchNetwork, temporaryFolder, type LaunchedNetwork } from "../kit/launched.js";
import { until } from "../kit/until.js";
import { everyWord } from "../registry/every-word.js";

const KEY = "aidants-bretagne";
/** A person of that partner; records of others may name the id, and no words. */
const NAME = "Maëla Kerdraon";

let databaseUrl: string;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let network: LaunchedNetwork;
const start = () => launchNetwork({ databaseUrl, args: ["--data-dir", folder.path] });
beforeAll(async () => {
  [databaseUrl, folder] = [await testDatabase(), await temporaryFolder()];
  network = await start();
}, 120_000);
afterAll(async () => {
  await network.stop();
  await folder.remove();
}, 60_000);

const partners = async (): Promise<string[]> => {
  const { data } = await network.ask("{ partners { key } }");
  return data.partners.map(({ key }: { key: string }) => key);
};

describe("a hosted partner", () => {
  it("conforms, as the hub's own kit finds", async () => {
    const query = `query ($endpoint: Url!) { checkEndpoint(endpoint: $endpoint) { passed level checks { name passed got } } }`;
    const { data } = await network.ask(query, {
      key: network.keys.admin,
      variables: { endpoint: network.partnerUrl(KEY) },
    });
    const failed = data.checkEndpoint.checks.filter(({ passed }: { passed: boolean }) => !passed);
    // In a network for trying things out, questions are answered without a token.
    expect(failed.map(({ name }: { name: string }) => name)).toEqual(["token-required"]);
    expect(data.checkEndpoint).toMatchObject({ passed: true, level: "LIVE" });
  });

  it("leaves no word behind when it is removed", async () => {
    await until(async () => (await everyWord(databaseUrl, NAME)).some((table) => table.startsWith("knowledge.")));
    const { data } = await network.ask(`mutation { removePartner(key: "${KEY}") }`, { key: network.keys.admin });
    expect(data).toEqual({ removePartner: KEY });
    expect(await everyWord(databaseUrl, NAME)).toEqual([]);
    expect(await partners()).not.toContain(KEY);
  }, 60_000);

  it("stays away when the network is started anew", async () => {
    await network.stop();
    network = await start();
    expect(await partners()).not.toContain(KEY);
    expect(await everyWord(databaseUrl, NAME)).toEqual([]);
    const { data } = await network.ask(`{ search(text: "${NAME}") { totalCount } }`);
    expect(data.search.totalCount).toBe(0);
  }, 120_000);
});
