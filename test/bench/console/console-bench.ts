// `console`: what the built console costs those who open it. In: the demo network, a network of 10,000 records, a real Chromium. Out: the
// compressed size of the scripts that the first page needs, the largest contentful paint on a slow processor, how long input waits with
// very many results and a very large graph.
import type { CDPSession, Page } from "playwright-core";
import { startBrowser, type TestBrowser } from "../../kit/browser.js";
import { launchNetwork, temporaryFolder, type LaunchedNetwork } from "../../kit/launched.js";
import { writeLargeTable } from "./large-table.js";
import { answerWithLargeGraph, GRAPH_NODES } from "./large-graph.js";

const SLOWDOWN = 4;
const ROUNDS = 5;
const RESULTS = 10_000;

/** Runs it. Sizes in kB (1,000 bytes), times in milliseconds. */
export async function benchConsole(): Promise<Record<string, unknown>> {
  const folder = await temporaryFolder();
  const browser = await startBrowser();
  const launched: LaunchedNetwork[] = [];
  const launch = async (args: readonly string[]): Promise<LaunchedNetwork> => {
    const network = await launchNetwork({ args });
    launched.push(network);
    return network;
  };
  try {
    const demo = await launch(["--data-dir", `${folder.path}/demo`]);
    const scripts = await measureScripts(browser, demo.url);
    const paints: Record<string, unknown> = {};
    for (const [name, path] of Object.entries(PAINTED))
      paints[name] = await measurePaint(browser, `${demo.url}${path}`);
    await demo.stop();
    const table = await writeLargeTable(`${folder.path}/large.csv`, RESULTS);
    const large = await launch(["--data-dir", `${folder.path}/large`, "--import", table]);
    const results = await measureResults(browser, large.url);
    const graph = await measureGraph(browser, large.url);
    return { scripts, largestContentfulPaintMs: paints, results, graph };
  } finally {
    await browser.stop();
    for (const network of launched) await network.stop();
    await folder.remove();
  }
}

const PAINTED = {
  home: "/",
  find: "/find?q=respite",
  practice: "/practices/aidants-bretagne:practice:cafe-aidants",
} as const;

/** What the first page loads of scripts, as it came over the wire. */
async function measureScripts(browser: TestBrowser, url: string): Promise<Record<string, unknown>> {
  const { page } = await browser.open();
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const scripts = new Set<string>();
  let bytes = 0;
  session.on("Network.responseReceived", ({ requestId, type }) => void (type === "Script" && scripts.add(requestId)));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await page.goto(url, { waitUntil: "networkidle" });
  const encodings = await page.evaluate<string[]>(
    "performance.getEntriesByType('resource').filter((each) => each.name.endsWith('.js')).map((each) => each.contentEncoding ?? '')",
  );
  await page.context().close();
  return { files: scripts.size, compressedKb: Math.round(bytes / 100) / 10, encodings: [...new Set(encodings)] };
}

const WATCH_PAINT = `new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) globalThis.largestPaint = entry.startTime;
}).observe({ type: "largest-contentful-paint", buffered: true })`;

/** The median of several visits, each with an empty cache, on a processor four times as slow. */
async function measurePaint(browser: TestBrowser, url: string): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { page } = await browser.open();
    await slowDown(page, SLOWDOWN);
    await page.goto(url, { waitUntil: "networkidle" });
    await page.evaluate(WATCH_PAINT);
    await page.waitForTimeout(500);
    times.push(await page.evaluate<number>("globalThis.largestPaint"));
    await page.context().close();
  }
  return Math.round(median(times));
}

async function slowDown(page: Page, rate: number): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
  return session;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const WATCH_INPUT = `globalThis.inputs = [];
new PerformanceObserver((list) => {
  for (const { name, startTime, processingStart, duration } of list.getEntries())
    globalThis.inputs.push({ name, delay: processingStart - startTime, duration });
}).observe({ type: "event", durationThreshold: 16 })`;

interface Input {
  readonly name: string;
  readonly delay: number;
  readonly duration: number;
}

/** How long input waited before anything was done with it, and until it was seen, at worst. */
async function inputFigures(page: Page): Promise<Record<string, number>> {
  await page.waitForTimeout(500);
  const inputs = await page.evaluate<Input[]>("globalThis.inputs");
  const worst = (of: (input: Input) => number): number => Math.round(Math.max(0, ...inputs.map(of)));
  return {
    slowEvents: inputs.length,
    worstDelayMs: worst(({ delay }) => delay),
    worstDurationMs: worst(({ duration }) => duration),
  };
}

/** Loads all results into the list, then types, scrolls and chooses. */
async function measureResults(browser: TestBrowser, url: string): Promise<Record<string, unknown>> {
  const { page } = await browser.open({ viewport: { width: 1_280, height: 800 } });
  await page.goto(`${url}/find`);
  const more = page.getByRole("button", { name: "Show more" });
  await more.waitFor();
  while ((await more.count()) > 0)
    await page.evaluate("document.querySelector('.more button:not([data-pending])')?.click()");
  const loaded = await page.evaluate<number>(
    "Number(document.querySelector('.hits li')?.getAttribute('aria-setsize'))",
  );
  await page.evaluate(WATCH_INPUT);
  await useResults(page);
  const figures = await inputFigures(page);
  const nodes = await page.evaluate<number>("document.querySelectorAll('*').length");
  await page.context().close();
  return { loaded, elements: nodes, ...figures };
}

async function useResults(page: Page): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await page.mouse.wheel(0, 4_000);
  await page.getByRole("searchbox").fill("");
  await page.getByRole("searchbox").pressSequentially("respite care at home");
  await page.evaluate("scrollTo(0, 0)");
  await page.getByRole("button", { name: /^Menu/ }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("navigation", { name: "Narrow down" }).getByRole("link").first().click();
}

/** A graph of 2,000 nodes: waits until it is drawn, then drags, zooms and chooses. */
async function measureGraph(browser: TestBrowser, url: string): Promise<Record<string, unknown>> {
  const { page } = await browser.open({ viewport: { width: 1_280, height: 800 } });
  await answerWithLargeGraph(page);
  await page.goto(`${url}/find?q=any`);
  await page.evaluate(WATCH_INPUT);
  const begun = Date.now();
  await page.getByRole("link", { name: "Graph", exact: true }).click();
  const picture = page.locator(".graph-picture[aria-busy=false]");
  await page.getByRole("searchbox").pressSequentially("while it is being placed", { delay: 30 });
  await picture.waitFor({ timeout: 120_000 });
  const drawnMs = Date.now() - begun;
  await picture.scrollIntoViewIfNeeded();
  const box = (await picture.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  for (let turn = 0; turn < 8; turn += 1) await page.mouse.wheel(0, -120);
  await page.mouse.down();
  await page.mouse.move(x + 120, y + 60, { steps: 12 });
  await page.mouse.up();
  await page.mouse.click(x + 10, y + 10);
  await page.getByRole("searchbox").pressSequentially(" and afterwards");
  const figures = await inputFigures(page);
  await page.context().close();
  return { nodes: GRAPH_NODES, drawnMs, ...figures };
}
