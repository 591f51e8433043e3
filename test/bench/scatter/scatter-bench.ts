// Bench `scatter`: one page over N partners, against two floors in the same run. In: nothing. Out: the figures for each
// number of partners. Each number runs in a process of its own.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startChild } from "../child.js";
import { describeMachine, round } from "../measure.js";

interface Memory {
  readonly partners: number;
  readonly rssMiB: number;
  readonly rssOneReaderMiB: number;
}

const SIZES = [3, 30, 127, 500, 1000];

/** Runs the bench, a minute or so for each number of partners. */
export async function benchScatter(): Promise<Record<string, unknown>> {
  const program = join(dirname(fileURLToPath(import.meta.url)), "one-size.js");
  const sizes: Array<Record<string, unknown> & Memory> = [];
  for (const size of SIZES) {
    process.stderr.write(`${size} partners …\n`);
    const child = await startChild(program, [String(size)]);
    sizes.push(JSON.parse(child.firstLine) as (typeof sizes)[number]); // printed by the program beside this one
    child.stop();
  }
  const grows = (member: "rssMiB" | "rssOneReaderMiB") => {
    const [small, large] = [127, 1000].map(
      (partners) => sizes.find((size) => size.partners === partners)?.[member] ?? 0,
    );
    return round((large ?? 0) / (small ?? 1));
  };
  return {
    bench: "scatter",
    machine: describeMachine(),
    sizes,
    rss1000To127: grows("rssMiB"),
    rss1000To127OneReader: grows("rssOneReaderMiB"),
  };
}
