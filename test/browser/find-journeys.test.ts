// Journeys through the console: finding who knows, and reading what they wrote. In: the demo network in a real browser. Out: what people see.
import { describe, expect, it } from "@jest/globals";
import { AWAY, isThere, sideways } from "./console-network.js";
import { useConsoleNetwork } from "./use-console-network.js";

const console = useConsoleNetwork();
const LONDON = "common-thread-london:organization:marsh-lane-kitchen";
const QUESTION = "Qui a mené du répit pour les aidants en milieu rural pour moins de 20 000 € ?";

describe("finding", () => {
  it("answers a French question with people first, then practices, their adopters and how many state no cost", async () => {
    const { page, complaints, close } = await console().open({ language: "fr" });
    await page.goto(console().network.url);
    await page.getByRole("searchbox").fill(QUESTION);
    await page.keyboard.press("Enter");
    await page.getByText("les personnes d’abord, Rural et au plus 20 000 €").waitFor();
    const people = page.getByRole("region", { name: "Qui s’y connaît" });
    await people.getByRole("link", { name: "Maëla Kerdraon" }).waitFor();
    expect(await people.getByRole("list", { name: "Pourquoi cette personne" }).count()).toBe(3);
    const hits = page.getByRole("list", { name: "Résultats" });
    await hits
      .getByText(/reprise par \d autres organisations/)
      .first()
      .waitFor();
    expect(await hits.getByText(/\d[\s\u00a0\u202f]*€/).count()).toBeGreaterThan(0);
    expect(await page.getByText("Trouvé aussi dans d’autres langues").count()).toBe(1);
    const unstated = page.getByRole("link", { name: /n’indique(nt)? pas de coût/ });
    const said = Number.parseInt(await unstated.innerText(), 10);
    await unstated.click();
    await page.getByRole("status").getByText(`${said} résultat`).waitFor();
    await hits.getByText("n’indique pas de coût").first().waitFor();
    await page.goBack();
    await page.getByText("les personnes d’abord").waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it("finds three experts in respite care who speak French, and asks one of them for an introduction", async () => {
    const as = await console().member("Rosalie Kitchen", LONDON);
    const { page, complaints, go, close } = await console().open({ as });
    await go("/find?q=three experts in respite care who speak French");
    const people = page.getByRole("region", { name: "People who know" });
    expect(await people.getByText(/Speaks .*French/).count()).toBe(3);
    const name = "Maëla Kerdraon";
    await people.getByRole("button", { name: `Ask for an introduction (${name})` }).click();
    const dialog = page.getByRole("dialog");
    await dialog
      .getByLabel("Your message")
      .fill("We begin respite afternoons, and would like to hear about your first year.");
    await dialog.getByLabel("How to reach you").fill("kitchen@example.org");
    await dialog.getByRole("button", { name: "Send" }).click();
    await page.getByRole("log").getByText(`Your message is on its way to ${name}`).waitFor();
    await go("/inbox");
    await page.getByRole("link", { name }).first().waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it("shows one question as list, map and graph, each a link that can be shared, with a way back", async () => {
    const { page, complaints, go, close } = await console().open();
    await go("/find?q=respite");
    await page.getByRole("link", { name: "Map", exact: true }).click();
    await page.getByRole("group", { name: /^Map of the results/ }).waitFor();
    const spot = page.getByRole("button", { name: /here, among them/ }).first();
    await spot.focus();
    await page.keyboard.press("Enter");
    await page.locator(".map-chosen").getByRole("link").first().waitFor();
    await page.getByRole("link", { name: "Graph", exact: true }).click();
    await page
      .getByRole("img", { name: /^How the results are connected/ })
      .and(page.locator("[aria-busy=false]"))
      .waitFor();
    expect(page.url()).toContain("view=graph");
    await page.getByText("The same as a list").click();
    await page.locator(".graph-list li").nth(20).waitFor();
    await page.goBack();
    await page.getByRole("group", { name: /^Map of the results/ }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it("forgives typing errors, marks the words, says why each hit is there, and narrows by facets that count", async () => {
    const { page, complaints, go, close } = await console().open();
    await go("/find?q=respitte caer");
    await page.locator("mark").first().waitFor();
    expect(await page.locator(".because").count()).toBeGreaterThan(3);
    const facet = page.getByRole("navigation", { name: "Narrow down" }).getByRole("link", { name: /^Practices/ });
    const count = Number(/\d+/.exec(await facet.innerText())?.[0]);
    await facet.click();
    await page
      .getByRole("status")
      .getByText(new RegExp(`^${count} results?$`))
      .waitFor();
    expect(page.url()).toContain("type=PRACTICE");
    await page.getByRole("link", { name: /^Remove the filter/ }).click();
    await page.waitForURL((url) => !url.search.includes("type"));
    expect(complaints).toEqual([]);
    await close();
  });

  it("leads on from nothing: to topics nearby, and to a need with the words of the question", async () => {
    const as = await console().member("Rosalie Kitchen", LONDON);
    const { page, complaints, go, close } = await console().open({ as });
    await go("/find?q=xqzzt blorp");
    await page.getByRole("heading", { name: "Nothing was found" }).waitFor();
    expect(await page.getByRole("list", { name: "Topics" }).getByRole("link").count()).toBeGreaterThan(3);
    await page.getByRole("link", { name: "publish what you need" }).click();
    await page.waitForURL(/\/needs\?title=/);
    expect(complaints).toEqual([]);
    await close();
  });

  it("says on its page that a partner is down, and shows what is known of it", async () => {
    await console().whenAway();
    const { page, complaints, go, close } = await console().open();
    await go(`/find?q=respite&partner=${AWAY}`);
    await page.getByRole("list", { name: "Results" }).getByRole("link").first().click();
    await page.getByText("did not answer just now: this is what it said on").waitFor();
    await isThere(page);
    expect(await page.locator(".provenance").getAttribute("data-via")).toBe("MIRROR");
    expect((await page.locator("h1").innerText()).length).toBeGreaterThan(3);
    expect(complaints).toEqual([]);
    await close();
  });

  it("shows whom an address is shared with what they may see, and no more (J11)", async () => {
    const hidden = await console().done(`{ people(first: 100) { nodes { id name visibility } } }`);
    const person = hidden.people.nodes.find(({ visibility }: { visibility: string }) => visibility === "NETWORK");
    const as = await console().member("Rosalie Kitchen", LONDON);
    const member = await console().open({ as });
    await member.go(`/people/${person.id}`);
    expect(await member.page.locator("h1").innerText()).toBe(person.name);
    const guest = await console().open();
    await guest.go(new URL(member.page.url()).pathname);
    expect(await guest.page.locator("h1").innerText()).toBe("This is not there");
    expect(await guest.page.content()).not.toContain(person.name);
    await guest.go(`/find?q=${encodeURIComponent(person.name)}&type=PERSON`);
    expect(await guest.page.getByRole("link", { name: person.name }).count()).toBe(0);
    expect([...member.complaints, ...guest.complaints]).toEqual([]);
    await member.close();
    await guest.close();
  });

  it("takes a list away as CSV that no spreadsheet runs, as JSON", async () => {
    const { page, complaints, go, close } = await console().open();
    await go("/find?q=respite");
    const take = async (kind: string): Promise<string> => {
      await page.getByRole("button", { name: "Export this list" }).click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: kind }).click(),
      ]);
      const chunks: Buffer[] = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString("utf8");
    };
    const csv = await take("CSV, for spreadsheets");
    expect(csv.split("\r\n")[0]).toBe("\uFEFFid,type,name,summary,language,organization,partner,updatedAt,because");
    expect(JSON.parse(await take("JSON"))).toHaveLength(20);
    expect(complaints).toEqual([]);
    await close();
  });

  it("works on a phone of 360 pixels, from the question to the practice, with nothing to scroll sideways", async () => {
    const { page, complaints, go, close } = await console().open({ viewport: { width: 360, height: 740 } });
    await go("/");
    expect(await sideways(page)).toBe(0);
    await page.getByRole("searchbox").fill("café aidants");
    await page.keyboard.press("Enter");
    await page.getByRole("list", { name: "Results" }).getByRole("link").first().waitFor();
    await page.getByRole("button", { name: "Narrow down" }).click();
    await page
      .getByRole("navigation", { name: "Narrow down" })
      .getByRole("link", { name: /^Practices/ })
      .click();
    await page.waitForURL(/type=PRACTICE/);
    expect(await sideways(page)).toBe(0);
    for (const view of ["Map", "Graph", "List"]) {
      await page.getByRole("link", { name: view, exact: true }).click();
      await isThere(page);
      expect(await sideways(page)).toBe(0);
    }
    await page.getByRole("list", { name: "Results" }).getByRole("link").first().click();
    await page.getByRole("heading", { name: "Used by others" }).waitFor();
    expect(await sideways(page)).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });
});
