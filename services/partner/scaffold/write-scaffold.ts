// Writing a scaffold. In: a folder and the files that belong there. Out: which were written, and which were there already:
// nothing is ever overwritten.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PROJECT_ROOT } from "../../../schema/sdl.js";

export interface Written {
  readonly written: readonly string[];
  readonly kept: readonly string[];
}

/** Files by their path in the folder. */
export type ScaffoldFiles = Readonly<Record<string, string>>;

/** Writes the files that are not there yet. */
export async function writeScaffold(folder: string, files: ScaffoldFiles): Promise<Written> {
  const [written, kept]: [string[], string[]] = [[], []];
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    const isNew = await writeFile(path, text, { flag: "wx" }).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === "EEXIST") return false;
        throw error;
      },
    );
    (isNew ? written : kept).push(name);
  }
  return { written, kept };
}

const TEMPLATES = join(PROJECT_ROOT, "services", "partner", "scaffold");

/** A template's text, its `{{words}}` filled in. Throws when one is not known. */
export async function fillTemplate(file: string, words: Readonly<Record<string, string>>): Promise<string> {
  const text = await readFile(join(TEMPLATES, file), "utf8");
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_all, word: string) => {
    const value = Object.hasOwn(words, word) ? words[word] : undefined;
    if (value === undefined) throw new Error(`${file}: no word for {{${word}}}`);
    return value;
  });
}
