// Journeys through the console: keeping the network healthy. In: the demo network in a real browser, and an association's own server. Out: what
// coordinators see.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { completeProfile } from "../../services/partner/partner-profile.js";
import { startPartnerServer, type RunningServer } from "../../services/partner/server.js";
import { openStore, saveRecords, type Store } from "../../services/partner/store.js";
import { testDatabase } from "../kit/database.js";
import { until } from "../kit/until.js";
import { draftsOf } from "../registry/join-network.js";
import { AWAY, type Member } from "./console-network.js";
import { startForgivingServer, type ForgivingServer } from "./forgiving-server.js";
import { useConsoleNetwork } from "./use-console-network.js";

const console = useConsoleNetwork();
const KEY = "maison-neuve";
let coordinator: Member;
let store: Store;
let server: RunningServer;
let front: ForgivingServer;
beforeAll(async () => {
  coordinator = await console().member("Cleo Réseau", "aidants-bretagne:organization:federation", "COORDINATOR");
  const databaseUrl = await testDatabase();
  store = await openStore({ databaseUrl });
  await saveRecords(store, KEY, draftsOf(KEY));
  server = await startPartnerServer({
    ...{ databaseUrl, port: 0, host: "127.0.0.1", partners: [completeProfile({ key: KEY })], log: () => undefined },
    tokens: { jwksUrl: `${console().network.url}/.well-known/jwks.json`, required: true },
  });
  front = await startForgivingServer(server.url);
});
afterAll(async () => {
  await front.stop();
  await server.stop();
  await store.close();
});

