// Journeys through the console: using what others share, meeting, taking part. In: the demo network in a real browser. Out: what people see.
import { describe, expect, it } from "@jest/globals";
import { isThere } from "./console-network.js";
import { openHostedPartner, saveRow } from "./hosted-partner.js";
import { useConsoleNetwork } from "./use-console-network.js";

const console = useConsoleNetwork();
const LONDON = "common-thread-london:organization:marsh-lane-kitchen";
const BRITTANY = "aidants-bretagne:organization:federation";
const DAKAR = "ndimbal-dakar:organization:filets-bleus";
const PRACTICE = "/practices/aidants-bretagne:practice:cafe-aidants";

describe("taking part", () => {
  it("finds a practice, sees where it was adapted, and records an adoption that others read at once", async () => {
    const as = await console().member("Awa Passerelle", DAKAR);
    const { page, complaints, go, close } = await console().open({ as });
    await go("/find?q=café aidants&type=PRACTICE");
    await page.getByRole("link", { name: "Café d'aidants en bourg rural" }).click();
    await page.getByRole("heading", { name: "Who adapted what" }).waitFor();
    expect(await page.locator(".lineage").getByRole("link").count()).toBe(2);
    await page.getByRole("button", { name: "We used this" }).click();
    const form = page.getByRole("dialog");
    await form.getByText("Adopted", { exact: true }).click();
    await form.getByLabel("Where and with whom?").fill("A fishing quarter, with twelve families.");
    await form.getByLabel("What did you change?").fill("It is held on the beach, before the boats come back.");
    await form.getByLabel(/^What did it cost/).fill("40000");
    await form.getByLabel("Currency").selectOption("XOF");
    await form.getByRole("button", { name: "Tell the network" }).click();
    await page.getByRole("log").getByText("Thank you").waitFor();
    await page.getByText("It is held on the beach").waitFor();
    const guest = await console().open();
    await guest.go(PRACTICE);
    await guest.page.getByText("It is held on the beach").waitFor();
    expect([...complaints, ...guest.complaints]).toEqual([]);
    await close();
    await guest.close();
  });

  it("registers for the last place, the next one onto the waiting list, who moves up when it is given back", async () => {
    const hosted = await openHostedPartner(console());
    const row = { type: "event", id: "chair", name: "One chair left", startsAt: "2027-05-01T10:00:00Z", capacity: "1" };
    const [event] = await saveRow(console(), hosted.key, row);
    const first = await console().open({ as: await console().member("Rosalie Kitchen", LONDON) });
    const second = await console().open({ as: await console().member("Awa Passerelle", DAKAR) });
    await first.go(`/events/${event}`);
    await second.go(`/events/${event}`);
    await second.page.getByText("1 of 1 left").waitFor();
    await first.page.getByRole("button", { name: "Register" }).click();
    await first.page.getByRole("dialog").getByRole("button", { name: "Register" }).click();
    await first.page
      .getByRole("log")
      .getByText(/: Confirmed/)
      .waitFor();
    await second.page.reload();
    await second.page.getByText("there is a waiting list").waitFor();
    await second.page.getByRole("button", { name: "Onto the waiting list" }).click();
    await second.page.getByRole("dialog").getByRole("button", { name: "Register" }).click();
    await second.page.getByRole("table").getByText("On the waiting list").waitFor();
    await first.page.getByRole("button", { name: /^Cancel the registration of/ }).click();
    await first.page.getByRole("log").getByText("Cancelled.").waitFor();
    await second.page.reload();
    await second.page.getByRole("table").getByText("Confirmed").waitFor();
    expect([...first.complaints, ...second.complaints]).toEqual([]);
    await first.close();
    await second.close();
  });

  it("does all of it by keyboard alone: skips, searches, opens, follows, asks", async () => {
    const as = await console().member("Rosalie Kitchen", LONDON);
    const { page, complaints, go, close } = await console().open({ as });
    await go("/");
    const tabTo = async (name: string | RegExp, most = 40): Promise<void> => {
      for (let at = 0; at < most; at += 1) {
        await page.keyboard.press("Tab");
        const text = await page.evaluate<string>(
          "(document.activeElement?.getAttribute('aria-label') ?? '') + ' ' + (document.activeElement?.textContent ?? '')",
        );
        if (typeof name === "string" ? text.includes(name) : name.test(text)) return;
      }
      throw new Error(`${String(name)} is not within ${most} tabs`);
    };
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").innerText()).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    await tabTo("What are you looking for");
    await page.keyboard.type("Fiche de passage entre aidant et relayeuse");
    await page.keyboard.press("Enter");
    await page.getByRole("list", { name: "Results" }).getByRole("link").first().waitFor();
    await tabTo(/^ *Fiche de passage entre aidant et relayeuse$/, 150);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Used by others" }).waitFor();
    expect(await page.evaluate<string>("document.activeElement?.id ?? ''")).toBe("main");
    await tabTo("Follow");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Stop following" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Follow", exact: true }).waitFor();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Review this practice" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await page.locator(":focus").innerText()).toBe("Review");
    expect(complaints).toEqual([]);
    await close();
  });

  it("says that it is offline, keeps what is open, takes back what was not sent, and goes on afterwards", async () => {
    const as = await console().member("Awa Passerelle", DAKAR);
    const { page, go, close } = await console().open({ as });
    await go(PRACTICE);
    await page.getByRole("button", { name: "Follow", exact: true }).waitFor();
    await page.context().setOffline(true);
    await page.getByText("You are offline").waitFor();
    await page.getByRole("button", { name: "Follow", exact: true }).click();
    await page.getByRole("log").getByText("Not done: The hub cannot be reached").waitFor();
    await page.getByRole("button", { name: "Follow", exact: true }).waitFor();
    expect(await page.locator("h1").innerText()).toContain("café");
    await page.context().setOffline(false);
    await page.getByText("You are offline").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Follow", exact: true }).click();
    await page.getByRole("button", { name: "Stop following" }).waitFor();
    await close();
  });

  it("answers an introduction: both sides then see how to reach each other, and nobody else does", async () => {
    const asker = await console().member("Rosalie Kitchen", LONDON);
    const answerer = await console().member("Maël Relais", BRITTANY);
    const asks = await console().open({ as: asker });
    await asks.go("/people/aidants-bretagne:person:maela-kerdraon");
    await asks.page.getByRole("button", { name: /^Ask for an introduction/ }).click();
    const form = asks.page.getByRole("dialog");
    await form.getByLabel("What is it about?").fill("Night care");
    await form.getByLabel("Your message").fill("How did you train the first team?");
    await form.getByRole("button", { name: "Send" }).click();
    await asks.page.getByRole("log").getByText("is on its way").waitFor();
    const answers = await console().open({ as: answerer });
    await answers.go("/inbox");
    const waiting = answers.page.locator("li, article").filter({ hasText: "How did you train the first team?" }).last();
    await waiting.getByRole("button", { name: /^Accept/ }).click();
    const reply = answers.page.getByRole("dialog");
    await reply.getByLabel("How they reach you").fill("maela@federation.example");
    await reply.getByRole("button", { name: "Accept" }).click();
    await answers.page.getByRole("log").getByText("Each side now sees how to reach the other.").waitFor();
    await asks.go("/inbox");
    await isThere(asks.page);
    expect(
      await asks.page
        .getByRole("textbox", { name: /^How to reach them/ })
        .first()
        .inputValue(),
    ).toBe("maela@federation.example");
    const stranger = await console().member("Awa Passerelle", DAKAR);
    const looks = await console().open({ as: stranger });
    await looks.go("/inbox");
    expect(await looks.page.content()).not.toContain("maela@federation.example");
    await looks.close();
    expect([...asks.complaints, ...answers.complaints]).toEqual([]);
    await asks.close();
    await answers.close();
  });
});
