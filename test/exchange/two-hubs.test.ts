// Acts that meet in two processes of one hub, on one database: what holds in one process holds in two. Each is asked two things
// at a time: a busy one lets no more in.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { spawn, type ChildProcess } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { PROJECT_ROOT } from "../../schema/sdl.js";
import { RECORDS, RESPITE, startExchangeNetwork, type ExchangeNetwork, type Party } from "../kit/exchange-network.js";
import { adoption, makersFor } from "../kit/make-exchange.js";
import type { NetworkAnswer } from "../kit/small-network.js";

const PROGRAM = join(PROJECT_ROOT, "dist", "test", "kit", "hub-process.js");
const REGISTER = `mutation ($person: ID!) { done: registerForEvent(event: "brest:event:small", person: $person) { state } }`;
const CANCEL = `mutation ($person: ID!) { done: cancelRegistration(event: "brest:event:small", person: $person) { state } }`;
const UPDATE = `mutation ($id: ID!, $version: Int!, $input: AdoptionInput!) {
  done: updateAdoption(id: $id, expectedVersion: $version, input: $input) { version } }`;
const INTRODUCE = `mutation { done: requestIntroduction(input: { to: "brest:person:anna", about: "Nights", message: "Hello" }) { id } }`;
const times = { createdAt: "2026-01-01T00:00:00.000Z", updatedAt: "2026-06-01T00:00:00.000Z" };
const NAMUR = "namur:organization:home";
const AT_A_TIME = 2;

let network: ExchangeNetwork;
let child: ChildProcess | undefined;
let urls: readonly string[];
const crowd = Array.from({ length: 30 }, (_, at) => `namur:person:p${String(at).padStart(2, "0")}`);

beforeAll(async () => {
  const key = generateKeyPairSync("ed25519").privateKey;
  const people = crowd.map((id) => ({ ...times, id, name: `Person ${id.slice(-2)}`, organization: NAMUR }));
  const small = {
    ...{ ...times, id: "brest:event:small", name: "Petite journée", organization: "brest:organization:home" },
    ...{ capacity: 6, topics: [RESPITE], startsAt: "2099-05-01T09:00:00.000Z", endsAt: "2099-05-01T17:00:00.000Z" },
  };
  const { brest = [], namur = [] } = RECORDS;
  network = await startExchangeNetwork({ hub: { key } }, { brest: [...brest, small], namur: [...namur, ...people] });
  const keyPem = key.export({ type: "pkcs8", format: "pem" }).toString();
  const orders = { databaseUrl: network.databaseUrl, keyPem, harvestMs: 3_600_000, isPatient: true };
  const started = spawn(process.execPath, [PROGRAM, JSON.stringify(orders)], { stdio: ["ignore", "pipe", "inherit"] });
  child = started;
  const [line] = await once(createInterface({ input: started.stdout }), "line");
  urls = [network.url, String(line).replace("ready ", "")];
}, 120_000);
afterAll(async () => {
  if (child?.kill("SIGKILL") === true) await once(child, "exit");
  await network.stop();
});

interface Question {
  readonly party: Party;
  readonly query: string;
  readonly variables?: object;
}

