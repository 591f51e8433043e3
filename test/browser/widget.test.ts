// The directory widget and the client in a real browser, on a page of another origin with a strict policy, over a real hub.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Page } from "playwright-core";
import { startBrowser, type TestBrowser, type WatchedPage } from "../kit/browser.js";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";
import { startAppSite, type AppSite } from "./app-page.js";

const HOSTILE = `<img src=x onerror="document.title='taken'"><script>document.title='taken'</script>`;
const TOPICS = ["hub:topic:respite-care"];
const practice = (at: number) => ({
  id: `north:practice:p${at}`,
  ...{ name: `Practice ${String(at).padStart(2, "0")}`, topics: TOPICS, url: `https://north.example/${at}` },
  summary: "A short description of what was done, with whom, and what came of it.",
});

let network: SmallNetwork;
let site: AppSite;
let browser: TestBrowser;
beforeAll(async () => {
  network = await startSmallNetwork({
    north: [
      ...Array.from({ length: 14 }, (_, at) => practice(at)),
      { id: "north:practice:hostile", name: HOSTILE, summary: HOSTILE },
      { id: "north:organization:o", name: "Répit du Nord" },
    ],
  });
  site = await startAppSite(network.url);
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.stop();
  await site.stop();
  await network.stop();
});

async function openWidget(attributes: Record<string, string> = {}): Promise<WatchedPage> {
  const opened = await browser.open();
  await opened.page.goto(site.pageWith(attributes));
  return opened;
}

/** Waits until the widget says something. */
const says = (page: Page, text: string | RegExp) => page.getByText(text).waitFor({ timeout: 30_000 });

