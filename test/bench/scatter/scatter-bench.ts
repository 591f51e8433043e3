// Bench `scatter`: one page over N partners, against two floors in the same run. In: nothing. Out: the figures for each
// number of partners. Each number runs in a process of its own.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startChild } from "../child.js";
import { describeMachine, round } from "../measure.js";

const SIZES = [3, 30, 127, 500, 1000];

/** Runs the bench, a minute or so for each number of partners. */
export async function benchScatter(): Promise<Record<string, unknown>> {
  const program = join(dirname(fileURLToPath(import.meta.url)), "one-size.js");
  const sizes: Array<Record<string, unknown> & { partners: number; rssMiB: number }> = [];
  for (const size of SIZES) {
    process.stderr.write(`${size} partners …\n`);
    const child = await startChild(program, [String(size)]);
    sizes.push(JSON.parse(child.firstLine) as (typeof sizes)[number]); // printed by the program beside this one
    child.stop();
  }
  const rss = (partners: number) => sizes.find((size) => size.partners === partners)?.rssMiB ?? 0;
  return { bench: "scatter", machine: describeMachine(), sizes, rss1000To127: round(rss(1000) / rss(127)) };
}
