// Partners that fail: each fault has its status, costs nobody else a row, and the answer comes in time.
import { createServer } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { contractRow } from "../kit/contract-rows.js";
import { FakePartner, type Behaviour } from "../kit/fake-partner.js";
import { startTestHub, type TestHub } from "../kit/hub.js";

const LIMITS = { partnerMs: 3_000, scatterMs: 4_000, answerBytes: 200_000, circuitMs: 300 };
const sound = new FakePartner("part-sound", [contractRow("part-sound:practice:1", { minute: 1 })]);
const broken = new FakePartner("part-broken", [contractRow("part-broken:practice:1", { minute: 2 })]);
let hub: TestHub;

const QUERY = `{ practices { totalCount nodes { id } completeness { isPartial totalIs expected answered sources { partner status via rows reason } } } }`;

interface Practices {
  nodes: Array<{ id: string }>;
  totalCount: number;
  completeness: {
    isPartial: boolean;
    totalIs: string;
    expected: number;
    answered: number;
    sources: Array<{ partner: string; status: string; rows: number }>;
  };
}

beforeAll(async () => {
  await sound.start();
  await broken.start();
});

beforeEach(async () => {
  await hub?.stop(); // a hub without history: its circuits are closed
  hub = await startTestHub([sound, broken], { limits: LIMITS });
  broken.behaviour = {};
});

afterAll(async () => {
  await hub.stop();
  await sound.stop();
  await broken.stop();
});

const FAULTS: ReadonlyArray<{ id: string; name: string; behaviour: Behaviour; status: string }> = [
  { id: "H04", name: "answers after the deadline", behaviour: { delayMs: 20_000 }, status: "TIMED_OUT" },
  { id: "C17", name: "drips its answer", behaviour: { take: drip }, status: "TIMED_OUT" },
  {
    id: "C20",
    name: "resets the connection",
    behaviour: { take: (response) => response.socket?.resetAndDestroy() },
    status: "UNREACHABLE",
  },
  { id: "C20", name: "closes in the middle of its answer", behaviour: { take: cutShort }, status: "UNREACHABLE" },
  { id: "C11", name: "redirects", behaviour: { status: 302 }, status: "INVALID" },
  { id: "H01", name: "answers HTTP 500", behaviour: { status: 500 }, status: "INVALID" },
  { id: "B11", name: "answers HTTP 401", behaviour: { status: 401 }, status: "REFUSED" },
  { id: "B11", name: "answers HTTP 403", behaviour: { status: 403 }, status: "REFUSED" },
  { id: "C19", name: "sends HTML", behaviour: { contentType: "text/html" }, status: "INVALID" },
  {
    id: "C19",
    name: "declares another charset",
    behaviour: { contentType: "application/json; charset=utf-16" },
    status: "INVALID",
  },
  { id: "C14", name: "sends more than allowed", behaviour: { spoil: () => "x".repeat(300_000) }, status: "INVALID" },
  { id: "D01", name: "sends what is not JSON", behaviour: { spoil: () => "{broken" }, status: "INVALID" },
  { id: "D01", name: "sends NaN", behaviour: { spoil: () => '{"data": NaN}' }, status: "INVALID" },
  { id: "D02", name: "sends JSON of great depth", behaviour: { spoil: () => "[".repeat(100_000) }, status: "INVALID" },
  {
    id: "D13",
    name: "answers with errors and no data",
    behaviour: { spoil: () => ({ data: null, errors: [{ message: "secret" }] }) },
    status: "INVALID",
  },
];

function drip(response: Parameters<NonNullable<Behaviour["take"]>>[0]): void {
  response.writeHead(200, { "content-type": "application/json" });
  const timer = setInterval(() => response.write(" "), 50);
  response.on("close", () => clearInterval(timer));
}

function cutShort(response: Parameters<NonNullable<Behaviour["take"]>>[0]): void {
  response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
  response.write('{"data":');
  setTimeout(() => response.socket?.destroy(), 20);
}

