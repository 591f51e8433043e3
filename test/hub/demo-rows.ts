// The demo's own tables, read as they lie. In: nothing. Out: every row with its full id.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { schemaPath } from "../../schema/sdl.js";

const FOLDER = join(schemaPath("."), "..", "services", "partner", "demo");

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
