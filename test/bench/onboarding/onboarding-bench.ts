// `bench -- onboarding`: from a spreadsheet of 40 people and 25 practices to a partner that is found in the hub, twice: on a
// computer of the association's own (init, serve, join), and run by the hub (one upload). In: nothing. Out: the seconds of
// each step. Real programs; the hub runs already, as it does when an association comes.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchNetwork, runProgram, type LaunchedNetwork, type RunningProgram } from "../../kit/launched.js";
import { until } from "../../kit/until.js";
import { describeMachine, round } from "../measure.js";
import { PEOPLE, peopleTable, PRACTICES, practicesTable } from "./spreadsheet.js";

const MOST_SECONDS = 300;
const PATIENCE_MS = 120_000;

/** Runs both. Throws when one takes more than five minutes, or when not everything arrives. */
export async function benchOnboarding(): Promise<Record<string, unknown>> {
  process.env.MAILLAGE_DEVELOPMENT = "1"; // partners on this machine
  const folder = await mkdtemp(join(tmpdir(), "maillage-bench-"));
  const network = await launchNetwork({ args: ["--no-demo", "--data-dir", join(folder, "hub")] });
  try {
    const selfHosted = await onboardSelfHosted(network, join(folder, "association"));
    const hosted = await onboardHosted(network);
    const slowest = Math.max(total(selfHosted), total(hosted));
    if (slowest > MOST_SECONDS) throw new Error(`${slowest} s; expected at most ${MOST_SECONDS}`);
    return {
      bench: "onboarding",
      machine: describeMachine(),
      ...{ people: PEOPLE, practices: PRACTICES },
      selfHosted: { ...selfHosted, total: total(selfHosted) },
      hosted: { ...hosted, total: total(hosted) },
    };
  } finally {
    await network.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

type Seconds = Record<string, number>;

function total(seconds: Seconds): number {
  return round(Object.values(seconds).reduce((sum, each) => sum + each, 0));
}

/** Times steps, each by its name. */
function timer(seconds: Seconds) {
  return async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const begun = performance.now();
    const done = await work();
    seconds[name] = round((performance.now() - begun) / 1000);
    return done;
  };
}

async function onboardSelfHosted(network: LaunchedNetwork, folder: string): Promise<Seconds> {
  const seconds: Seconds = {};
  const step = timer(seconds);
  await mkdir(folder);
  await writeFile(join(folder, "personnes.csv"), peopleTable());
  await writeFile(join(folder, "pratiques.csv"), practicesTable());
  await step("init", () => runCommand("init", folder, "--language", "fr", "--hub", network.url, "--port", "0"));
  const served = await step("serve", () => startServing(folder));
  try {
    const endpoint = (await served.saying(/^ready /)).slice("ready ".length);
    const said = [
      "--endpoint",
      endpoint,
      "--contact",
      "bureau@association.example",
      "--access-key",
      network.keys.admin,
    ];
    await step("join", () => runCommand("join", network.url, "--dir", folder, ...said));
    await step("approved and found", async () => {
      await approve(network, "association");
      await arrival(network, "association");
    });
  } finally {
    await served.stop();
  }
  return seconds;
}

async function startServing(folder: string): Promise<RunningProgram> {
  const program = runProgram("cli.js", { args: ["serve", folder] });
  await program.saying(/^ready /);
  return program;
}

async function runCommand(...args: string[]): Promise<void> {
  const { ended, lines, complaints } = runProgram("cli.js", { args });
  const { code } = await ended;
  if (code !== 0) throw new Error(`maillage ${args[0] ?? ""}: ${[...lines, ...complaints].slice(-10).join(" / ")}`);
}

const REQUEST = `mutation ($input: HostedPartnerInput!) { requestHostedPartner(input: $input) { partner { state } } }`;
const IMPORT = `mutation ($partner: ID!, $source: Url!, $dryRun: Boolean!) {
  importTable(partner: $partner, source: $source, dryRun: $dryRun) { created stopped faults { line column got } } }`;

async function onboardHosted(network: LaunchedNetwork): Promise<Seconds> {
  const seconds: Seconds = {};
  const step = timer(seconds);
  const partner = "confiee-au-hub";
  const input = { key: partner, name: "Confiée au hub", contactEmail: "bureau@confiee.example", licence: "CC-BY-4.0" };
  await step("asked and approved", async () => {
    await ask(network, REQUEST, { input });
    await approve(network, partner);
  });
  const tables = { "personnes.csv": peopleTable(), "pratiques.csv": practicesTable() };
  for (const [name, text] of Object.entries(tables)) {
    const source = await step(`upload ${name}`, () => upload(network, { partner, name, text }));
    await step(`preview ${name}`, () => ask(network, IMPORT, { partner, source, dryRun: true }));
    await step(`import ${name}`, () => ask(network, IMPORT, { partner, source, dryRun: false }));
  }
  await step("found", () => arrival(network, partner));
  return seconds;
}

interface Table {
  readonly partner: string;
  readonly name: string;
  readonly text: string;
}

async function upload(network: LaunchedNetwork, { partner, name, text }: Table): Promise<string> {
  const response = await fetch(`${network.url}/uploads?${new URLSearchParams({ partner, name })}`, {
    method: "POST",
    headers: { authorization: `Bearer ${network.keys.admin}` },
    body: text,
  });
  const { source } = (await response.json()) as { source?: string }; // as the route says
  if (source === undefined) throw new Error(`upload: HTTP ${response.status}`);
  return source;
}

async function approve(network: LaunchedNetwork, key: string): Promise<void> {
  await ask(network, `mutation ($key: ID!) { approvePartner(key: $key) { state } }`, { key });
}

async function ask(network: LaunchedNetwork, query: string, variables: Record<string, unknown>) {
  const { data, errors } = await network.ask(query, { key: network.keys.admin, variables });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data;
}

/** Until the hub lists every row, and its search finds them. */
async function arrival(network: LaunchedNetwork, partner: string): Promise<void> {
  const counts = `query ($in: [ID!]) { people(filter: { partners: $in }) { totalCount }
    practices(filter: { partners: $in }) { totalCount }
    search(text: "onboardinge", filter: { partners: $in }) { totalCount } }`;
  await until(async () => {
    const { people, practices, search } = await ask(network, counts, { in: [partner] });
    const isListed = people?.totalCount === PEOPLE && practices?.totalCount === PRACTICES;
    return isListed && search?.totalCount === PEOPLE + PRACTICES;
  }, PATIENCE_MS);
}
