// Where requests may go: what is written, what names stand for, what is connected to. Nothing here leaves the machine:
// names are answered by a server of the test's own, and what is refused is refused before a socket is opened.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { NameLookup } from "../../gateway/fetch/name-lookup.js";
import { isPublicAddress } from "../../gateway/fetch/outbound-address.js";
import { PartnerClient } from "../../gateway/fetch/partner-client.js";
import { askPartner, fetchWord, wordOf } from "../kit/asking.js";
import { answer } from "../kit/fault-scripts.js";
import { FaultServer } from "../kit/fault-server.js";
import { NameServer, type NameAnswer } from "../kit/name-server.js";

const server = new FaultServer(answer());
const dns = new NameServer();
let names: NameLookup;

beforeAll(async () => {
  await Promise.all([server.start(), dns.start()]);
});
beforeEach(() => {
  names = new NameLookup({ servers: [dns.address] });
  dns.names.clear();
  dns.asked.length = 0;
});
afterAll(() => Promise.all([server.stop(), dns.stop()]));

const WRITTEN: ReadonlyArray<readonly [id: string, what: string, url: string]> = [
  ["C01", "http", "http://partner.example.org/graphql"],
  ["C01", "ftp", "ftp://partner.example.org/graphql"],
  ["C01", "file", "file:///etc/passwd"],
  ["C01", "javascript", "javascript:alert(1)"],
  ["C01", "data", "data:application/json,{}"],
  ["C01", "gopher", "gopher://partner.example.org:70/"],
  ["C01", "no scheme", "//partner.example.org/graphql"],
  ["C03", "IPv6 loopback", "https://[::1]/graphql"],
  ["C03", "IPv4 loopback", "https://127.0.0.1/graphql"],
  ["C03", "IPv4 loopback in fewer parts", "https://127.1/graphql"],
  ["C03", "IPv4 loopback in octal", "https://0177.0.0.1/graphql"],
  ["C03", "IPv4 loopback as one number", "https://2130706433/graphql"],
  ["C03", "IPv4 loopback in hexadecimal", "https://0x7f.0.0.1/graphql"],
  ["C03", "IPv4 in IPv6", "https://[::ffff:127.0.0.1]/graphql"],
  ["C03", "NAT64", "https://[64:ff9b::7f00:1]/graphql"],
  ["C03", "6to4", "https://[2002:7f00:1::]/graphql"],
  ["C03", "link-local IPv6", "https://[fe80::1]/graphql"],
  ["C03", "unique local IPv6", "https://[fd00::1]/graphql"],
  ["C04", "metadata by address", "https://169.254.169.254/latest/meta-data/"],
  ["C04", "metadata by name", "https://metadata.google.internal/computeMetadata/v1/"],
  ["C04", "metadata by IPv6", "https://[fd00:ec2::254]/latest/meta-data/"],
  ["C04", "a cloud's platform address", "https://168.63.129.16/machine"],
  ["C05", "carrier-grade NAT", "https://100.64.0.1/graphql"],
  ["C05", "this network", "https://0.0.0.0/graphql"],
  ["C05", "protocol assignments", "https://192.0.0.8/graphql"],
  ["C05", "benchmarking", "https://198.18.0.1/graphql"],
  ["C05", "multicast", "https://224.0.0.1/graphql"],
  ["C05", "broadcast", "https://255.255.255.255/graphql"],
  ["C05", "a private network", "https://10.0.0.8/graphql"],
  ["C06", "localhost", "https://localhost/graphql"],
  ["C06", "localhost with a dot", "https://localhost./graphql"],
  ["C06", "LOCALHOST", "https://LOCALHOST/graphql"],
  ["C06", "a name of one label", "https://intranet/graphql"],
  ["C06", "a name under .local", "https://printer.local/graphql"],
  ["C06", "a name under .internal", "https://vault.corp.internal/graphql"],
  ["C06", "a name in other letters", "https://lоcalhost.example.org/graphql"],
  ["C06", "full-width letters", "https://ｌocalhost/graphql"],
  ["C06", "a percent sign in the host", "https://%6cocalhost/graphql"],
  ["C10", "a user name", "https://partner.example.org@127.0.0.1/graphql"],
  ["C10", "a user and a password", "https://user:secret@partner.example.org/graphql"],
  ["C10", "a fragment", "https://partner.example.org/graphql#@127.0.0.1"],
  ["C10", "a backslash", "https://partner.example.org\\@127.0.0.1/graphql"],
  ["C10", "a line break", "https://partner.example.org/\r\nhost: other"],
  ["C10", "a tab in the host", "https://127.0.0\t.1/graphql"],
  ["C10", "the port of SSH", "https://partner.example.org:22/graphql"],
  ["C10", "the port of SMTP", "https://partner.example.org:25/graphql"],
  ["C10", "the port of Redis", "https://partner.example.org:6379/graphql"],
  ["C10", "the port of PostgreSQL", "https://partner.example.org:5432/graphql"],
  ["C10", "port 0", "https://partner.example.org:0/graphql"],
];

