// `maillage doctor <dir or url>`: what goes wrong in practice, and what to do. In: a folder that is served, or an address.
// Out: a line for each thing that was looked at; exit status 1 when something does not work.
import type { Command } from "commander";
import { proseLanguage, type ProseLanguage } from "../../schema/prose-language.js";
import type { Outbound } from "../../schema/outbound.js";
import { runChecks } from "../../services/partner/kit/run-checks.js";
import { createOutbound } from "../fetch/outbound.js";
import { endpointAsker } from "./ask-endpoint.js";
import { isDevelopmentEnvironment } from "./config.js";
import { fine, found, printFindings, sayFindings, told, type Finding } from "./doctor-finding.js";
import { examineFolder } from "./doctor-folder.js";
import { examineCertificate, examineFromOutside, examineHub, failedChecks } from "./doctor-network.js";
import { DOCTOR } from "./doctor-words.js";
import { readServedFolder, type ServedFolder } from "./served-folder.js";

interface DoctorOptions {
  readonly hub?: string;
  readonly endpoint?: string;
  readonly accessKey?: string;
  readonly key?: string;
  readonly dataDir?: string;
  readonly language?: string;
  readonly development: boolean;
  readonly json: boolean;
}

/** Adds the command. */
export function addDoctorCommand(program: Command): void {
  program
    .command("doctor <target>")
    .description("looks at what goes wrong in practice with a partner: a folder that is served, or an address")
    .option("--hub <url>", "the hub; maillage.json says it otherwise")
    .option("--endpoint <url>", "of a folder: the public address, behind https")
    .option("--access-key <key>", "a key of the hub with the scope network:join: it then looks from outside")
    .option("--key <partner key>", "of an address: the partner's key")
    .option("--data-dir <folder>", "of a folder: its data folder, .maillage in it when not given")
    .option("--language <tag>", "fr or en; a folder's own when not given")
    .option("--development", "http, loopback and private addresses too, as MAILLAGE_DEVELOPMENT=1", false)
    .option("--json", "the findings as one JSON object", false)
    .action(async (target: string, options: DoctorOptions) => {
      const folder = await readServedFolder(target, options.dataDir);
      const language = proseLanguage([options.language ?? folder?.settings.language ?? "en"]);
      const findings = await examine({ target, folder, language, options });
      const isWell = findings.every(({ state }) => state !== "wrong");
      const report = { passed: isWell, findings: sayFindings(findings, language) };
      process.stdout.write(`${options.json ? JSON.stringify(report) : printFindings(findings, language)}\n`);
      process.exitCode = isWell ? 0 : 1;
    });
}

interface Patient {
  readonly target: string;
  readonly folder: ServedFolder | null;
  readonly language: ProseLanguage;
  readonly options: DoctorOptions;
}

async function examine(patient: Patient): Promise<Finding[]> {
  const { target, folder, language, options } = patient;
  const development = options.development || isDevelopmentEnvironment();
  const outbound = createOutbound({ development });
  const local = folder === null ? outbound : createOutbound({ development: true });
  const hub = (options.hub ?? folder?.settings.hub)?.replace(/\/+$/, "") ?? null;
  const endpoint = options.endpoint ?? (folder === null ? target : null);
  const key = options.key ?? folder?.settings.key ?? null;
  const accessKey = options.accessKey ?? null;
  return [
    ...(folder === null ? [] : await examineFolder(folder, local)),
    ...(await examineEndpoint(patient, local)),
    ...(await examineHub(hub, outbound)),
    await examineCertificate(endpoint, development),
    ...(await examineFromOutside({ hub, endpoint, key, accessKey, language }, outbound)),
  ];
}

/** The endpoint itself: is it open, does it check tokens, which contract does it serve. */
async function examineEndpoint({ target, folder, language, options }: Patient, outbound: Outbound): Promise<Finding[]> {
  const endpoint = folder?.endpoint ?? target;
  const signer = folder?.signer ?? null;
  const ask = endpointAsker(endpoint, { outbound, signer });
  const bare = await ask({ body: OPEN, token: null, timeoutMs: 5_000 });
  if (bare.kind === "failed") {
    // Of a folder that is not served was told already.
    return folder === null
      ? [found("reachable", "wrong", [told(`${endpoint}: ${bare.message}`), DOCTOR.silent("")[1]])]
      : [];
  }
  const isOpen = bare.status === 200;
  const opening = isOpen ? found("open", "advice", DOCTOR.open) : fine("open", DOCTOR.closed);
  if (!isOpen && signer === null) return [opening, found("kit", "unknown", DOCTOR.unsigned)];
  const key = options.key ?? folder?.settings.key ?? null;
  const asked = { endpoint, key, isSigned: signer !== null, languages: [language] };
  const { report, facts } = await runChecks(ask, asked);
  const failed = failedChecks(
    "kit",
    report.checks.filter(({ name }) => name !== "token-required"),
  );
  const passed = report.checks.filter((check) => check.passed);
  const tokens = passed.filter(({ name }) => name.startsWith("token-") && name !== "token-required");
  return [
    ...[opening, ...examineVersion(facts.contractVersion), fine("kit", DOCTOR.kitFine(passed.length))],
    ...tokens.map(({ name, expected }) => fine(`kit.${name}`, told(expected))),
    ...failed,
  ];
}

const OPEN = JSON.stringify({ query: "{ _entities(representations: []) { __typename } }" });

function examineVersion(version: string | null): Finding[] {
  if (version === null) return [];
  const isKnown = /^1\.\d{1,3}$/.test(version);
  return [
    isKnown ? fine("version", DOCTOR.version(version)) : found("version", "wrong", DOCTOR.versionUnknown(version)),
  ];
}
