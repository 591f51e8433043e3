// Partners that serve another schema than the one with which they joined: noted while it holds the contract, quarantined
// when it does not. The partner runs all the while.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startChangingEndpoint, type ChangingEndpoint } from "../registry/changing-endpoint.js";
import { startJoinNetwork, type JoinNetwork } from "../registry/join-network.js";
import { until } from "../kit/until.js";

let network: JoinNetwork;
let admin: string;
let joined: ChangingEndpoint;
let hosted: ChangingEndpoint;
beforeAll(async () => {
  network = await startJoinNetwork({ schemaMs: 100 });
  admin = await network.key(["network:admin", "network:join", "read:network"]);
  joined = await startChangingEndpoint((await network.associate("joined-one")).endpoint);
  hosted = await startChangingEndpoint((await network.associate("hosted-one")).endpoint);
  await network.request({ key: "joined-one", endpoint: joined.endpoint }, admin);
  await network.ask(`mutation { approvePartner(key: "joined-one") { key } }`, { key: admin });
  const licence = { licence: "CC0-1.0", organization: null, level: "LIVE", contractVersion: "1.0" } as const;
  await network.hub.registry.partners.listHosted([
    { key: "hosted-one", name: "Hosted", endpoint: hosted.endpoint, ...licence },
  ]);
  await network.hub.refresh();
});
afterAll(async () => {
  await network.stop();
  joined.stop();
  hosted.stop();
});

const incidents = async (partner: string): Promise<string[]> => {
  const query = `query ($partner: ID!) { incidents(partner: $partner) { edges { node { kind } } } }`;
  const { data } = await network.ask(query, { key: admin, variables: { partner } });
  return data.incidents.edges.map((edge: { node: { kind: string } }) => edge.node.kind);
};
const stateOf = async (partner: string): Promise<string> => {
  const { data } = await network.ask(`query ($key: ID!) { partner(key: $key) { state } }`, {
    key: admin,
    variables: { key: partner },
  });
  return data.partner.state;
};
const lookedAtTwice = async (endpoint: ChangingEndpoint): Promise<void> => {
  const { asked } = endpoint;
  await until(() => endpoint.asked > asked + 1);
};
const rows = async (partner: string): Promise<number | null> => {
  const { data } = await network.ask(`{ practices(filter: { partners: ["${partner}"] }) { nodes { id } } }`, {
    key: admin,
  });
  return data.practices?.nodes.length ?? null;
};

describe.each([["joined-one", () => joined] as const, ["hosted-one", () => hosted] as const])(
  "the schema of %s (E04)",
  (key, at) => {
    it("is left alone while it stays the same", async () => {
      await lookedAtTwice(at());
      expect(await incidents(key)).toEqual([]);
      expect(await rows(key)).toBe(3);
    });

    it("is noted when it changes and still holds the contract", async () => {
      at().sdl = (text) => `${text}\ntype Garden { id: ID! }\n`;
      await until(async () => (await incidents(key)).length > 0);
      await lookedAtTwice(at());
      expect([await incidents(key), await stateOf(key)]).toEqual([["SCHEMA_CHANGED"], "ACTIVE"]);
    });

    it("quarantines the partner when it does not hold the contract any more, until it is mended and resumed", async () => {
      at().sdl = (text) => text.replace("visibility: Visibility!", "visibility: String");
      await until(async () => (await stateOf(key)) === "QUARANTINED");
      await until(async () => (await incidents(key)).length > 1);
      expect(await incidents(key)).toEqual(["SCHEMA_BROKEN", "SCHEMA_CHANGED"]);
      await until(async () => (await rows(key)) === null); // as a partner that is none
      expect((await network.ask(`{ node(id: "${key}:practice:0") { id } }`, { key: admin })).data.node).toBeNull();
      at().sdl = (text) => text;
      await network.ask(`mutation { resumePartner(key: "${key}") { key } }`, { key: admin });
      await network.hub.refresh();
      await lookedAtTwice(at());
      expect([await stateOf(key), await rows(key)]).toEqual(["ACTIVE", 3]);
    });

    it("is told of in French and English", async () => {
      const details = async (language: string) => {
        const query = `{ incidents(partner: "${key}") { edges { node { detail } } } }`;
        const { data } = await network.ask(query, { key: admin, headers: { "accept-language": language } });
        return JSON.stringify(data);
      };
      const [en, fr] = [await details("en"), await details("fr")];
      expect(en).toMatch(/does not hold the contract any more/);
      expect(en).toMatch(/It still holds the contract/);
      expect(fr).toMatch(/ne respecte plus le contrat/);
      expect(fr).toMatch(/respecte toujours le contrat/);
    });
  },
);
