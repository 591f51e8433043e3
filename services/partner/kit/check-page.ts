// The page of checks, as documentation holds it. In: the table of checks and its words. Out: Markdown.
import { namedChecks } from "./checks.js";
import { EN } from "./words-en.js";

/** Every check: name, severity, level, what it expects, how to mend it. */
export function checkPage(): string {
  const rows = namedChecks().map(([name, { severity, level }]) => {
    const [expected, fix] = EN[name];
    return `- **\`${name}\`** (${severity}, ${level}). ${expected}\n  _To mend it:_ ${fix}`;
  });
  return rows.join("\n");
}
