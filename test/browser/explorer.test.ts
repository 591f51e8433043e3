// The explorer in a real browser, over a real hub: the README's queries, a reader's key, a partner that is away, and what must not
// happen on a page: anything from elsewhere, anything that its policy forbids, anything that some readers cannot use.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import axe from "axe-core";
import type { BrowserContextOptions, Page } from "playwright-core";
import { PROJECT_ROOT } from "../../schema/sdl.js";
import { EXAMPLES } from "../../services/console/explorer/examples.js";
import { startBrowser, type TestBrowser, type WatchedPage } from "../kit/browser.js";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";

const PARTNER = "aidants-bretagne";
const topics = ["hub:topic:respite-care"];
const MEMBER = { name: "Ada", email: "ada@example.org", password: "correct horse battery" };

let network: SmallNetwork;
let browser: TestBrowser;
beforeAll(async () => {
  network = await startSmallNetwork({
    [PARTNER]: [
      { id: `${PARTNER}:organization:o`, name: "Aidants de Bretagne" },
      { id: `${PARTNER}:organization:hidden`, name: "Anonyme", visibility: "NETWORK" },
      {
        ...{ id: `${PARTNER}:practice:halte-itinerante`, name: "Halte itinérante", topics, language: "fr" },
        ...{ summary: "Du répit pour les aidants, à la campagne.", organization: `${PARTNER}:organization:o` },
      },
      {
        ...{ id: `${PARTNER}:person:p`, name: "Ines Lavoisier", headline: "Respite care", topics },
        expertise: [{ topic: topics[0] ?? "", level: "EXPERT", evidence: [] }],
      },
    ],
  });
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.stop();
  await network.stop();
});

interface OpenExplorer extends WatchedPage {
  /** What was asked of anybody but the hub. */
  readonly elsewhere: string[];
}

async function openExplorer(options: BrowserContextOptions = {}): Promise<OpenExplorer> {
  const opened = await browser.open({ locale: "en-GB", viewport: { width: 1280, height: 800 }, ...options });
  const elsewhere: string[] = [];
  opened.page.on("request", (request) => {
    if (new URL(request.url()).origin !== network.url) elsewhere.push(request.url());
  });
  await opened.page.goto(`${network.url}/explorer`);
  await editorOf(opened.page).waitFor();
  return { ...opened, elsewhere };
}

const editorOf = (page: Page) => page.locator(".graphiql-query-editor .CodeMirror-code");
const tabsOf = (page: Page) =>
  page.getByRole("list", { name: "Select active operation" }).locator(".graphiql-tab-button");
const saidIn = (page: Page) => page.getByRole("status");

/** Shows an example's tab, or the one that is shown already, and runs it. Gives the request's headers and the answer. */
async function run(page: Page, at: number | null) {
  if (at !== null) await tabsOf(page).nth(at).click();
  const asked = page.waitForResponse((response) => response.url() === `${network.url}/graphql`);
  await page.getByRole("button", { name: /^Execute query/ }).click();
  const response = await asked;
  const { data, errors } = (await response.json()) as { data: Record<string, unknown>; errors?: unknown };
  await page.locator(".graphiql-response .CodeMirror-code").getByText('"data"').waitFor();
  await saidIn(page).locator(".took").waitFor();
  return { headers: await response.request().allHeaders(), data, errors };
}

