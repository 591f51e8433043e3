// A real browser: the Chromium inside an npm package, or the one that `CHROMIUM_PATH` names. In: nothing. Out: a browser as strict as
// people's own are (origins are kept apart), and pages that remember what their console complained about.
import { spawnSync } from "node:child_process";
import { join, dirname } from "node:path";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { chromium as playwright, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import packaged, { inflate } from "@sparticuz/chromium";

export interface WatchedPage {
  readonly page: Page;
  /** Errors and warnings of the console, what was thrown, and what the page's policy forbade. */
  readonly complaints: string[];
}

export interface TestBrowser {
  readonly browser: Browser;
  /** A page of its own context. */
  open(options?: BrowserContextOptions): Promise<WatchedPage>;
  stop(): Promise<void>;
}

/** Root may not have a sandbox; a machine for tests often has no room in /dev/shm and no graphics. */
const ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--font-render-hinting=none"];

/** Starts one. Throws where none can start: then the machine lacks something, and the message says what. */
export async function startBrowser(): Promise<TestBrowser> {
  const executablePath = process.env["CHROMIUM_PATH"] ?? (await packaged.executablePath());
  const env = await environmentFor(executablePath);
  const browser = await playwright.launch({ executablePath, args: ARGUMENTS, env });
  return {
    browser,
    async open(options = {}) {
      const page = await (await browser.newContext(options)).newPage();
      const complaints: string[] = [];
      page.on("console", (said) => void (isComplaint(said.type()) && complaints.push(said.text())));
      page.on("pageerror", (error) => void complaints.push(error.message));
      return { page, complaints };
    },
    stop: () => browser.close(),
  };
}

function isComplaint(type: string): boolean {
  return type === "error" || type === "warning";
}

/** Where the machine lacks a library that the browser needs, the package's own are used. */
async function environmentFor(executablePath: string): Promise<Record<string, string>> {
  const own = Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const { LD_LIBRARY_PATH: _packages, ...env } = own; // the package says one as soon as it is loaded
  if (spawnSync(executablePath, ["--version"], { env }).status === 0) return env;
  const archive = join(
    dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")),
    "..",
    "bin",
    "al2023.tar.br",
  );
  await inflate(archive);
  return { ...env, LD_LIBRARY_PATH: join(tmpdir(), "al2023", "lib") };
}
