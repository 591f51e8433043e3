// `maillage explain`: every artefact of one query's walk. In: a query, and a running hub or the demo. Out: text, a
// section for each room. A bug is in the first room whose artefact is wrong.
import { setTimeout as delay } from "node:timers/promises";
import type { Artefact } from "../execute/trace.js";
import { readHubConfig } from "./config.js";
import { launch } from "./launch.js";
import { createLog } from "./log.js";

export interface ExplainCommand {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The hub to ask; null: the one at the usual address, else the demo, started for this. */
  readonly hub: string | null;
  readonly key: string | null;
  readonly dataDir: string;
}

interface Explained {
  readonly data?: unknown;
  readonly errors?: unknown;
  readonly extensions?: { readonly maillage?: { readonly explain?: readonly Artefact[] } & Record<string, unknown> };
}

const USUAL_HUB = "http://localhost:4000";

/** Explains a query. Throws an Error when there is no hub, or the hub does not explain to this reader. */
export async function explain(command: ExplainCommand): Promise<string> {
  const url = command.hub ?? USUAL_HUB;
  if (command.hub !== null || (await isHub(url))) return printWalk(command.query, await ask(url, command));
  const log = createLog();
  const config = readHubConfig({ port: "0", dataDir: command.dataDir });
  const demo = await launch(config, { say: (line) => void process.stderr.write(`${line}\n`), log });
  try {
    return printWalk(command.query, await ask(demo.url, command));
  } finally {
    await demo.stop();
  }
}

/** The artefacts as text, room by room. */
export function printWalk(query: string, { data, errors, extensions }: Explained): string {
  const { explain: artefacts, ...traffic } = extensions?.maillage ?? {};
  if (artefacts === undefined && errors === undefined) {
    throw new Error("The hub did not explain the query: that takes a key with the scope network:admin (--key).");
  }
  const sections = [
    section("query", query.trim()),
    ...[...Map.groupBy(artefacts ?? [], ({ room }) => room)].map(([room, all]) =>
      section(room, ...all.map((each) => each.artefact)),
    ),
    section("response", errors === undefined ? { data } : { data, errors }),
    section("traffic", traffic),
  ];
  return sections.join("\n");
}

function section(room: string, ...artefacts: readonly unknown[]): string {
  return `## ${room}\n\n${artefacts.map(textOf).join("\n")}\n`;
}

function textOf(artefact: unknown): string {
  return typeof artefact === "string" ? artefact : (JSON.stringify(artefact, null, 2) ?? "nothing");
}

async function isHub(url: string): Promise<boolean> {
  try {
    const response = await Promise.race([fetch(`${url}/health/live`), delay(1_000, null)]);
    return response?.ok === true;
  } catch {
    return false; // nothing listens there
  }
}

async function ask(url: string, { query, variables, key }: ExplainCommand): Promise<Explained> {
  const headers = { "content-type": "application/json", ...(key === null ? {} : { authorization: `Bearer ${key}` }) };
  const body = JSON.stringify({ query, variables, extensions: { maillage: { explain: true } } });
  const response = await fetch(`${url.replace(/\/$/, "")}/graphql`, { method: "POST", headers, body }).catch(
    (cause: unknown) => {
      throw new Error(`No hub answers at ${url} (--hub).`, { cause });
    },
  );
  return (await response.json()) as Explained; // a GraphQL response, whatever the status
}
