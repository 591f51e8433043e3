// TLS with real certificates: whoever cannot show a good one is not talked to.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { TlsOptions } from "node:tls";
import { NameLookup } from "../../gateway/fetch/name-lookup.js";
import { PartnerClient } from "../../gateway/fetch/partner-client.js";
import { askPartner, fetchWord, wordOf } from "../kit/asking.js";
import { makeAuthority, makeCertificate, type Certificate } from "../kit/certificates.js";
import { answer } from "../kit/fault-scripts.js";
import { FaultServer } from "../kit/fault-server.js";
import { NameServer } from "../kit/name-server.js";

const HOST = "partner.test";
const DAY_MS = 86_400_000;
const dns = new NameServer();
let authority: Certificate;
let other: Certificate;

beforeAll(async () => {
  [authority, other] = await Promise.all([makeAuthority("Trusted"), makeAuthority("Unknown"), dns.start()]);
  dns.names.set(HOST, { a: ["127.0.0.1"] });
});
afterAll(() => dns.stop());

async function ask(tls: TlsOptions): Promise<readonly [partner: string, outbound: unknown, heard: number]> {
  const server = await new FaultServer(answer(), tls).start();
  const names = new NameLookup({ servers: [dns.address] });
  const rules = { names, development: true, authorities: [authority.cert] };
  const client = new PartnerClient({ ...rules, limits: { partnerMs: 20_000 } });
  try {
    const word = wordOf(await askPartner(client, server.url(HOST)));
    const fault = await fetchWord(server.url(HOST), rules, { timeoutMs: 20_000 });
    return [word, fault, server.requests.length];
  } finally {
    await client.close();
    await server.stop();
  }
}

const REFUSED = ["UNREACHABLE tls", "TLS_ERROR", 0];

describe("a partner over TLS", () => {
  it("is asked when its certificate is good and for its host", async () => {
    expect(await ask(await makeCertificate({ host: HOST, authority }))).toEqual(["ANSWERED", 200, 2]);
  });

  it.each<readonly [string, () => Promise<TlsOptions>]>([
    [
      "a certificate that has expired",
      () => {
        const [notBefore, notAfter] = [new Date(Date.now() - 9 * DAY_MS), new Date(Date.now() - DAY_MS)];
        return makeCertificate({ host: HOST, authority, notBefore, notAfter });
      },
    ],
    [
      "a certificate that is not good yet",
      () => {
        const [notBefore, notAfter] = [new Date(Date.now() + DAY_MS), new Date(Date.now() + 9 * DAY_MS)];
        return makeCertificate({ host: HOST, authority, notBefore, notAfter });
      },
    ],
    ["a certificate that signs itself", () => makeCertificate({ host: HOST })],
    ["a certificate of an authority nobody knows", () => makeCertificate({ host: HOST, authority: other })],
    ["a certificate for another host", () => makeCertificate({ host: "elsewhere.test", authority })],
    [
      "TLS 1.0",
      async () => {
        const old = { minVersion: "TLSv1", maxVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
        return { ...(await makeCertificate({ host: HOST, authority })), ...old };
      },
    ],
    [
      "TLS 1.1",
      async () => {
        const old = { minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
        return { ...(await makeCertificate({ host: HOST, authority })), ...old };
      },
    ],
  ])("C13 %s → UNREACHABLE, and hears nothing", async (_what, tls) => {
    expect(await ask(await tls())).toEqual(REFUSED);
  });

  it("C13 plain HTTP where TLS is expected → UNREACHABLE", async () => {
    const server = await new FaultServer((socket) => socket.end("HTTP/1.1 200 OK\r\n\r\n")).start();
    const rules = { names: new NameLookup({ servers: [dns.address] }), development: true };
    const url = server.url(HOST).replace("http:", "https:");
    const asked = fetchWord(url, rules, { timeoutMs: 1_000 });
    expect(["TLS_ERROR", "TIMED_OUT", "UNREACHABLE"]).toContain(await asked);
    expect(server.requests).toEqual([]);
    await server.stop();
  });
});
