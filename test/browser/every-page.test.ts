// Every page of the console, for everyone: in both languages, light and dark, enlarged. In: the demo network in a real browser. Out: what
// axe-core finds, what can be scrolled sideways, what the console complains of.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeAll, describe, expect, it } from "@jest/globals";
import type { Page } from "playwright-core";
import { isThere, sideways, type ConsolePage, type Member } from "./console-network.js";
import { openHostedPartner } from "./hosted-partner.js";
import { historyPages, PAGES, type ListedPage } from "./every-page.js";
import { useConsoleNetwork } from "./use-console-network.js";

const console = useConsoleNetwork();
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: ReadonlyArray<{ readonly html: string; readonly failureSummary: string }>;
}

/** What is serious or critical. `only`: of one rule. */
async function findFaults(page: Page, only?: string): Promise<string[]> {
  if ((await page.evaluate<string>("typeof globalThis.axe")) === "undefined") await page.evaluate(AXE);
  const options = only === undefined ? "{}" : JSON.stringify({ runOnly: { type: "rule", values: [only] } });
  const found = await page.evaluate<Finding[]>(`axe.run(document, ${options}).then(({ violations }) => violations)`);
  return found
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
}

let everyone: Readonly<Record<NonNullable<ListedPage["as"]>, Member>>;
let pages: readonly ListedPage[];
beforeAll(async () => {
  const { member, done } = console();
  const hosted = await openHostedPartner(console());
  everyone = {
    member: await member("Rosalie Kitchen", "common-thread-london:organization:marsh-lane-kitchen"),
    publisher: await member("Petra Atelier", hosted.organization, "PARTNER_ADMIN"),
    coordinator: await member("Cleo Réseau", "aidants-bretagne:organization:federation", "COORDINATOR"),
  };
  await console().whenAway();
  pages = [...PAGES, ...(await historyPages(done))];
});

/** What a page says that is none. */
async function missing(page: Page): Promise<string[]> {
  const title = await page.locator("h1").first().innerText();
  return /not there|no such page|cannot be shown|pas là|n’existe pas|Impossible/.test(title) ? [title] : [];
}

async function look(opened: ConsolePage, language: "en" | "fr", list: readonly ListedPage[]): Promise<string[]> {
  const faults: string[] = [];
  const { page } = opened;
  for (const { name, path } of list) {
    await page.setViewportSize({ width: 1_280, height: 800 });
    await page.emulateMedia({ colorScheme: "light" });
    await opened.go(path);
    if (name !== "missing") faults.push(...(await missing(page)).map((title) => `${language} ${name} says: ${title}`));
    faults.push(...(await findFaults(page)).map((fault) => `${language} ${name}, light: ${fault}`));
    await page.emulateMedia({ colorScheme: "dark" });
    faults.push(...(await findFaults(page, "color-contrast")).map((fault) => `${language} ${name}, dark: ${fault}`));
    for (const width of [640, 320]) {
      await page.setViewportSize({ width, height: 800 });
      await isThere(page);
      const over = await sideways(page);
      if (over > 0) faults.push(`${language} ${name} at ${width} px: ${over} px too wide`);
    }
    faults.push(...opened.complaints.splice(0).map((complaint) => `${language} ${name} complains: ${complaint}`));
  }
  return faults;
}

describe("every page", () => {
  it.each(["guest", "member", "publisher", "coordinator"] as const)(
    "of a %s has nothing serious against it in either language, light or dark, at 200 and 400 %% zoom (J06)",
    async (who) => {
      const list = pages.filter((each) => (each.as ?? "guest") === who);
      expect(list.length).toBeGreaterThan(4);
      const faults: string[] = [];
      for (const language of ["en", "fr"] as const) {
        const opened = await console().open({ language, ...(who === "guest" ? {} : { as: everyone[who] }) });
        faults.push(...(await look(opened, language, list)));
        await opened.close();
      }
      expect(faults).toEqual([]);
    },
    240_000,
  );

  it("has nothing serious against its dialogs and menus, which close by Escape and give the focus back (J06)", async () => {
    const opened = await console().open({ as: everyone.member, language: "fr" });
    const staff = await console().open({ as: everyone.coordinator });
    const faults: string[] = [];
    for (const { in: where, path, button } of [
      { in: opened, path: "/practices/ndimbal-dakar:practice:registre-mural", button: "Nous l’avons reprise" },
      { in: opened, path: "/practices/aidants-bretagne:practice:cafe-aidants", button: "Donner un avis" },
      { in: opened, path: "/practices/aidants-bretagne:practice:cafe-aidants", button: "En discuter" },
      { in: opened, path: "/people/aidants-bretagne:person:maela-kerdraon", button: /^Demander une mise en relation/ },
      { in: opened, path: "/find?q=répit", button: "Garder cette recherche" },
      { in: opened, path: "/find?q=répit", button: "Exporter cette liste" },
      { in: opened, path: "/", button: /^Votre compte/ },
      { in: staff, path: "/staff/keys", button: "Issue an access key" },
      { in: staff, path: "/staff/joining", button: "Run by the hub" },
    ]) {
      await where.go(path);
      const opener = where.page.getByRole("button", { name: button }).first();
      await opener.waitFor(); // some are there once it is known what may be done
      await opener.focus();
      await where.page.keyboard.press("Enter");
      await where.page.locator("[role=dialog], [popover]:popover-open").first().waitFor();
      faults.push(...(await findFaults(where.page)).map((fault) => `${path}, ${String(button)}: ${fault}`));
      await where.page.keyboard.press("Escape");
      await where.page.locator("[role=dialog], [popover]:popover-open").first().waitFor({ state: "hidden" });
      const isBack = opener.and(where.page.locator(":focus")).waitFor({ timeout: 5_000 });
      await isBack.catch(() => faults.push(`${path}, ${String(button)}: the focus is lost`));
    }
    expect([...faults, ...opened.complaints, ...staff.complaints]).toEqual([]);
    await opened.close();
    await staff.close();
  });

  it("stands still for whoever wants that, and keeps its borders in forced colours", async () => {
    const { page, go, close } = await console().open({ reducedMotion: "reduce", forcedColors: "active" });
    await go("/find?q=respite");
    expect(await page.evaluate<number>("document.getAnimations().length")).toBe(0);
    const border = await page.evaluate<string>("getComputedStyle(document.querySelector('.card')).borderTopWidth");
    expect(border).toBe("1px");
    await close();
  });
});
