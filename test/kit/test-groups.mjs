// Test files that are run in groups: each group in one Jest file, whose modules are loaded and warm once. In: the test files.
// Out: files to give to Jest, written to `test/groups`, and the way back from a group's tests to the file they stand in. See
// docs/decisions/0700-tests-in-groups.md.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const TESTS = join(dirname(fileURLToPath(import.meta.url)), "..");
const GROUPS = join(TESTS, "groups");
const MOST_IN_GROUP = 8;
/** These want the machine for themselves. */
export const ALONE = /\.alone\.test\.ts$/;
/** A module that awaits something while it is loaded, in a block perhaps, cannot be required, nor who imports it. */
const AWAITS = /^(?=\S)(?!\/\/)(?!.*\basync\b).*\bawait\b|^(if|for|while|try)\b.*\{$/m;
const IMPORTED = /\bfrom "(\.[^"]+)\.js"/g;
const SNAPSHOT = /toMatch(Inline)?Snapshot/; // they belong to a file

/** All test files: absolute paths, by name. */
export function testFiles() {
  const files = readdirSync(TESTS, { recursive: true }).filter((file) => file.endsWith(".test.ts"));
  return files
    .map((file) => join(TESTS, file))
    .filter((file) => !file.startsWith(GROUPS))
    .sort();
}

/** Writes the groups of some files. Returns the files to run: groups, and those that stand by themselves. */
export function writeGroups(files) {
  const [single, many] = [[], new Map()];
  for (const file of files) {
    const folder = relative(TESTS, file).split("/")[0];
    if (SNAPSHOT.test(readFileSync(file, "utf8")) || awaits(file)) single.push(file);
    else many.set(folder, [...(many.get(folder) ?? []), file]);
  }
  mkdirSync(GROUPS, { recursive: true });
  const groups = [...many].flatMap(([folder, members]) => {
    const count = Math.ceil(members.length / MOST_IN_GROUP);
    return Array.from({ length: count }, (_, at) => {
      const group = join(GROUPS, `${folder}-${at + 1}.test.ts`);
      writeFileSync(group, textOf(members.filter((_member, position) => position % count === at)));
      return group;
    });
  });
  return [...single, ...groups];
}

/** Removes all groups. */
export function removeGroups() {
  rmSync(GROUPS, { recursive: true, force: true });
}

/** The file that a test stands in, given what Jest says of it. */
export function fileOf(suite, { ancestorTitles }) {
  return suite.startsWith(GROUPS) ? join(TESTS, `${ancestorTitles[0]}.test.ts`) : suite;
}

const known = new Map();

/** Whether a module, or one that it imports, awaits something while it is loaded. */
function awaits(file) {
  const already = known.get(file);
  if (already !== undefined) return already;
  known.set(file, false); // until we know better: modules import each other
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const imported = [...text.matchAll(IMPORTED)].map(([, path]) => join(dirname(file), `${path}.ts`));
  known.set(file, AWAITS.test(text) || imported.some(awaits));
  return known.get(file);
}

function textOf(members) {
  const names = members.map((member) => relative(TESTS, member).replace(/\.test\.ts$/, ""));
  return [
    `import { createRequire } from "node:module";`,
    `import { describe } from "@jest/globals";`,
    `import "../kit/database.js"; // what it does in the end is done when all are done`,
    `const require = createRequire(import.meta.url);`,
    ...names.map((name) => `describe("${name}", () => void require("../${name}.test.ts"));`),
    "",
  ].join("\n");
}
