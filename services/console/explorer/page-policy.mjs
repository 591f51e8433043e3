// Makes GraphiQL fit for a page that allows no styles but its own files. In: its parts, as Vite loads them. Out: the same without what
// the policy forbids: fonts written into the style sheet (the system's are used), and a style element that dialogs would write.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const DIALOG_STYLES = join(dirname(fileURLToPath(import.meta.url)), "dialog-styles.ts");

/** The plugin for Vite. */
export function fitsThePolicy() {
  return {
    name: "fits-the-policy",
    enforce: "pre",
    resolveId(source, importer) {
      return source === "./singleton" && importer?.includes("react-style-singleton") ? DIALOG_STYLES : null;
    },
    transform(code, id) {
      if (!/graphiql\/dist\/style\.css/.test(id)) return null;
      return { code: code.replaceAll(/@font-face\s*\{[^}]*\}/g, ""), map: null };
    },
  };
}
