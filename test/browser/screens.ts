// `npm run screens`: a picture of every page of the console, in both languages, as wide screens and phones show it. In: the demo network. Out:
// docs/screens/<page>.<language>.webp, and docs/screens/README.md, which shows them all. `npm run screens -- find practice`: only these.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../schema/sdl.js";
import type { Page } from "playwright-core";
import {
  startConsoleNetwork,
  type ConsoleNetwork,
  type ConsolePage,
  type Member,
  type RunningConsole,
} from "./console-network.js";
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

/** Takes pictures: a window for each reader, language and size, and a small one in which they are put side by side. */
class Camera {
  readonly #windows = new Map<string, Promise<ConsolePage>>();
  #desk: Promise<Page> | null = null;

  constructor(
    readonly network: RunningConsole,
    readonly everyone: Everyone,
  ) {}

  /** Takes a page in one language, on both sizes, and writes the picture. */
  async take({ name, path, as }: ListedPage, language: Language): Promise<void> {
    const pictures: string[] = [];
    for (const viewport of [WIDE, PHONE]) {
      const look = { language, viewport, ...(as === undefined ? {} : { as: this.everyone[as] }) };
      const key = `${as} ${language} ${viewport.width}`;
      const opening = this.#windows.get(key) ?? this.network.open(look);
      this.#windows.set(key, opening);
      const { page, go } = await opening;
      await go(path);
      await page.waitForTimeout(250); // what moves comes to rest
      pictures.push((await page.screenshot({ type: "png" })).toString("base64"));
    }
    writeFileSync(join(FOLDER, `${name}.${language}.webp`), await this.#sideBySide(pictures));
  }

  async #sideBySide(pictures: readonly string[]): Promise<Buffer> {
    this.#desk ??= this.network.browser.open({ viewport: { width: 920, height: HEIGHT } }).then(({ page }) => page);
    const page = await this.#desk;
    const images = pictures.map((each) => `<img height="${HEIGHT - 2}" src="data:image/png;base64,${each}">`);
    await page.setContent(`<style>${DESK}</style>${images.join("")}`);
    const width = await page.evaluate<number>("document.body.scrollWidth");
    const session = await page.context().newCDPSession(page);
    const clip = { x: 0, y: 0, width, height: HEIGHT, scale: 1 };
    const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: QUALITY, clip });
    await session.detach();
    return Buffer.from(data, "base64");
  }
}

const DESK = "body{margin:0;display:flex;gap:8px;width:max-content}img{border:1px solid #999}";

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
  await network.whenAway();
  const pages = [...PAGES, ...(await historyPages(network.done))].filter(
    ({ name }) => wanted.length === 0 || wanted.includes(name),
  );
  const camera = new Camera(network, everyone);
  for (const [at, page] of pages.entries()) {
    for (const language of LANGUAGES) await camera.take(page, language);
    process.stdout.write(`${at + 1} of ${pages.length}: ${page.name}\n`);
  }
  writeIndex();
} finally {
  await network.stop();
}
