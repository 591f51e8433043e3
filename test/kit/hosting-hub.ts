// A hub that runs partners for associations without a server, and such an association's web site. In: settings. Out: ways
// to ask the hub, to join as a hosted partner, to upload, and to say what the site answers.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { HubOptions } from "../../gateway/main/hub-options.js";
import { startPartnerServer } from "../../services/partner/server.js";
import { startIdentityHub, type IdentityHub } from "./identity-hub.js";
import type { Answer } from "./launched.js";
import { MUCH, PATIENT } from "./wide-edge.js";

export interface HostingHub extends IdentityHub {
  readonly admin: string;
  /** Asks the hub to run a partner, and approves it. */
  host(key: string, source?: string): Promise<void>;
  /** Uploads a file for a partner; gives the address to import it from. */
  upload(partner: string, file: { readonly name: string; readonly text: string | Uint8Array }): Promise<string>;
  /** The report of an import. */
  importTable(variables: Readonly<Record<string, unknown>>, language?: string): Promise<Answer["data"]>;
}

const REQUEST = `mutation ($input: HostedPartnerInput!) { requestHostedPartner(input: $input) {
  partner { key state hosted level organization { id } } report { passed level checks { name passed } } } }`;
const APPROVE = `mutation ($key: ID!) { approvePartner(key: $key) { state } }`;
const IMPORT = `mutation ($partner: ID!, $source: Url!, $rows: ImportRows! = MERGE, $dryRun: Boolean! = false, $type: String,
  $confirmDeleted: Int) { importTable(partner: $partner, source: $source, rows: $rows, dryRun: $dryRun, type: $type,
  confirmDeleted: $confirmDeleted) {
    ids created changed unchanged deleted stopped notes faults { line column expected got refused } } }`;

/** What an association says when it asks. */
export function hostedInput(key: string, source?: string): Record<string, string> {
  const input = { key, name: `The ${key}`, contactEmail: `office@${key}.example`, licence: "CC-BY-4.0" };
  return source === undefined ? input : { ...input, source };
}

/** Starts the hub, and the program that serves its partners. */
export async function startHostingHub(options: Partial<HubOptions> = {}): Promise<HostingHub> {
  const hub = await startIdentityHub({ development: true, harvestMs: 3_600_000, edge: MUCH, ...PATIENT, ...options });
  const program = await startPartnerServer({
    ...{ databaseUrl: hub.databaseUrl, port: 0, host: "127.0.0.1", partners: [], log: () => undefined },
    tokens: { jwksUrl: `${hub.url}/.well-known/jwks.json`, required: true },
  });
  await hub.hub.hostsAt(program.url);
  const admin = await hub.key(["network:admin", "read:network"]);
  return {
    ...hub,
    admin,
    async host(key, source) {
      const asked = await hub.ask(REQUEST, { key: admin, variables: { input: hostedInput(key, source) } });
      if (asked.data?.requestHostedPartner?.partner?.state !== "PENDING") throw new Error(JSON.stringify(asked));
      const approved = await hub.ask(APPROVE, { key: admin, variables: { key } });
      if (approved.data?.approvePartner?.state !== "ACTIVE") throw new Error(JSON.stringify(approved));
    },
    async upload(partner, { name, text }) {
      const response = await postUpload(hub.url, { partner, name, text, key: admin });
      if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
      return ((await response.json()) as { source: string }).source; // as the route says
    },
    async importTable(variables, language = "en") {
      const { data, errors } = await hub.ask(IMPORT, {
        key: admin,
        variables,
        headers: { "accept-language": language },
      });
      if (errors.length > 0) throw new Error(`${JSON.stringify(errors)} ${hub.logged.slice(-3).join("")}`);
      return data.importTable;
    },
    async stop() {
      await hub.stop();
      await program.stop();
    },
  };
}

interface Upload {
  readonly partner: string;
  readonly name: string;
  readonly text: string | Uint8Array;
  readonly key: string | null;
}

/** Uploads a file. */
export function postUpload(hubUrl: string, { partner, name, text, key }: Upload): Promise<Response> {
  const query = new URLSearchParams({ partner, name });
  const authorization = key === null ? {} : { authorization: `Bearer ${key}` };
  const body = typeof text === "string" ? text : new Uint8Array(text);
  return fetch(`${hubUrl}/uploads?${query}`, { method: "POST", headers: authorization, body });
}

/** A web site that answers as the test says. */
export interface AssociationSite {
  readonly url: string;
  /** What was asked for, in order. */
  readonly asked: readonly string[];
  answers(answer: (request: IncomingMessage, response: ServerResponse) => void): void;
  stop(): Promise<void>;
}

/** Starts one. */
export async function startSite(): Promise<AssociationSite> {
  const asked: string[] = [];
  let answer = (_request: IncomingMessage, response: ServerResponse): void => void response.writeHead(404).end();
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    answers: (next) => void (answer = next),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
