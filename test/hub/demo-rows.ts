// The demo's own tables, read as they lie. In: nothing. Out: every row with its full id.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { PROJECT_ROOT } from "../../schema/sdl.js";
import type { LaunchedNetwork } from "../kit/launched.js";

const FOLDER = join(PROJECT_ROOT, "services", "partner", "demo");

export interface DemoRow {
  readonly id: string;
  readonly type: string;
  readonly partner: string;
  readonly visibility: string;
  readonly cells: Readonly<Record<string, string>>;
}

/** Every row of the demo. */
export function readDemoRows(): DemoRow[] {
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = folders.flatMap(({ name }) => readdirSync(join(FOLDER, name)).map((file) => join(FOLDER, name, file)));
  return files.flatMap((file) => {
    const rows = parse(readFileSync(file), { columns: true, bom: true }) as Array<Record<string, string>>; // with a header
    return rows.map((cells) => {
      const { partner = "", type = "", id = "", visibility = "" } = cells;
      return { id: `${partner}:${type}:${id}`, type, partner, visibility: visibility || "PUBLIC", cells };
    });
  });
}

/** What `nodes` finds of some ids, in their order. */
export async function findIds(
  demo: LaunchedNetwork,
  ids: readonly string[],
  key?: string,
): Promise<Array<string | null>> {
  const found: Array<string | null> = [];
  for (let at = 0; at < ids.length; at += 100) {
    const { data } = await demo.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {
      variables: { ids: ids.slice(at, at + 100) },
      key,
    });
    found.push(...data.nodes.map((node: { id: string } | null) => node?.id ?? null));
  }
  return found;
}