describe("the explorer", () => {
  it("begins with the five queries of the README, under their questions", () => {
    const readme = readFileSync(join(PROJECT_ROOT, "README.md"), "utf8");
    const [, part = ""] = /## Five queries to try\n([\s\S]*?)\n## /.exec(readme) ?? [];
    const found = [...part.matchAll(/\*\*([^*]+)\*\*(?:(?!```)[\s\S])*```graphql\n([\s\S]*?)```/g)];
    expect(EXAMPLES.map(({ title, query }) => [title.en, query])).toEqual(
      found.map(([, title, query]) => [title?.replaceAll("\n", " "), query?.trim()]),
    );
    expect(EXAMPLES).toHaveLength(5);
  });

  it("loads with nothing from elsewhere and nothing that its policy forbids, whatever is opened in it (J07)", async () => {
    const { page, complaints, elsewhere } = await openExplorer();
    expect(await tabsOf(page).allInnerTexts()).toEqual(EXAMPLES.map(({ name }) => name.en));
    await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
    await page
      .getByRole("button", { name: "Query", exact: true })
      .or(page.getByText("Query", { exact: true }))
      .first()
      .click();
    await page.getByRole("button", { name: "Show History" }).click();
    for (const dialog of ["Open settings dialog", "Open short keys dialog"]) {
      await page.getByRole("button", { name: dialog }).click();
      await page.getByRole("dialog").waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }
    await page.locator(".graphiql-query-editor textarea").focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("{ vie");
    await page.locator(".CodeMirror-hints").waitFor();
    expect([complaints, elsewhere]).toEqual([[], []]);
    const styles = await page.evaluate<number>("document.querySelectorAll('style').length");
    expect(styles).toBe(0);
  });

  it("runs each of the five queries and shows its rows and what it took", async () => {
    const { page, complaints } = await openExplorer();
    const rows = ["search.edges", "experts.edges", "practices.nodes", "organizations.nodes", "node.contributors"];
    for (const [at, path] of rows.entries()) {
      const { data, errors, headers } = await run(page, at);
      expect([path, errors]).toEqual([path, undefined]);
      const [field = "", list = ""] = path.split(".");
      expect([path, (data[field] as Record<string, unknown[]>)[list]]).toEqual([path, expect.any(Array)]);
      if (list !== "contributors") expect((data[field] as Record<string, unknown[]>)[list]).not.toEqual([]);
      expect(headers).toMatchObject({ "accept-language": "en", "maillage-freshness": "auto" });
      expect(await saidIn(page).locator(".took").innerText()).toMatch(/^Answered in [\d.]+ (ms|s)/);
    }
    expect(complaints).toEqual([]);
  });

  it("asks with the reader's key, shows what it may see, and keeps it no longer than the browser's tab", async () => {
    const { page, complaints } = await openExplorer();
    const names = async () => {
      const { data, headers } = await run(page, 3);
      const { nodes } = data["organizations"] as { nodes: Array<{ name: string }> };
      return [nodes.map(({ name }) => name), headers["authorization"]];
    };
    expect(await names()).toEqual([["Aidants de Bretagne"], undefined]);
    await page.getByLabel("Access key", { exact: true }).fill(network.keys.reader);
    expect(await names()).toEqual([["Aidants de Bretagne", "Anonyme"], `Bearer ${network.keys.reader}`]);
    await page.waitForFunction("JSON.stringify(localStorage).includes('DidEverybodyAnswer')");
    const holds = (store: string) =>
      page.evaluate<boolean>(`JSON.stringify(${store}).includes("${network.keys.reader}")`);
    expect([await holds("localStorage"), await holds("sessionStorage")]).toEqual([false, true]);
    await page.reload();
    expect(await names()).toEqual([["Aidants de Bretagne", "Anonyme"], `Bearer ${network.keys.reader}`]);
    expect(complaints).toEqual([]);
  });

  it("keeps queries for the next visit without the headers that were sent with them", async () => {
    const { page, complaints } = await openExplorer();
    await page.getByRole("button", { name: "Headers" }).click();
    await page.locator(".graphiql-editor-tool textarea").last().focus();
    await page.keyboard.insertText('{ "x-note": "mlg_typed" }');
    expect((await run(page, null)).headers["x-note"]).toBe("mlg_typed");
    await page.waitForFunction("localStorage['graphiql:queries']?.includes('WhoHasWritten')");
    await page.waitForTimeout(1_500); // what is typed is noted after a while
    expect(await page.evaluate("JSON.stringify(localStorage)")).not.toContain("mlg_");
    expect(complaints).toEqual([]);
  });

  it("asks as the member who is signed in where there is no key, and says so", async () => {
    const token = await network.hub.registry.identity.accounts.setupLink();
    const { page } = await openExplorer();
    await page.request.post(`${network.url}/auth/setup`, { data: { token, ...MEMBER } });
    await page.reload();
    await page.getByText("No key: you ask as Ada.").waitFor();
    const { data, headers } = await run(page, 4);
    expect(data["viewer"]).toMatchObject({ kind: "MEMBER" });
    expect(headers["x-maillage-csrf"]).toMatch(/^[\w-]{20,}$/);
  });

  it("shows the events of a subscription as they come", async () => {
    const { page, complaints } = await openExplorer();
    await page.getByRole("button", { name: "New tab" }).click();
    await page.locator(".graphiql-query-editor textarea").focus();
    await page.keyboard.insertText("subscription { recordChanges { op id } }");
    await page.keyboard.press("Control+Enter");
    await saidIn(page).getByText("0 events so far.").waitFor();
    await network.save(PARTNER, { id: `${PARTNER}:organization:new`, name: "Zone neuve", visibility: "PUBLIC" });
    await network.caughtUp();
    await saidIn(page).getByText("1 event so far.").waitFor();
    await page.locator(".graphiql-response").getByText(`${PARTNER}:organization:new`).waitFor();
    const ended = page.waitForEvent("requestfailed", (request) => request.url() === `${network.url}/graphql`);
    await page.getByRole("button", { name: /^Stop query/ }).click();
    await ended;
    await network.remove(PARTNER, `${PARTNER}:organization:new`);
    expect(complaints).toEqual([]);
  });

  it("can be used by everybody, in the light and in the dark, and on a phone", async () => {
    const looks: BrowserContextOptions[] = [
      { colorScheme: "light" },
      { colorScheme: "dark" },
      { colorScheme: "light", viewport: { width: 360, height: 740 } },
    ];
    for (const look of looks) {
      const { page, complaints } = await openExplorer(look);
      await run(page, 3);
      await page.evaluate(axe.source);
      const faults = await page.evaluate<string[]>(
        `axe.run().then(({ violations }) => violations.filter(({ impact }) => ["serious", "critical"].includes(impact))
          .flatMap(({ id, nodes }) => nodes.map(({ html }) => id + " " + html.slice(0, 200))))`,
      );
      expect([look, faults, complaints]).toEqual([look, [], []]);
      const [wide, seen] = await page.evaluate<[number, number]>("[document.documentElement.scrollWidth, innerWidth]");
      expect(wide).toBeLessThanOrEqual(seen);
    }
  });

  it("speaks French to who reads French, and asks the hub for it", async () => {
    const { page } = await openExplorer({ locale: "fr-FR" });
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Explorateur");
    expect(await tabsOf(page).allInnerTexts()).toEqual(EXAMPLES.map(({ name }) => name.fr));
    expect(await editorOf(page).innerText()).toContain(EXAMPLES[0]?.title.fr);
    expect((await run(page, 3)).headers["accept-language"]).toBe("fr");
    expect(await saidIn(page).innerText()).toContain("1 partenaire sur 1 a répondu. Les totaux sont exacts.");
    await page.getByLabel("Langue").selectOption("en");
    expect(await page.evaluate("document.documentElement.lang")).toBe("en");
    await page.getByText("1 of 1 partner answered. Totals are exact.").waitFor();
  });

  it("says which partner is away and what stood in for it", async () => {
    const { page, complaints } = await openExplorer();
    const away = { key: "away", name: "away", licence: "CC0-1.0", organization: null, contractVersion: "1.0" };
    await network.hub.registry.partners.listHosted([
      { ...away, endpoint: "http://127.0.0.1:9/away/graphql", level: "LIVE" },
    ]);
    await network.hub.refresh();
    await run(page, 3);
    expect(await saidIn(page).innerText()).toMatch(
      /1 of 2 partners answered; away: cannot be reached .*The list is incomplete/,
    );
    await network.stopPartners();
    await run(page, 3);
    await saidIn(page)
      .getByText(new RegExp(`${PARTNER}: cannot be reached, answered from the mirror of \\d+:\\d+`))
      .waitFor();
    await page.getByLabel("Freshness").selectOption("live");
    expect((await run(page, 3)).headers["maillage-freshness"]).toBe("live");
    await saidIn(page).getByText("0 of 2 partners answered").waitFor();
    expect(complaints).toEqual([]);
  });
});