describe("an address as it is written", () => {
  it.each(WRITTEN)("%s %s is refused, and nothing is connected to", async (_id, _what, url) => {
    expect(await fetchWord(url, { names })).toBe("ADDRESS");
    const client = new PartnerClient({ names });
    expect(wordOf(await askPartner(client, url))).toBe("UNREACHABLE address");
    await client.close();
    expect(dns.asked).toEqual([]);
  });

  it("is taken on https, port 443 and free ports, with path and query", async () => {
    for (const url of ["https://partner.example.org", "https://partner.example.org:8443/a/graphql?b=c"])
      expect(await fetchWord(url, { names })).toBe("UNREACHABLE"); // the name does not exist: it was asked for
    expect(dns.asked.length).toBeGreaterThan(0);
  });
});

const STANDS_FOR: ReadonlyArray<readonly [id: string, what: string, answer: NameAnswer]> = [
  ["C06", "a public name for loopback", { a: ["127.0.0.1"] }],
  ["C07", "one public and one private address", { a: ["93.184.216.34", "10.0.0.1"] }],
  ["C07", "a private address among public ones of the other family", { a: ["10.0.0.1"], aaaa: ["2606:4700::1111"] }],
  ["C09", "a private IPv6 address beside a public IPv4 one", { a: ["93.184.216.34"], aaaa: ["fd00::1"] }],
  ["C09", "IPv4 in IPv6 beside a public address", { a: ["93.184.216.34"], aaaa: ["::ffff:10.0.0.1"] }],
  ["C04", "the metadata address", { a: ["169.254.169.254"] }],
];

describe("a name", () => {
  it.each(STANDS_FOR)("%s that stands for %s is refused when it is connected to", async (_id, _what, stands) => {
    dns.names.set("partner.example.org", stands);
    expect(await fetchWord("https://partner.example.org/graphql", { names })).toBe("ADDRESS");
    const client = new PartnerClient({ names });
    expect(wordOf(await askPartner(client, "https://partner.example.org/graphql"))).toBe("UNREACHABLE address");
    await client.close();
  });

  it("C07: is looked up once for a connection: what is checked is what is connected to", async () => {
    dns.names.set("partner.test", { a: ["127.0.0.1"] });
    expect(await fetchWord(server.url("partner.test"), { names, development: true })).toBe(200);
    expect(dns.asked.filter((question) => question === "partner.test a")).toEqual(["partner.test a"]);
  });

  it("C04: is refused for a metadata address even where loopback is allowed", async () => {
    dns.names.set("partner.test", { a: ["169.254.169.254"] });
    expect(await fetchWord("https://partner.test/graphql", { names, development: true })).toBe("ADDRESS");
  });
});

describe("whatever is not a partner", () => {
  it.each([
    "https://169.254.169.254/hook",
    "https://10.0.0.1/logo.png",
    "https://hooks.test/redis",
    "http://hooks.test/",
  ])("C21 is asked by the same rules: a webhook to %s goes nowhere", async (url) => {
    dns.names.set("hooks.test", { a: ["127.0.0.1"] });
    const before = server.connections;
    expect(await fetchWord(url, { names }, { method: "POST", body: "{}" })).toBe("ADDRESS");
    expect(server.connections).toBe(before);
  });
});

describe("a program that the hub runs itself", () => {
  it("is asked on loopback by its exact origin, and its neighbours are not", async () => {
    const own = new URL(server.url()).origin;
    const rules = { names, ownOrigins: () => new Set([own]) };
    expect(await fetchWord(server.url(), rules)).toBe(200);
    expect(await fetchWord(server.url("localhost"), rules)).toBe("ADDRESS");
    expect(await fetchWord(`http://127.0.0.1:${server.port === 65_535 ? 1024 : server.port + 1}/`, rules)).toBe(
      "ADDRESS",
    );
  });

  it("is asked no more once it is not the hub's own", async () => {
    let own = new Set([new URL(server.url()).origin]);
    const rules = { names, ownOrigins: () => own };
    expect(await fetchWord(server.url(), rules)).toBe(200);
    own = new Set();
    expect(await fetchWord(server.url(), rules)).toBe("ADDRESS");
  });
});

describe("an IP address", () => {
  it.each([
    ["93.184.216.34", true],
    ["2606:4700:4700::1111", true],
    ["192.0.2.1", false],
    ["198.51.100.1", false],
    ["203.0.113.1", false],
    ["192.88.99.1", false],
    ["240.0.0.1", false],
    ["172.16.0.1", false],
    ["::", false],
    ["::7f00:1", false],
    ["fec0::1", false],
    ["ff02::1", false],
    ["100::1", false],
    ["2001::1", false],
    ["2001:2::1", false],
    ["2001:db8::1", false],
    ["3fff::1", false],
    ["5f00::1", false],
    ["64:ff9b:1::1", false],
    ["4000::1", false],
    ["partner", false],
  ])("C05: %s is public: %s", (address, isPublic) => {
    expect(isPublicAddress(address)).toBe(isPublic);
  });
});
