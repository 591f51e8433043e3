// `npm run screens`: a picture of every page of the console, in both languages, as wide screens and phones show it. In: the demo network. Out:
// docs/screens/<page>.<language>.webp, and docs/screens/README.md, which shows them all. `npm run screens -- find practice`: only these.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../schema/sdl.js";
import { startConsoleNetwork, type ConsoleNetwork, type Member, type RunningConsole } from "./console-network.js";
import { historyPages, PAGES, type ListedPage } from "./every-page.js";
import { openHostedPartner } from "./hosted-partner.js";

const FOLDER = join(PROJECT_ROOT, "docs", "screens");
const WIDE = { width: 1_280, height: 800 };
const PHONE = { width: 360, height: 740 };
const HEIGHT = 420;
const QUALITY = 62;
const LANGUAGES = ["en", "fr"] as const;
type Language = (typeof LANGUAGES)[number];

type Everyone = Readonly<Record<NonNullable<ListedPage["as"]>, Member>>;

async function everyoneOf(network: ConsoleNetwork): Promise<Everyone> {
  const hosted = await openHostedPartner(network);
  return {
    member: await network.member("Rosalie Kitchen", "common-thread-london:organization:marsh-lane-kitchen"),
    publisher: await network.member("Petra Atelier", hosted.organization, "PARTNER_ADMIN"),
    coordinator: await network.member("Cleo Réseau", "aidants-bretagne:organization:federation", "COORDINATOR"),
  };
}

interface Taking {
  readonly network: RunningConsole;
  readonly everyone: Everyone;
  readonly language: Language;
}

/** Takes both pictures of a page. */
async function takePage({ name, path, as }: ListedPage, { network, everyone, language }: Taking): Promise<void> {
  const pictures: string[] = [];
  for (const viewport of [WIDE, PHONE]) {
    const look = { language, viewport, ...(as === undefined ? {} : { as: everyone[as] }) };
    const { page, go, close } = await network.open(look);
    await go(path);
    await page.waitForTimeout(250);
    pictures.push((await page.screenshot({ type: "png" })).toString("base64"));
    await close();
  }
  writeFileSync(join(FOLDER, `${name}.${language}.webp`), await sideBySide(network, pictures));
}

/** One small picture of several, side by side. */
async function sideBySide({ browser }: RunningConsole, pictures: readonly string[]): Promise<Buffer> {
  const { page } = await browser.open({ viewport: { width: 900, height: HEIGHT } });
  const images = pictures.map((each) => `<img height="${HEIGHT - 2}" src="data:image/png;base64,${each}">`);
  await page.setContent(
    `<style>body{margin:0;display:flex;gap:8px;width:max-content}img{border:1px solid #999}</style>${images.join("")}`,
  );
  const width = await page.evaluate<number>("document.body.scrollWidth");
  const session = await page.context().newCDPSession(page);
  const clip = { x: 0, y: 0, width, height: HEIGHT, scale: 1 };
  const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: QUALITY, clip });
  await page.context().close();
  return Buffer.from(data, "base64");
}

function writeIndex(): void {
  const names = [
    ...new Set(
      readdirSync(FOLDER)
        .filter((file) => file.endsWith(".webp"))
        .map((file) => file.split(".")[0] ?? ""),
    ),
  ];
  const rows = names
    .sort()
    .map((name) => `| ${name} | ![${name}, in English](${name}.en.webp) | ![${name}, en français](${name}.fr.webp) |`);
  const head =
    "# The console, page by page\n\nMade by `npm run screens` from the demo network, one partner of which is down.\n";
  writeFileSync(
    join(FOLDER, "README.md"),
    `${head}\n| page | English | français |\n| --- | --- | --- |\n${rows.join("\n")}\n`,
  );
}

const wanted = process.argv.slice(2);
mkdirSync(FOLDER, { recursive: true });
const network = await startConsoleNetwork();
try {
  const everyone = await everyoneOf(network);
  const pages = [...PAGES, ...(await historyPages(network.done))].filter(
    ({ name }) => wanted.length === 0 || wanted.includes(name),
  );
  for (const [at, page] of pages.entries()) {
    for (const language of LANGUAGES) await takePage(page, { network, everyone, language });
    process.stdout.write(`${at + 1} of ${pages.length}: ${page.name}\n`);
  }
  writeIndex();
} finally {
  await network.stop();
}