describe("a partner that fails", () => {
  it.each(FAULTS)("$id: one that $name is $status, and the others' rows are there", async ({ behaviour, status }) => {
    broken.behaviour = behaviour;
    const begun = performance.now();
    const answer = await hub.ask(QUERY);
    const tookMs = performance.now() - begun;
    const practices = answer.data?.practices as unknown as Practices; // as QUERY selects it
    expect(answer.errors).toBeUndefined();
    expect(practices.nodes).toEqual([{ id: "part-sound:practice:1" }]);
    expect(practices.completeness).toMatchObject({ isPartial: true, totalIs: "AT_LEAST", expected: 2, answered: 1 });
    expect(practices.completeness.sources).toMatchObject([
      { partner: "part-broken", status, via: null, rows: 0 },
      { partner: "part-sound", status: "ANSWERED", via: "LIVE", rows: 1 },
    ]);
    expect(JSON.stringify(answer)).not.toContain("secret");
    expect(tookMs).toBeLessThan(LIMITS.scatterMs + 8_000); // far below the 20 s that the slow one takes
  });

  it("H01: one that refuses connections is UNREACHABLE", async () => {
    const port = await freePort();
    hub.directory.replace([sound.entry, { ...broken.entry, endpoint: `http://127.0.0.1:${port}/graphql` }]);
    const { data } = await hub.ask(QUERY);
    expect((data?.practices as unknown as Practices).completeness.sources[0]).toMatchObject({ status: "UNREACHABLE" });
  });

  it("D13: one that answers with data and errors is INVALID and its rows stay", async () => {
    broken.behaviour = { spoil: (response) => ({ ...response, errors: [{ message: "secret" }] }) };
    const answer = await hub.ask(QUERY);
    const practices = answer.data?.practices as unknown as Practices;
    expect(practices.nodes.length).toBe(2);
    expect(practices.completeness.sources[0]).toMatchObject({ status: "INVALID", rows: 1 });
    expect(JSON.stringify(answer)).not.toContain("secret");
  });

  it("is an error for readers who refuse incomplete answers, with its name", async () => {
    broken.behaviour = { status: 500 };
    const { data, errors } = await hub.ask(QUERY, {}, { "maillage-partial": "refuse" });
    expect(data).toEqual({ practices: null });
    expect(errors).toEqual([
      {
        message: expect.any(String),
        path: ["practices"],
        extensions: { code: "RESPONSE_INCOMPLETE", partners: [{ partner: "part-broken", status: "INVALID" }] },
      },
    ]);
  });

  it("gives its reason in the reader's language", async () => {
    broken.behaviour = { status: 500 };
    const { data } = await hub.ask(QUERY, {}, { "accept-language": "fr-CA,en;q=0.5" });
    const [source] = (data?.practices as unknown as { completeness: { sources: Array<{ reason: string }> } })
      .completeness.sources;
    expect(source?.reason).toBe("Le partenaire a répondu par une erreur HTTP.");
  });

  it("is left alone after five failures, without a socket, and let back in by one probe", async () => {
    broken.behaviour = { status: 500 };
    for (let i = 0; i < 5; i++) await hub.ask(QUERY);
    const before = broken.asked.length;
    const { data } = await hub.ask(QUERY);
    expect((data?.practices as unknown as Practices).completeness.sources[0]).toMatchObject({ status: "CIRCUIT_OPEN" });
    expect(broken.asked.length).toBe(before);
    broken.behaviour = {};
    await new Promise((resolve) => setTimeout(resolve, 2 * LIMITS.circuitMs));
    const again = await hub.ask(QUERY);
    expect((again.data?.practices as unknown as Practices).completeness.sources[0]).toMatchObject({
      status: "ANSWERED",
    });
  });

  it("H11: is asked again at most for a tenth of requests", async () => {
    broken.behaviour = { take: (response) => response.socket?.resetAndDestroy() };
    const before = broken.asked.length;
    for (let i = 0; i < 4; i++) await hub.ask(QUERY);
    expect(broken.asked.length - before).toBeLessThanOrEqual(5);
  });

  it("H05: holds eight of a reader's requests at a time, and its queue costs it its deadline, nobody else's", async () => {
    let inFlight = 0;
    let most = 0;
    broken.behaviour = {
      take: (response) => {
        most = Math.max(most, ++inFlight);
        response.on("close", () => inFlight--);
      },
    };
    const patient = await startTestHub([sound, broken], { limits: { partnerMs: 8_000, scatterMs: 10_000 } });
    const asks = Array.from({ length: 20 }, (_, n) => patient.ask(`{ practices(first: ${n + 1}) { nodes { id } } }`));
    const begun = performance.now();
    await patient.ask(`{ practices(filter: { partners: ["part-sound"] }) { nodes { id } } }`);
    expect(performance.now() - begun).toBeLessThan(7_500);
    await Promise.all(asks);
    expect(performance.now() - begun).toBeLessThan(16_000); // a queue beyond the deadline would take 24 s
    expect(most).toBe(8);
    await patient.stop();
  });
});

describe("a partner that moves", () => {
  it("ends no request that is under way to where it was", async () => {
    sound.behaviour = { delayMs: 100 };
    const before = hub.ask(QUERY);
    await new Promise((resolve) => setTimeout(resolve, 50));
    hub.directory.replace([{ ...sound.entry, endpoint: `${sound.entry.endpoint}?moved` }]);
    const answers = await Promise.all([before, hub.ask(QUERY)]);
    sound.behaviour = {};
    for (const { data } of answers)
      expect((data?.practices as unknown as Practices).completeness.sources.at(-1)).toMatchObject({
        status: "ANSWERED",
      });
  });
});

describe("equal requests in flight", () => {
  const TWO = `{ practices { nodes { id visibility } } }`;

  it("F07: are sent once for readers of one visibility, never across visibilities", async () => {
    sound.behaviour = { delayMs: 300 };
    const before = sound.asked.length;
    const answers = await Promise.all([hub.ask(TWO), hub.ask(TWO), hub.ask(TWO, {}, { authorization: "network" })]);
    sound.behaviour = {};
    expect(sound.asked.length - before).toBe(2);
    expect(answers[0]).toEqual(answers[1]);
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 1;
}
