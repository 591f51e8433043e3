// The same credentials by every way in: queries by POST and GET, event streams, web sockets.
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { WebSocket } from "ws";
import { setUpAdministrator, type SignedInClient } from "../kit/first-administrator.js";
import { startIdentityHub, type IdentityHub } from "../kit/identity-hub.js";

type Headers = Readonly<Record<string, string>>;

const VIEWER = "{ viewer { kind } }";
const CHANGES = `subscription { recordChanges(after: "none") { op } }`;
const LET_IN = "BAD_USER_INPUT";
const CLOSED = 4403;

let hub: IdentityHub;
let member: SignedInClient;
let own: string;
let cookie: Headers;

beforeAll(async () => {
  hub = await startIdentityHub();
  member = await setUpAdministrator(hub);
  own = new URL(hub.url).origin;
  cookie = { cookie: `maillage=${member.cookies.get("maillage") ?? ""}` };
});
afterAll(() => hub.stop());

const post = async (headers: Headers) =>
  outcomeOf(
    await fetch(`${hub.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query: VIEWER }),
    }),
  );

const get = async (headers: Headers) =>
  outcomeOf(
    await fetch(`${hub.url}/graphql?query=${encodeURIComponent(VIEWER)}`, {
      headers: { "apollo-require-preflight": "yes", ...headers },
    }),
  );

async function outcomeOf(response: Response): Promise<unknown> {
  const { data } = (await response.json()) as { data?: { viewer: { kind: string } } };
  return data?.viewer.kind ?? response.status;
}

/** The code that an event stream ends with: who is let in is told that the cursor is none. */
async function stream(headers: Headers): Promise<string> {
  const response = await fetch(`${hub.url}/graphql/stream`, {
    ...{ method: "POST", body: JSON.stringify({ query: CHANGES }) },
    headers: { "content-type": "application/json", accept: "text/event-stream", ...headers },
  });
  return /"code":"(\w+)"/.exec(await response.text())?.[1] ?? "no code";
}

/** `open`, or the code with which the hub closed a web socket. */
async function socket(headers: Headers, payload: object = {}): Promise<unknown> {
  const talk = new WebSocket(`${hub.url.replace("http", "ws")}/graphql`, "graphql-transport-ws", { headers });
  await once(talk, "open");
  const closed = once(talk, "close").then(([code]) => Number(code));
  const opened = once(talk, "message").then(() => "open");
  talk.send(JSON.stringify({ type: "connection_init", payload }));
  const outcome = await Promise.race([opened, closed]);
  talk.terminate();
  return outcome;
}

const all = async (headers: Headers) =>
  Promise.all([post(headers), get(headers), stream(headers), socket(headers)] as const);

describe("by every way in", () => {
  it("B01 nobody in particular may come", async () => {
    expect(await all({})).toEqual(["ANONYMOUS", "ANONYMOUS", LET_IN, "open"]);
  });

  it("B02 a credential that is not good is refused, and never taken for none", async () => {
    for (const authorization of [`Bearer mlg_${"A".repeat(43)}`, "Bearer", "Basic YTpi", ""]) {
      expect(await all({ authorization })).toEqual([401, 401, "UNAUTHENTICATED", CLOSED]);
      expect(await socket({}, { authorization })).toBe(CLOSED);
    }
    const stale = { cookie: `maillage=${"A".repeat(43)}` };
    expect(await all(stale)).toEqual([401, 401, "UNAUTHENTICATED", CLOSED]);
  });

  it("B09 a session acts with its token, reads without it, and is nobody's for pages of others", async () => {
    const token = member.token;
    expect(await all({ ...cookie, ...token, origin: own })).toEqual(["MEMBER", "MEMBER", LET_IN, "open"]);
    expect(await all({ ...cookie, origin: own })).toEqual([403, "MEMBER", "FORBIDDEN", "open"]);
    const foreign = { ...cookie, ...token, origin: "https://evil.example" };
    expect(await all(foreign)).toEqual(["ANONYMOUS", "ANONYMOUS", LET_IN, "open"]);
    const stale = { cookie: `maillage=${"A".repeat(43)}`, origin: "https://evil.example" };
    expect(await all(stale)).toEqual(["ANONYMOUS", "ANONYMOUS", LET_IN, "open"]); // a cookie of theirs is not looked at
  });

  it("a key is refused to pages that it does not name", async () => {
    const authorization = `Bearer ${await hub.key([])}`;
    expect(await all({ authorization })).toEqual(["APPLICATION", "APPLICATION", LET_IN, "open"]);
    expect(await all({ authorization, origin: own })).toEqual(["APPLICATION", "APPLICATION", LET_IN, "open"]);
    expect(await all({ authorization, origin: "https://evil.example" })).toEqual([403, 403, "FORBIDDEN", CLOSED]);
  });
});
