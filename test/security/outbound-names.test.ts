// Names that cannot be looked up: no answer takes longer than its deadline, and a resolver that is down does not take
// partners down that were there a moment ago.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { NameLookup } from "../../gateway/fetch/name-lookup.js";
import { PartnerClient } from "../../gateway/fetch/partner-client.js";
import { askPartner, fetchWord, wordOf } from "../kit/asking.js";
import { answer } from "../kit/fault-scripts.js";
import { FaultServer } from "../kit/fault-server.js";
import { NameServer } from "../kit/name-server.js";

const closing = (): FaultServer => new FaultServer(answer(undefined, "connection: close\r\n"));
const server = closing();
const dns = new NameServer();
const clients: PartnerClient[] = [];

beforeAll(async () => {
  await Promise.all([server.start(), dns.start()]);
});
beforeEach(() => {
  dns.names.clear();
  dns.names.set("partner.test", { a: ["127.0.0.1"] });
  dns.asked.length = 0;
});
afterEach(() => Promise.all(clients.splice(0).map((client) => client.close())));
afterAll(() => Promise.all([server.stop(), dns.stop()]));

function clientWith(names: NameLookup, partnerMs = 20_000): PartnerClient {
  const client = new PartnerClient({ names, development: true, limits: { partnerMs, circuitMs: 1, circuitMostMs: 1 } });
  clients.push(client);
  return client;
}

const lookup = (options: { staleMs?: number; patienceMs?: number } = {}): NameLookup =>
  new NameLookup({ servers: [dns.address], patienceMs: 50, ...options });

describe("a name that cannot be looked up", () => {
  it.each(["NXDOMAIN", "SERVFAIL"] as const)("C12 %s → UNREACHABLE", async (code) => {
    dns.names.set("partner.test", code);
    expect(wordOf(await askPartner(clientWith(lookup()), server.url("partner.test")))).toBe(
      "UNREACHABLE no-connection",
    );
    expect(await fetchWord(server.url("partner.test"), { names: lookup(), development: true })).toBe("UNREACHABLE");
  });

  it("C12 a name server that is silent → the deadline holds", async () => {
    dns.names.set("partner.test", "silent");
    const outcome = await askPartner(clientWith(lookup(), 300), server.url("partner.test"));
    expect(wordOf(outcome)).toBe("TIMED_OUT deadline");
    expect(outcome.latencyMs).toBeLessThan(10_000); // the resolver itself would go on for longer than the deadline
  });
});

describe("the resolver", () => {
  it.each(["SERVFAIL", "silent"] as const)("H23: when it is down (%s), the last good addresses serve", async (how) => {
    const client = clientWith(lookup());
    expect(wordOf(await askPartner(client, server.url("partner.test")))).toBe("ANSWERED");
    dns.names.set("partner.test", how);
    const before = server.connections;
    expect(wordOf(await askPartner(client, server.url("partner.test")))).toBe("ANSWERED");
    expect(server.connections).toBe(before + 1); // a new connection, not one that was kept
  });

  it("H23: when it is down for longer than the cap, they do not", async () => {
    const client = clientWith(lookup({ staleMs: 0 }));
    expect(wordOf(await askPartner(client, server.url("partner.test")))).toBe("ANSWERED");
    dns.names.set("partner.test", "SERVFAIL");
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(wordOf(await askPartner(client, server.url("partner.test")))).toBe("UNREACHABLE no-connection");
  });

  it("H23: what it says is gone is gone", async () => {
    const client = clientWith(lookup({ patienceMs: 30_000 }));
    expect(wordOf(await askPartner(client, server.url("partner.test")))).toBe("ANSWERED");
    dns.names.set("partner.test", "NXDOMAIN");
    expect(wordOf(await askPartner(client, server.url("partner.test")))).toBe("UNREACHABLE no-connection");
  });

  it("H23: addresses that it gave before are checked again", async () => {
    const names = lookup();
    expect(await fetchWord(server.url("partner.test"), { names, development: true })).toBe(200);
    dns.names.set("partner.test", "SERVFAIL");
    expect(await fetchWord("https://partner.test/graphql", { names })).toBe("ADDRESS");
  });

  it("F09: that there is no such name is not remembered", async () => {
    const client = clientWith(lookup());
    dns.names.set("partner.test", "NXDOMAIN");
    await askPartner(client, server.url("partner.test"));
    dns.names.set("partner.test", { a: ["127.0.0.1"] });
    await new Promise((resolve) => setTimeout(resolve, 20)); // the circuit of one failure is closed anyway
    expect(wordOf(await askPartner(client, server.url("partner.test")))).toBe("ANSWERED");
  });
});
