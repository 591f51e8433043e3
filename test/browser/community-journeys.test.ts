// Journeys through the console: joining by a link, discussing, needs, keeping searches. In: the demo network in a real browser. Out: what
// people see.
import { describe, expect, it } from "@jest/globals";
import { until } from "../kit/until.js";
import { openHostedPartner, saveRow } from "./hosted-partner.js";
import { useConsoleNetwork } from "./use-console-network.js";

const console = useConsoleNetwork();
const LYON = "entraide-lyon:organization:caisse-avance";
const LONDON = "common-thread-london:organization:marsh-lane-kitchen";
const PASSWORD = "une phrase assez longue";

describe("a volunteer", () => {
  it("is invited by a link, makes an account, joins a community and posts", async () => {
    const { link } = await console().invite("Vera Bénévole", LYON, "CONTRIBUTOR");
    const { page, complaints, go, close } = await console().open({ language: "fr" });
    await page.goto(link);
    await page.getByLabel(/^Choisissez un mot de passe/).fill(PASSWORD);
    await page.getByLabel(/^Le même mot de passe/).fill(PASSWORD);
    await page.getByRole("button", { name: "Créer le compte" }).click();
    await page.getByRole("heading", { name: "Qui sait quoi, d’une association à l’autre" }).waitFor();
    await page.getByRole("link", { name: "Participer" }).click();
    await page.getByRole("link", { name: "Kitchens, groceries and surplus" }).click();
    await page.getByRole("heading", { level: 1, name: "Kitchens, groceries and surplus" }).waitFor();
    await page.getByRole("button", { name: "Rejoindre", exact: true }).click();
    await page.getByText("Vous êtes membre").waitFor();
    await page
      .locator("main")
      .getByRole("link", { name: /Bocaux|\?/ })
      .first()
      .click();
    await page
      .getByRole("textbox", { name: /^Votre réponse/ })
      .first()
      .fill("Chez nous, les bocaux partent le jeudi.");
    await page.getByRole("button", { name: "Répondre", exact: true }).last().click();
    await page.locator("p", { hasText: "Chez nous, les bocaux partent le jeudi." }).waitFor();
    await page.reload();
    await page.locator("p", { hasText: "Chez nous, les bocaux partent le jeudi." }).waitFor();
    await go("/");
    expect(complaints).toEqual([]);
    await close();
  });

  it("signs in and out in the console itself, and comes back to the page that was asked for", async () => {
    const { link, email } = await console().invite("Ines Retour", LYON, "CONTRIBUTOR");
    const { page, complaints, go, close } = await console().open();
    await page.goto(link);
    await page.getByLabel(/^Choose a password/).fill(PASSWORD);
    await page.getByLabel(/^The same password/).fill(PASSWORD);
    await page.getByRole("button", { name: "Make the account" }).click();
    await page.getByRole("button", { name: "Your account: Ines Retour" }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("link", { name: "Sign in" }).waitFor();
    await go("/practices/aidants-bretagne:practice:cafe-aidants");
    await page.getByRole("link", { name: "Sign in", exact: true }).click();
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password").fill("not this one at all");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").getByText("The address or the password is not right.").waitFor();
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "We used this" }).waitFor();
    expect(page.url()).toContain("/practices/aidants-bretagne:practice:cafe-aidants");
    expect(complaints.filter((each) => !each.includes("401"))).toEqual([]);
    await close();
  });

  it("is never led to another site by the address of the sign-in page", async () => {
    const { link, email } = await console().invite("Lena Ailleurs", LYON, "CONTRIBUTOR");
    const first = await console().open();
    await first.page.goto(link);
    await first.page.getByLabel(/^Choose a password/).fill(PASSWORD);
    await first.page.getByLabel(/^The same password/).fill(PASSWORD);
    await first.page.getByRole("button", { name: "Make the account" }).click();
    await first.page.getByRole("button", { name: /^Your account/ }).waitFor();
    await first.close();
    const { page, complaints, go, close } = await console().open();
    await go("/sign-in?next=//elsewhere.example/take");
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: /^Your account/ }).waitFor();
    expect(new URL(page.url()).origin).toBe(new URL(console().network.url).origin);
    expect(complaints).toEqual([]);
    await close();
  });
});

describe("a need", () => {
  it("is published from a search that found nothing, shows who could help, and is closed with who helped", async () => {
    const as = await console().member("Rosalie Kitchen", LONDON);
    const { page, complaints, go, close } = await console().open({ as });
    await go("/needs?title=Night respite for two families");
    const place = page.locator("main");
    await place
      .getByLabel("Tell more")
      .fill("Two families in Stratford need three nights in March, we have volunteers and no night team.");
    await place.getByRole("combobox", { name: "Topics" }).fill("respite c");
    await page.getByRole("option", { name: "Respite care" }).click();
    await place.getByRole("button", { name: "Publish it" }).click();
    await page.getByRole("log").getByText("Published.").waitFor();
    await page.getByRole("heading", { level: 1, name: "Night respite for two families" }).waitFor();
    await page.getByRole("heading", { name: "Who could help" }).waitFor();
    expect(await page.getByRole("list", { name: "Why this person" }).count()).toBeGreaterThan(1);
    await page
      .getByRole("button", { name: "Close it" })
      .or(page.getByRole("button", { name: "Close this need" }))
      .first()
      .click();
    await page.getByRole("dialog").getByRole("button", { name: "Close it" }).click();
    await page.getByRole("log").getByText("Closed.").waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});

describe("a search that is kept", () => {
  it("is found again under its name, opens as it was, and has a feed", async () => {
    const as = await console().member("Rosalie Kitchen", LONDON);
    const { page, complaints, go, close } = await console().open({ as });
    await go("/find?q=surplus food&type=PRACTICE");
    await page.getByRole("button", { name: "Keep this search" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("Surplus for the kitchen");
    await page.getByRole("dialog").getByRole("button", { name: "Keep" }).click();
    await page.getByRole("log").getByText("Kept.").waitFor();
    await go("/saved");
    const feed = await page
      .getByRole("link", { name: "Feed for news readers" })
      .or(page.locator("input[readonly]"))
      .first()
      .getAttribute("value");
    await page.getByRole("link", { name: "Surplus for the kitchen" }).click();
    await page.waitForURL(/type=PRACTICE/);
    expect(await page.getByRole("searchbox").inputValue()).toBe("surplus food");
    if (feed !== null) expect((await fetch(feed)).status).toBe(200);
    expect(complaints).toEqual([]);
    await close();
  });

  it("tells in the inbox when something new matches", async () => {
    const as = await console().member("Rosalie Kitchen", LONDON);
    const { page, complaints, go, close } = await console().open({ as });
    await go("/find?q=lantern walk");
    await page.getByRole("button", { name: "Keep this search" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("Lanterns in winter");
    await page.getByRole("dialog").getByRole("button", { name: "Keep" }).click();
    await page.getByRole("log").getByText("Kept.").waitFor();
    const hosted = await openHostedPartner(console());
    const row = { type: "practice", id: "lanterns", name: "A lantern walk on Sundays", summary: "With soup." };
    await saveRow(console(), hosted.key, row);
    const notice = page.getByText("Lanterns in winter");
    await until(async () => {
      await go("/inbox");
      return (await notice.count()) > 0;
    }, 60_000);
    expect(complaints).toEqual([]);
    await close();
  });
});
