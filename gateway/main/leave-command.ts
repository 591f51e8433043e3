// `maillage leave <hub>`: a partner takes everything along, and leaves. In: its key, where to put the archive. Out: the
// archive, first and whole; then the partner is gone. Without `--yes` only the archive is made.
import type { Command } from "commander";
import { phrase, say, type PhraseLanguage } from "../../services/partner/import/phrase.js";
import { askAHub, withHubAccess, type HubAccess } from "./ask-a-hub.js";
import { downloadExport } from "./exports/download-export.js";

interface LeaveOptions extends HubAccess {
  readonly partner: string;
  readonly archive?: string;
  readonly yes: boolean;
}

/** Adds the command. */
export function addLeaveCommand(program: Command): void {
  withHubAccess(program.command("leave <hub>"), "partner:admin and read:network")
    .description("takes everything of a partner along as a table, and leaves the network, for good, with --yes")
    .requiredOption("--partner <partner key>", "the partner that leaves")
    .option(
      "--archive <file>",
      "where everything is put: CSV, as the table format has it; <partner>.csv when not given",
    )
    .option("--yes", "leaves, once the archive is there", false)
    .action(async (hub: string, options: LeaveOptions) => leave(hub, options));
}

async function leave(hub: string, { partner, archive = `${partner}.csv`, yes, ...access }: LeaveOptions) {
  const language: PhraseLanguage = access.language.startsWith("fr") ? "fr" : "en";
  await downloadExport({
    ...{ hub, partner, extension: "csv" as const, parameters: [], accessKey: access.accessKey, file: archive },
    ...{ resumes: false, onProgress: () => undefined, onBroken: () => undefined },
  });
  tell(say(taken(archive), language));
  if (!yes) return tell(say(AGAIN, language));
  const query = `mutation ($key: ID!) { leaveNetwork(key: $key) }`;
  await askAHub(hub, access, { query, variables: { key: partner } });
  tell(say(gone(partner), language));
}

const taken = (file: string) =>
  phrase(`${file}: everything that the network has of you`, `${file} : tout ce que le réseau a de vous`);
const AGAIN = phrase(
  "You are still a partner: run it again with --yes to leave. It cannot be undone.",
  "Vous êtes encore partenaire : relancez avec --yes pour partir. C’est sans retour.",
);
const gone = (key: string) =>
  phrase(
    `${key} has left. Its records go within a minute; its key is never given out again.`,
    `${key} a quitté le réseau. Ses fiches disparaissent en moins d’une minute ; sa clé n’est plus jamais donnée.`,
  );

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
