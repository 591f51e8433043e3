// What safety costs: throughput of the hub as it is against a hub without its edge and against one that signs nothing
// either, in turns; and, from a profile of the hub as it is, the share of each part. Answers are always checked: their
// share is what could be saved at most by not doing it.
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Agent, request } from "undici";
import { startDatabase } from "../../../gateway/main/database.js";
import { startChild, type Child } from "../child.js";
import { compareRounds, describeMachine, measureInTurns, round } from "../measure.js";

const PARTNERS = "20";
const READERS = 16;
const PLAN = { readers: READERS, roundMs: 3_000, rounds: 5 };
const QUERY = `query ($f: OrganizationFilter) { organizations(first: 20, orderBy: NAME_ASC, filter: $f) { totalCount nodes { id name summary topics { id } areas } } }`;

/** Runs the bench. */
export async function benchSafety(): Promise<Record<string, unknown>> {
  const here = dirname(fileURLToPath(import.meta.url));
  const dataDir = await mkdtemp(join(tmpdir(), "maillage-bench-"));
  const database = await startDatabase({ dataDir, log: () => undefined });
  const partners = await startChild(join(here, "..", "scatter", "partners.js"), [PARTNERS]);
  const hub = await startChild(join(here, "hub.js"), [partners.firstLine, database.url, PARTNERS]);
  const agent = new Agent({ connections: READERS });
  try {
    const urls = JSON.parse(hub.firstLine) as Record<"all" | "withoutEdge" | "withoutEdgeAndSignatures", string>;
    const ways = Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, () => ask(url, agent)]));
    const measured = await measureInTurns(ways, PLAN);
    hub.process.stdin?.write("profile\n");
    await measureInTurns({ all: () => ask(urls.all, agent) }, { ...PLAN, rounds: 1 });
    const shares = await stopProfile(hub);
    const edge = compareRounds(measured.all, measured.withoutEdge);
    const signing = compareRounds(measured.withoutEdge, measured.withoutEdgeAndSignatures);
    const { depthOfAnswers = 0, textOfAnswers = 0, rowsOfAnswers = 0 } = shares;
    const validation = round(1 - depthOfAnswers - textOfAnswers - rowsOfAnswers);
    return {
      machine: describeMachine(),
      ratios: {
        edge,
        signing,
        validation,
        all: round(compareRounds(measured.all, measured.withoutEdgeAndSignatures) * validation),
      },
      shares,
      measured,
    };
  } finally {
    await agent.destroy();
    [hub, partners].forEach((child) => child.stop());
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

let asked = 0;

async function ask(url: string, dispatcher: Agent): Promise<void> {
  const variables = { f: { updatedSince: new Date(1_000_000_000_000 + (asked++ % 100_000)).toISOString() } }; // matches all rows; nothing is shared
  const { statusCode, body } = await request(`${url}/graphql`, {
    ...{ method: "POST", dispatcher, headers: { "content-type": "application/json" } },
    body: JSON.stringify({ query: QUERY, variables }),
  });
  const text = await body.text();
  if (statusCode !== 200 || !text.startsWith('{"data":{"organizations":{"totalCount"'))
    throw new Error(text.slice(0, 300));
}

async function stopProfile({ process: child }: Child): Promise<Record<string, number>> {
  if (child.stdout === null || child.stdin === null) throw new TypeError("The hub has no pipes.");
  const lines = createInterface({ input: child.stdout });
  child.stdin.write("stop\n");
  const [line] = (await once(lines, "line")) as [string];
  lines.close();
  return JSON.parse(line) as Record<string, number>; // as the hub writes it
}
