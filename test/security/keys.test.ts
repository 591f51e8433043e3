// The hub's signing keys: kept, published, replaced. A real partner that requires tokens, asked by the real client while
// the keys change.
import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createHubSigner } from "../../gateway/fetch/hub-signer.js";
import { PartnerClient } from "../../gateway/fetch/partner-client.js";
import { currentKey, keyId, publishedKeys, RETIRED_AFTER_MS } from "../../gateway/fetch/signing-keys.js";
import { keepHubKeys, keepKey, rotateHubKey } from "../../gateway/main/hub-key.js";
import { startPartition } from "../../gateway/main/partition-command.js";
import { completeProfile } from "../../services/partner/partner-profile.js";
import { startPartnerServer, type RunningServer } from "../../services/partner/server.js";
import { readHostConfig } from "../../services/partner/host-process.js";
import { askPartner, wordOf } from "../kit/asking.js";
import { testDatabase } from "../kit/database.js";

const [first, second] = [generateKeyPairSync("ed25519").privateKey, generateKeyPairSync("ed25519").privateKey];
const signer = createHubSigner(first);
const hub = createServer((_request, response) => {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(signer.jwks));
});
let partner: RunningServer;

beforeAll(async () => {
  hub.listen(0, "127.0.0.1");
  await once(hub, "listening");
  const address = hub.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  partner = await startPartnerServer({
    ...{ databaseUrl: await testDatabase(), port: 0, host: "127.0.0.1", log: () => undefined },
    partners: [completeProfile({ key: "part-a" }), completeProfile({ key: "part-b" })],
    tokens: { jwksUrl: `http://127.0.0.1:${port}/.well-known/jwks.json`, required: true },
  });
});
afterAll(async () => {
  await partner.stop();
  hub.closeAllConnections();
  hub.close();
});

describe("a partner that requires tokens", () => {
  const client = new PartnerClient({ development: true, signer, limits: { partnerMs: 30_000 } });
  afterAll(() => client.close());
  let about = 0;
  const askSome = async (count: number): Promise<ReadonlySet<string>> => {
    const asked = Array.from({ length: count }, () =>
      askPartner(client, `${partner.url}/part-a/graphql`, { about: about++ }),
    );
    return new Set((await Promise.all(asked)).map(wordOf));
  };
  /** Answers to a question that the contract does not have: the token was taken, the question was not. */
  const TAKEN = new Set(["INVALID http-status"]);

  it("B15 refuses no request while one key follows another", async () => {
    expect(await askSome(4)).toEqual(TAKEN);
    signer.replace([
      { key: first, from: 0 },
      { key: second, from: Date.now() + 60_000 },
    ]);
    expect(signer.jwks.keys.length).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 1_500)); // partners look for unknown keys once a second at most
    signer.replace([
      { key: first, from: 0 },
      { key: second, from: Date.now() - 1 },
    ]);
    for (let round = 0; round < 3; round++) expect([...(await askSome(8))]).not.toContain("REFUSED refused");
  });

  it("B13 takes nothing that is signed with what it verifies with, or with another's key", async () => {
    const stranger = createHubSigner();
    const thief = new PartnerClient({ development: true, signer: stranger, limits: { partnerMs: 30_000 } });
    expect(wordOf(await askPartner(thief, `${partner.url}/part-a/graphql`))).toBe("REFUSED refused");
    await thief.close();
    expect(createPublicKey(second).type).toBe("public");
    for (const key of signer.jwks.keys) expect(Object.keys(key)).not.toContain("d");
  });

  it("B11 is what a program that hosts partners does when nothing is said", () => {
    const { tokens } = readHostConfig(JSON.stringify({ databaseUrl: "postgres://x", partners: [], tokens: {} }));
    expect(tokens).toEqual({ required: true });
  });
});

describe("the partition on its own", () => {
  it("B11 signs its calls with the key of a file, and publishes what partners verify them with", async () => {
    const folder = await mkdtemp(join(tmpdir(), "maillage-keys-"));
    const keyFile = join(folder, "partition.pem");
    const partners = JSON.stringify([{ key: "part-a", endpoint: `${partner.url}/part-a/graphql` }]);
    for (let start = 0; start < 2; start++) {
      const partition = await startPartition({ partners, port: 0, keyFile, log: { error: () => undefined } });
      const response = await fetch(`${partition.url}/.well-known/jwks.json`);
      const { keys } = (await response.json()) as { keys: Array<{ kid: string }> }; // the partition's own
      expect(keys.map(({ kid }) => kid)).toEqual([keyId(await keepKey(keyFile))]);
      await partition.stop();
    }
    await rm(folder, { recursive: true });
  });
});

describe("keys that follow one another", () => {
  const keys = [
    { key: first, from: 0 },
    { key: second, from: 1_000_000 },
  ];

  it.each([
    [999_999, first, 2],
    [1_000_000, second, 2],
    [1_000_000 + RETIRED_AFTER_MS, second, 2],
    [1_000_001 + RETIRED_AFTER_MS, second, 1],
  ])("B15 at %i ms have one that signs, and publish those that may be met", (nowMs, signing, published) => {
    expect(currentKey(keys, nowMs).key).toBe(signing);
    expect(publishedKeys(keys, nowMs).map(({ kid }) => kid)).toContain(keyId(signing));
    expect(publishedKeys(keys, nowMs).length).toBe(published);
  });

  it("B15 are kept in a folder, readable by their owner only, and go when they are of no more use", async () => {
    const folder = await mkdtemp(join(tmpdir(), "maillage-keys-"));
    const { first: kept } = await keepHubKeys(folder);
    const HOUR_MS = 3_600_000;
    const start = Date.now();
    const from = await rotateHubKey(folder, start);
    expect(from).toBeGreaterThan(start + 10 * 60_000); // longer than partners keep what they have seen
    await rotateHubKey(folder, start + HOUR_MS);
    await rotateHubKey(folder, start + 2 * HOUR_MS);
    const { first: still, signing } = await keepHubKeys(folder);
    expect(still.equals(kept)).toBe(true);
    expect(signing.map((each) => each.from)).not.toContain(from);
    expect(signing.length).toBe(3);
    for (const file of await readdir(folder)) expect((await stat(join(folder, file))).mode & 0o077).toBe(0);
    await rm(folder, { recursive: true });
  });
});
