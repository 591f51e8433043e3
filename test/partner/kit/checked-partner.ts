// A reference partner to be checked, and a proxy in front of it that breaks one thing: real servers, real tokens. In: how
// to spoil an answer. Out: the kit's report on it.
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { createHubSigner } from "../../../gateway/fetch/hub-signer.js";
import { createOutbound } from "../../../gateway/fetch/outbound.js";
import { endpointAsker } from "../../../gateway/main/ask-endpoint.js";
import type { CheckedEndpoint } from "../../../schema/conformance.js";
import { bodyDigest } from "../../../schema/hub-token.js";
import { runChecks } from "../../../services/partner/kit/run-checks.js";
import { completeProfile } from "../../../services/partner/partner-profile.js";
import { startPartnerServer } from "../../../services/partner/server.js";
import { openStore, saveRecords } from "../../../services/partner/store.js";
import type { RecordDraft } from "../../../services/records/record-draft.js";
import { testDatabase } from "../../kit/database.js";

// eslint-disable-next-line typescript/no-explicit-any -- answers are broken on purpose, wherever that is
type Json = any;

/** What a request was, as far as spoiling goes. */
export interface Spoiled {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly reader: "PUBLIC" | "NETWORK" | null;
  /** How often this reader sent these very bytes before. */
  readonly times: number;
  /** What is wrong with its token, if anything. */
  readonly flaw: "replayed" | "other-partner" | "other-body" | null;
  status: number;
  contentType: string;
  json: Json;
  /** Sent instead of `json`. */
  text?: string;
  /** Closes the connection instead. */
  drop?: boolean;
}

export type Spoil = (answer: Spoiled) => void;

export interface CheckedPartner {
  readonly url: string;
  check(options?: {
    spoil?: Spoil;
    /** Whether a partner is asked that wants no tokens. */
    lax?: boolean;
    key?: string | null;
    languages?: string[];
  }): Promise<CheckedEndpoint>;
  /** How many requests came. */
  requests(): number;
  stop(): Promise<void>;
}

export const KEY = "alone";

/** Starts the partner with its records. */
export async function startCheckedPartner(drafts: readonly RecordDraft[] = DRAFTS): Promise<CheckedPartner> {
  const databaseUrl = await testDatabase();
  const store = await openStore({ databaseUrl });
  await saveRecords(store, KEY, drafts);
  const signer = createHubSigner();
  const keys = createServer((_request, response) => response.end(JSON.stringify(signer.jwks)));
  const jwksUrl = await listening(keys);
  const partners = [completeProfile({ key: KEY })];
  const common = { databaseUrl, port: 0, host: "127.0.0.1", partners, log: () => undefined };
  const server = await startPartnerServer({ ...common, tokens: { jwksUrl, required: true } });
  const open = await startPartnerServer({ ...common, tokens: { jwksUrl, required: false } });
  const outbound = createOutbound({ development: true });
  let requests = 0;
  const check: CheckedPartner["check"] = async ({ spoil, lax = false, key = KEY, languages = [] } = {}) => {
    const proxy = createServer();
    const seen = new Map<string, number>();
    const tokens = new Set<string>();
    proxy.on("request", async (request: IncomingMessage, response) => {
      requests++;
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer); // http streams give buffers
      const body = Buffer.concat(chunks).toString("utf8");
      const { authorization } = request.headers;
      const token = tokenOf(authorization, { body, tokens });
      const asked = `${token.reader} ${body}`;
      const times = seen.get(asked) ?? 0;
      seen.set(asked, times + 1);
      const answer = await forward(lax ? open.url : server.url, { body, authorization });
      const spoiled: Spoiled = { ...answer, ...JSON.parse(body), times, ...token };
      spoil?.(spoiled);
      if (spoiled.drop === true) return void response.destroy();
      response.writeHead(spoiled.status, { "content-type": spoiled.contentType });
      response.end(spoiled.text ?? JSON.stringify(spoiled.json));
    });
    const endpoint = `${await listening(proxy)}/${KEY}/graphql`;
    try {
      return await runChecks(endpointAsker(endpoint, { outbound, signer }), {
        endpoint,
        key,
        isSigned: true,
        languages,
      });
    } finally {
      proxy.closeAllConnections();
      proxy.close();
    }
  };
  const stop = async (): Promise<void> => {
    await Promise.all([server.stop(), open.stop(), store.close()]);
    keys.closeAllConnections();
    keys.close();
  };
  return { url: `${server.url}/${KEY}/graphql`, check, requests: () => requests, stop };
}

async function listening(server: ReturnType<typeof createServer>): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}` : "";
}

async function forward(
  url: string,
  { body, authorization }: { body: string; authorization: string | undefined },
): Promise<{ status: number; contentType: string; json: unknown }> {
  const headers = { "content-type": "application/json", ...(authorization === undefined ? {} : { authorization }) };
  const response = await fetch(`${url}/${KEY}/graphql`, { method: "POST", headers, body });
  const contentType = response.headers.get("content-type") ?? "";
  return { status: response.status, contentType, json: await response.json() };
}

function tokenOf(
  authorization: string | undefined,
  { body, tokens }: { body: string; tokens: Set<string> },
): Pick<Spoiled, "reader" | "flaw"> {
  if (authorization === undefined) return { reader: null, flaw: null };
  const claims = JSON.parse(Buffer.from(authorization.split(".")[1] ?? "", "base64url").toString("utf8")) as Json;
  const isUsed = tokens.has(authorization);
  tokens.add(authorization);
  const flaw = claims.aud !== KEY ? "other-partner" : claims.digest !== bodyDigest(body) ? "other-body" : null;
  return { reader: claims.visibility, flaw: isUsed ? "replayed" : flaw };
}

const WORDS = ["Respite", "Garden", "Repair", "Âge d'or", "Zoé", "respite", "Market", "Choir"];

/** About 90 records: every type, ties, hidden ones, more than one page of the feed. */
export const DRAFTS: readonly RecordDraft[] = ["organization", "person", "project", "practice", "event"].flatMap(
  (type) =>
    Array.from({ length: type === "practice" ? 26 : 16 }, (_, index): RecordDraft => ({
      id: `${KEY}:${type}:${type[0]}${index}`,
      name: `${WORDS[index % WORDS.length]} ${type} ${Math.floor(index / 3)}`,
      summary: index % 4 === 0 ? null : `What ${type} ${index} is about`,
      language: index % 2 === 0 ? "fr" : "en",
      countries: index % 2 === 0 ? ["FR"] : ["GB", "FR"],
      topics: ["hub:topic:respite-care"],
      visibility: index % 5 === 4 ? "NETWORK" : "PUBLIC",
      organization: type === "organization" ? null : `${KEY}:organization:o${index % 2}`,
      createdAt: "2025-01-01T00:00:00.000Z",
      updatedAt: `2026-03-${String(1 + Math.floor(index / 2)).padStart(2, "0")}T10:00:00.000Z`,
      ...(type === "person" ? { consentedAt: "2025-01-01" } : {}),
      ...(type === "event" ? { startsAt: `2026-0${1 + (index % 9)}-01T09:00:00.000Z` } : {}),
      ...(type === "project" && index % 3 > 0 ? { startDate: `2025-0${1 + (index % 9)}-01` } : {}),
      ...(type === "practice" ? { licence: "CC-BY-4.0" } : {}),
    })),
);