async function askAt(url: string, { party, query, variables = {} }: Question): Promise<NetworkAnswer> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${network.keyOf[party] ?? ""}` };
  const body = JSON.stringify({ query, variables });
  const response = await fetch(`${url}/graphql`, { method: "POST", headers, body });
  return (await response.json()) as NetworkAnswer; // the hub's own answer
}

/** Has both processes do some things, each two at a time. Gives what came of each, in no order. */
async function throughBoth<W, T>(work: readonly W[], act: (url: string, each: W) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  const waiting = [urls, urls].flatMap((each) => each); // AT_A_TIME for each
  expect(waiting).toHaveLength(AT_A_TIME * 2);
  await Promise.all(
    waiting.map(async (url, first) => {
      for (let at = first; at < work.length; at += waiting.length) {
        const each = work[at];
        if (each !== undefined) results.push(await act(url, each));
      }
    }),
  );
  return results;
}

const codesOf = (answers: readonly NetworkAnswer[]): unknown[] =>
  answers.map(({ data, errors = [] }) => (data?.done === null ? errors[0]?.extensions["code"] : "DONE"));
const count = (codes: readonly unknown[], wanted: string): number => codes.filter((each) => each === wanted).length;

async function registrations(): Promise<Array<{ person: string; state: string }>> {
  return network.database.rows(
    `select person, state from exchange.registration where event = 'brest:event:small' and state <> 'CANCELLED' order by place`,
  );
}

describe("thirty who register for six places through two processes", () => {
  it("are six who have a place and 24 who wait in order, and who move up in that order", async () => {
    const answers = await throughBoth(crowd, (url, person) =>
      askAt(url, { party: "namur", query: REGISTER, variables: { person } }),
    );
    const states = answers.map(({ data }) => data.done?.state);
    expect([count(states, "CONFIRMED"), count(states, "WAITING")]).toEqual([6, 24]);
    const listed = await registrations();
    expect(listed.map(({ state }) => state)).toEqual([...Array(6).fill("CONFIRMED"), ...Array(24).fill("WAITING")]);
    const leaving = listed.slice(0, 4).map(({ person }) => person);
    const left = await throughBoth(leaving, (url, person) =>
      askAt(url, { party: "namur", query: CANCEL, variables: { person } }),
    );
    expect(codesOf(left)).toEqual(Array(4).fill("DONE"));
    expect(await registrations()).toEqual(
      listed.slice(4).map(({ person }, at) => ({ person, state: at < 6 ? "CONFIRMED" : "WAITING" })),
    );
  });
});

describe("an adoption that is edited through two processes", () => {
  it("is changed by one of those who know the same version; the others are told CONFLICT", async () => {
    const id = await makersFor(network).adoption();
    const edits = Array.from({ length: 12 }, (_, edit) => ({ ...adoption, outcome: `edit ${edit}` }));
    const answers = await throughBoth(edits, (url, input) =>
      askAt(url, { party: "namur", query: UPDATE, variables: { id, version: 1, input } }),
    );
    const codes = codesOf(answers);
    expect([count(codes, "DONE"), count(codes, "CONFLICT")]).toEqual([1, 11]);
  });

  it("loses no edit of those who read it again when they are told so", async () => {
    const id = await makersFor(network).adoption();
    const read = "select version, outcome from exchange.adoption where id::text = ?";
    const marks = Array.from({ length: 16 }, (_, at) => `[${at}]`);
    const tries = await throughBoth(marks, async (url, mark) => {
      for (let attempt = 1; ; attempt++) {
        const [held] = await network.database.rows<{ version: number; outcome: string | null }>(read, [id]);
        const input = { ...adoption, outcome: `${held?.outcome ?? ""}${mark}` };
        const question = { party: "namur", query: UPDATE, variables: { id, version: held?.version, input } } as const;
        const [code] = codesOf([await askAt(url, question)]);
        if (code === "DONE") return attempt;
        expect(code).toBe("CONFLICT");
      }
    });
    const [held] = await network.database.rows<{ version: number; outcome: string }>(read, [id]);
    expect(held?.version).toBe(17);
    expect(marks.filter((mark) => !held?.outcome.includes(mark))).toEqual([]);
    expect(Math.max(...tries)).toBeGreaterThan(1); // they did meet
  });
});

describe("introductions that are asked for through two processes", () => {
  it("are ten that an organization has open, not one more", async () => {
    const answers = await throughBoth(
      Array.from({ length: 18 }, (_, at) => at),
      (url) => askAt(url, { party: "dakar", query: INTRODUCE }),
    );
    const codes = codesOf(answers);
    expect([count(codes, "DONE"), count(codes, "BAD_USER_INPUT")]).toEqual([10, 8]);
    const open = "select 1 from exchange.introduction where by = 'dakar:organization:home' and state = 'ASKED'";
    expect(await network.database.rows(open)).toHaveLength(10);
  });
});
