// A table of very many practices, of five partners. In: how many. Out: a CSV file in the flat format of `--import`.
import { writeFile } from "node:fs/promises";

const PARTNERS = ["alder", "birch", "cedar", "dogwood", "elm"];
const WHAT = [
  "Respite",
  "Food aid",
  "Shared housing",
  "Young carers",
  "Mediation",
  "Repair café",
  "Telephone tree",
  "Peer support",
];
const HOW = [
  "in the village hall",
  "with volunteers",
  "on Thursdays",
  "for six families",
  "by bicycle",
  "in three languages",
  "at night",
];
const TOPICS = ["hub:topic:respite-care", "hub:topic:food-aid", "hub:topic:family-carers"];

/** Writes it; gives its path. */
export async function writeLargeTable(path: string, rows: number): Promise<string> {
  const lines = Array.from({ length: rows }, (_, at) => {
    const name = `${WHAT[at % WHAT.length]} ${HOW[at % HOW.length]}, ${at}`;
    const summary = `What we did ${HOW[(at + 3) % HOW.length]}, what it took, and what we would do differently the next time.`;
    return [
      PARTNERS[at % PARTNERS.length],
      "practice",
      `p${at}`,
      `"${name}"`,
      `"${summary}"`,
      TOPICS[at % TOPICS.length],
    ].join(",");
  });
  await writeFile(path, ["partner,type,id,name,summary,topics", ...lines, ""].join("\n"));
  return path;
}
