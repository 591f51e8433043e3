// How the console is built: the app and the explorer, each file beside its compressed copies, everything from one origin. A message
// without a translation fails the build. In: this folder. Out: dist/console.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { lingui, linguiTransformerBabelPreset } from "@lingui/vite-plugin";
import babel from "@rolldown/plugin-babel";
import { fitsThePolicy } from "./explorer/page-policy.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "..", "dist", "console");

// Lingui's own transform is a program that npm leaves out on Node 20, which installs us: Babel's is JavaScript.
process.env["LINGUI_CONFIG"] = join(here, "lingui.config.mjs");
process.env["LINGUI_SUPPRESS_BABEL_WARNING"] = "1";

/** `--mode draft`: messages may lack their translation, while they are being written. */
export default ({ mode }) => ({
  root: here,
  plugins: [
    babel({ presets: [linguiTransformerBabelPreset()] }),
    lingui({ cwd: here, failOnMissing: mode !== "draft", failOnCompileError: true }),
    fitsThePolicy(),
    compressed(),
  ],
  oxc: { jsx: { runtime: "automatic" } },
  build: {
    outDir: out,
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0, // the page's policy allows no data: scripts or styles
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: { input: { console: join(here, "index.html"), explorer: join(here, "explorer.html") } },
  },
});

/** Writes a `.br` and a `.gz` beside every text file, so that the hub compresses nothing while it answers. */
function compressed() {
  return {
    name: "compressed",
    apply: "build",
    writeBundle() {
      for (const file of readdirSync(out, { recursive: true }).filter((each) => /\.(js|css|json|svg)$/.test(each))) {
        const text = readFileSync(join(out, file));
        writeFileSync(join(out, `${file}.gz`), gzipSync(text, { level: 9 }));
        writeFileSync(
          join(out, `${file}.br`),
          brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
        );
      }
    },
  };
}