describe("the widget", () => {
  it("lists what is about a topic, in the reader's language, and goes on by keyboard where the new ones begin", async () => {
    const { page, complaints } = await openWidget({ topic: "respite-care", language: "fr" });
    await says(page, "10 sur 14 affichées");
    expect(await page.getByRole("region", { name: "Pratiques du réseau" }).count()).toBe(1);
    expect(await page.getByRole("search").count()).toBe(1);
    expect(await page.getByRole("listitem").first().innerText()).toMatch(/^Practice 00/);
    expect(await page.getByRole("link", { name: "Practice 00" }).getAttribute("href")).toBe("https://north.example/0");
    await page.getByRole("button", { name: "En voir plus" }).focus();
    await page.keyboard.press("Enter");
    await says(page, "14 sur 14 affichées");
    await page.keyboard.press("Tab");
    expect(await page.locator("a:focus").innerText()).toBe("Practice 10");
    expect(await page.getByRole("button", { name: "En voir plus" }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it("searches, and says when nothing is found", async () => {
    const { page, complaints } = await openWidget();
    await says(page, "10 of 15 shown");
    await page.getByLabel("Words to look for").fill("Practice 07");
    await page.keyboard.press("Enter");
    await says(page, /^1 of 1 shown$/);
    await page.getByLabel("Words to look for").fill("xylophone");
    await page.keyboard.press("Enter");
    await says(page, "Nothing was found.");
    expect(complaints).toEqual([]);
  });

  it("writes what partners say as text, and makes links of web addresses only", async () => {
    const opened = await browser.open();
    const node = {
      name: HOSTILE,
      summary: HOSTILE,
      language: "en",
      url: "javascript:document.title='taken'",
      organization: { name: HOSTILE },
    };
    const list = { totalCount: 1, nodes: [node], pageInfo: { hasNextPage: false, endCursor: null } };
    await opened.page.route(`${network.url}/graphql`, (route) =>
      route.fulfill({
        headers: { "access-control-allow-origin": "*", "access-control-allow-headers": "*" },
        json: { data: { page: { ...list, completeness: { isPartial: false, expected: 1, answered: 1 } } } },
      }),
    );
    await opened.page.goto(site.pageWith());
    await says(opened.page, "1 of 1 shown");
    const item = opened.page.getByRole("listitem");
    expect((await item.innerText()).split(/\n+/)).toEqual([HOSTILE, HOSTILE, HOSTILE]);
    expect(await item.locator("img, script, a").count()).toBe(0);
    expect(await opened.page.title()).toBe("Site");
  });

  it("says that the hub cannot be reached, and tries again when asked to", async () => {
    const opened = await browser.open();
    await opened.page.route(`${network.url}/graphql`, (route) => route.abort());
    await opened.page.goto(site.pageWith());
    await says(opened.page, "The directory cannot be reached at the moment.");
    await opened.page.unroute(`${network.url}/graphql`);
    await opened.page.getByRole("button", { name: "Try again" }).click();
    await says(opened.page, "10 of 15 shown");
  });

  it("can be read at 400 % zoom, in the dark, and stands still for who wants that", async () => {
    const { page } = await openWidget({ topic: "respite-care" });
    await page.setViewportSize({ width: 320, height: 640 });
    await says(page, "10 of 14 shown");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
    const styleOf = (element: string, property: string) =>
      page.evaluate<string>(`getComputedStyle(${element}).${property}`);
    const section = "document.querySelector('script + div').shadowRoot.querySelector('section')";
    const background = () => styleOf(section, "backgroundColor");
    const light = await background();
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    expect(await background()).not.toBe(light);
    await page.evaluate(`${section}.setAttribute("aria-busy", "true")`);
    expect(await styleOf(section, "transitionDuration")).toBe("0s");
  });

  it("says how many partners did not answer", async () => {
    await network.hub.registry.partners.listHosted([
      {
        key: "away",
        name: "away",
        licence: "CC0-1.0",
        organization: null,
        endpoint: "http://127.0.0.1:9/away/graphql",
        level: "LIVE",
        contractVersion: "1.0",
      },
    ]);
    await network.hub.refresh();
    const { page } = await openWidget({ language: "fr" });
    await says(page, "1 partenaire n’a pas répondu");
  });
});

describe("a page of another origin", () => {
  const ask = (page: Page, key: string) =>
    page.evaluate(
      async ({ url, authorization }) => {
        const headers = { authorization, "content-type": "application/json" };
        const response = await fetch(url, {
          method: "POST",
          headers,
          body: JSON.stringify({ query: "{ overview { practices } }" }),
        });
        const { errors } = (await response.json()) as { errors?: Array<{ extensions: { code: string } }> };
        return {
          status: response.status,
          code: errors?.[0]?.extensions.code ?? null,
          limit: response.headers.get("ratelimit"),
        };
      },
      { url: `${network.url}/graphql`, authorization: `Bearer ${key}` },
    );

  it("may use a key that names it, and not one that names another or none", async () => {
    const { page } = await openWidget();
    const issue = (origins: string[]) =>
      network.hub.registry.keys.issue({ name: "app", scopes: ["read:network"], organization: null, origins });
    const own = await ask(page, await issue([site.origin]));
    expect(own).toMatchObject({ status: 200, code: null });
    expect(own.limit).toMatch(/^"points";r=\d+;t=\d+$/);
    for (const origins of [["https://elsewhere.example"], []])
      expect(await ask(page, await issue(origins))).toMatchObject({ status: 403, code: "FORBIDDEN" });
  });

  it("reads the tag of an answer, and is told 304 when it shows it", async () => {
    const { page } = await openWidget();
    const statuses = await page.evaluate(async (hub) => {
      const told = async (url: string, headers: Record<string, string>) => {
        const first = await fetch(url, { headers, cache: "no-store" });
        const tag = first.headers.get("etag") ?? "";
        return [
          first.status,
          (await fetch(url, { headers: { ...headers, "if-none-match": tag }, cache: "no-store" })).status,
        ];
      };
      const query = `${hub}/graphql?query={overview{practices}}`;
      return [await told(query, { "apollo-require-preflight": "1" }), await told(`${hub}/schema.graphql`, {})];
    }, network.url);
    expect(statuses).toEqual([
      [200, 304],
      [200, 304],
    ]);
  });
});
