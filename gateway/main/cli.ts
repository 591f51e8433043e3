// `npx maillage <command>`. In: the command line. Out: what the command does; exit status 0, or 1 with what is wrong. Only
// what the command needs is loaded: most of them are done before a whole hub would be.
import { Command } from "commander";
import type { Serve } from "./serve-until-signal.js";

type AddCommands = (program: Command) => void;

const serve: Serve = async (server) => (await import("./serve-until-signal.js")).serveUntilSignal(server);

const explain = async (): Promise<AddCommands> => (await import("./explain-cli.js")).addExplainCommand;
const routers = async (): Promise<AddCommands> => {
  const { addRouterCommands } = await import("./router-commands.js");
  return (program) => addRouterCommands(program, serve);
};
const split = async (): Promise<AddCommands> => {
  const { addSplitCommands } = await import("./split-commands.js");
  return (program) => addSplitCommands(program, serve);
};
const serving = async (): Promise<AddCommands> => {
  const { addServeCommand } = await import("./serve-command.js");
  return (program) => addServeCommand(program, serve);
};
const backups = async (): Promise<AddCommands> => (await import("./backup-commands.js")).addBackupCommands;
const check = async (): Promise<AddCommands> => (await import("./check-command.js")).addCheckCommand;
const doctor = async (): Promise<AddCommands> => (await import("./doctor-command.js")).addDoctorCommand;
const exporting = async (): Promise<AddCommands> => (await import("./export-command.js")).addExportCommand;
const importing = async (): Promise<AddCommands> => (await import("./import-command.js")).addImportCommand;
const init = async (): Promise<AddCommands> => (await import("./init-command.js")).addInitCommand;
const join = async (): Promise<AddCommands> => (await import("./join-command.js")).addJoinCommand;
const leave = async (): Promise<AddCommands> => (await import("./leave-command.js")).addLeaveCommand;
const hosted = async (): Promise<AddCommands> => (await import("./hosted-commands.js")).addHostedCommands;
const operator = async (): Promise<AddCommands> => (await import("./operator-commands.js")).addOperatorCommands;

/** What each command is added by. */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommands>>> = {
  ...{ init, serve: serving, check, checks: check, doctor, join },
  ...{ host: hosted, publish: hosted, import: importing, export: exporting, leave },
  ...{ explain, gateway: routers, partition: routers, hub: split, partners: split },
  ...{ "data-requests": operator, "rotate-key": operator, backup: backups, restore: backups },
};

const program = new Command("maillage").description("A hub of associations' directories: commands beside `npm start`.");

/** The command that is asked for; all of them for whoever asks for help, or for one that is none. */
async function addCommands(name: string | undefined): Promise<void> {
  const known = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  const wanted = known === undefined ? [...new Set(Object.values(COMMANDS))] : [known];
  for (const load of wanted) (await load())(program);
}

try {
  await addCommands(process.argv[2]);
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