describe("a coordinator", () => {
  it("tells an association what fails, and approves it once it passes", async () => {
    const { page, complaints, go, close } = await console().open({ as: coordinator });
    await go("/staff/joining");
    const ask = async (): Promise<void> => {
      await page.getByRole("button", { name: "With a server of its own" }).click();
      const form = page.getByRole("dialog");
      await form.getByLabel("Name").fill("Maison Neuve");
      await form.getByLabel("Key").fill(KEY);
      await form.getByLabel(/mail/i).fill("bureau@maison-neuve.example");
      await form.getByLabel(/licence/i).fill("CC-BY-4.0");
      await form.getByLabel("Address of its graph").fill(`${front.url}/${KEY}/graphql`);
      await form.getByRole("button", { name: "Run the checks and ask" }).click();
      await form.waitFor({ state: "detached", timeout: 60_000 });
    };
    await ask();
    await page.getByText("is not waiting yet: its server has to be mended first.").waitFor();
    await page.getByText("How to mend it").first().waitFor();
    expect(await page.getByText("How to mend it").count()).toBe(1);
    front.mend();
    await ask();
    const waiting = page.getByRole("listitem").filter({ hasText: "Maison Neuve" });
    await waiting.getByRole("button", { name: "Approve Maison Neuve" }).click();
    await page.getByRole("log").getByText("Maison Neuve is a partner of the network now.").waitFor({ timeout: 60_000 });
    await go("/staff");
    await page.getByText("Maison Neuve").first().waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it("sees in words which partner is down, since when, and what to write to it", async () => {
    const { page, complaints, go, close } = await console().open({ as: coordinator });
    const { whenAway, done } = console();
    let away = { key: AWAY, name: "", health: { state: "UP" } };
    await until(async () => {
      await whenAway(); // asks it, too: each time it does not answer counts
      const { partners } = await done(`{ partners { key name health { state } } }`);
      away = partners.find(({ key }: { key: string }) => key === AWAY);
      return away.health.state !== "UP";
    });
    await go("/staff");
    await page
      .getByRole("row")
      .filter({ hasText: away.name })
      .getByText(/Does not answer|Answers slowly|Not known/)
      .waitFor();
    await go("/staff/incidents");
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it("hides a post that a member reported, and nobody reads it any more", async () => {
    const member = await console().member("Rosalie Kitchen", "common-thread-london:organization:marsh-lane-kitchen");
    const writes = await console().open({ as: member });
    await writes.go("/communities");
    await writes.page.getByRole("link", { name: "Kitchens, groceries and surplus" }).click();
    await writes.page
      .locator("main")
      .getByRole("link", { name: /Bocaux/ })
      .first()
      .click();
    await writes.page
      .getByRole("textbox", { name: /^Your reply/ })
      .first()
      .fill("Something that should not stand here.");
    await writes.page.getByRole("button", { name: "Reply", exact: true }).last().click();
    const post = writes.page.locator("p", { hasText: "Something that should not stand here." });
    await post.waitFor();
    const other = await console().member("Awa Passerelle", "ndimbal-dakar:organization:filets-bleus");
    const reports = await console().open({ as: other });
    await reports.go(new URL(writes.page.url()).pathname);
    const reported = reports.page
      .locator("li, article")
      .filter({ hasText: "Something that should not stand here." })
      .last();
    await reported.getByRole("button", { name: /Report/ }).click();
    await reports.page
      .getByRole("dialog")
      .getByLabel("What is wrong with it?")
      .fill("It is about a family that can be recognised.");
    await reports.page.getByRole("dialog").getByRole("button", { name: "Report" }).click();
    await reports.page.getByRole("log").getByText("Thank you").waitFor();
    const { page, complaints, go, close } = await console().open({ as: coordinator });
    await go("/staff/moderation");
    await page.getByText("It is about a family that can be recognised.").waitFor();
    const card = page.getByRole("article").filter({ hasText: "It is about a family that can be recognised." });
    await card.getByRole("blockquote").getByText("Something that should not stand here.").waitFor();
    const place = await card.getByRole("heading", { level: 2 }).getByRole("link").getAttribute("href");
    expect(decodeURIComponent(place ?? "")).toBe(decodeURIComponent(new URL(writes.page.url()).pathname));
    await page
      .getByRole("button", { name: /Decide/ })
      .first()
      .click();
    await page.getByRole("dialog").getByText("Hide it").click();
    await page.getByRole("dialog").getByRole("button", { name: "Decide" }).click();
    await page.getByRole("log").getByText("Decided").waitFor();
    const guest = await console().open();
    await guest.go(new URL(writes.page.url()).pathname);
    expect(await guest.page.content()).not.toContain("Something that should not stand here.");
    expect([...complaints, ...writes.complaints, ...reports.complaints, ...guest.complaints]).toEqual([]);
    for (const each of [writes, reports, guest, { close }]) await each.close();
  });

  it("issues a key whose secret is shown once, which the explorer then reads the network with, and revokes it", async () => {
    const { page, complaints, go, close } = await console().open({ as: coordinator });
    await go("/staff/keys");
    await page.getByRole("button", { name: "Issue an access key" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("What it is for").fill("a web site of the federation");
    await form.getByRole("checkbox").first().check({ force: true });
    await form.getByRole("button", { name: "Issue" }).click();
    const secret = await page.getByRole("textbox", { name: "Secret of a web site of the federation" }).inputValue();
    expect(secret).toMatch(/^mlg_/);
    const answer = await console().network.ask("{ viewer { kind scopes } }", { key: secret });
    expect(answer.data.viewer.kind).toBe("APPLICATION");
    await page.getByRole("button", { name: "I have kept it safe" }).click();
    expect(await page.content()).not.toContain(secret);
    await page
      .getByRole("button", { name: /^Revoke .*web site of the federation|^Revoke/ })
      .first()
      .click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke for good" }).click();
    await page.getByRole("log").getByText("opens nothing any more").waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it("is the only one who sees any of it", async () => {
    const member = await console().member("Rosalie Kitchen", "common-thread-london:organization:marsh-lane-kitchen");
    for (const as of [member, undefined]) {
      const { page, complaints, go, close } = await console().open(as === undefined ? {} : { as });
      for (const path of ["/staff", "/staff/joining", "/staff/keys", "/staff/moderation", "/staff/audit"]) {
        await go(path);
        expect(await page.locator("main table, main .card").count()).toBe(0);
      }
      expect(await page.getByRole("link", { name: "Health" }).count()).toBe(0);
      expect(complaints).toEqual([]);
      await close();
    }
  });
});
