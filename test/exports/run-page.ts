// The commands of a page of the documentation, run as they stand. In: a page, and what stands for its addresses. Out: what each
// block printed. Stops at the first command that fails.
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { PROJECT_ROOT } from "../../schema/sdl.js";
import { compiled } from "../kit/launched.js";

const run = promisify(execFile);

export interface PageRun {
  readonly page: string;
  readonly hub: string;
  readonly key: string;
  /** The folder in which they run. */
  readonly folder: string;
}

/** What each block printed. */
export async function runPage({ page, hub, key, folder }: PageRun): Promise<string[]> {
  const text = await readFile(join(PROJECT_ROOT, page), "utf8");
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = ""]) => block);
  const printed: string[] = [];
  for (const block of blocks) {
    const npx = `npx() { shift; "${process.execPath}" "${compiled("cli.js")}" "$@"; }`;
    const script = `set -euo pipefail\n${npx}\n${block.replaceAll("http://localhost:4000", hub)}`;
    const { stdout } = await run("bash", ["-c", script], { cwd: folder, env: { ...process.env, KEY: key } });
    printed.push(stdout);
  }
  return printed;
}
