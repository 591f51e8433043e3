// Journeys through the console: publishing without a server of one's own, and text that means harm. In: a hosted partner in the demo network,
// in a real browser. Out: what its people see, and others.
import { beforeAll, describe, expect, it } from "@jest/globals";
import { useConsoleNetwork } from "./use-console-network.js";
import { openHostedPartner, saveRow, type HostedPartner } from "./hosted-partner.js";

const console = useConsoleNetwork();
let hosted: HostedPartner;
beforeAll(async () => {
  hosted = await openHostedPartner(console());
});

/** As Excel saves it in France: semicolons, the encoding of Windows. */
function excelFile(rows: readonly string[]): { name: string; mimeType: string; buffer: Buffer } {
  return { name: "pratiques.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\r\n"), "latin1") };
}

const HEAD = "identifiant;nom;résumé;thèmes;langue;coût";

describe("an association with a spreadsheet", () => {
  it("uploads a French Excel file, mends two faults, and sees its pages live", async () => {
    const as = await console().member("Petra Atelier", hosted.organization, "PARTNER_ADMIN");
    const { page, complaints, go, close } = await console().open({ as, language: "fr" });
    await go("/publish/upload");
    const choose = async (rows: readonly string[]): Promise<void> => {
      const [chooser] = await Promise.all([
        page.waitForEvent("filechooser"),
        page.getByRole("button", { name: /^(Choisir un fichier|Le choisir à nouveau)$/ }).click(),
      ]);
      await chooser.setFiles(excelFile(rows));
    };
    await choose([
      HEAD,
      "p1;Relais de nuit à Namur;Une équipe pour trois nuits par mois.;Répit des aidants;français;deux mille",
      "p2;;Sans nom.;Répit des aidants;français;",
    ]);
    const faults = page.locator("table");
    await faults.getByText("deux mille").waitFor();
    expect(await faults.locator("tbody tr").count()).toBe(2);
    await choose([
      HEAD,
      "p1;Relais de nuit à Namur;Une équipe pour trois nuits par mois.;Répit des aidants;français;2000 EUR",
      "p2;Thé du dimanche;On se retrouve à quatre heures.;Répit des aidants;français;",
    ]);
    await page.getByRole("button", { name: /^Importer/ }).click();
    await page.getByRole("link", { name: "Relais de nuit à Namur" }).click();
    await page.getByRole("heading", { level: 1, name: "Relais de nuit à Namur" }).waitFor();
    const guest = await console().open();
    await guest.go(new URL(page.url()).pathname);
    expect(await guest.page.locator("h1").innerText()).toBe("Relais de nuit à Namur");
    expect([...complaints, ...guest.complaints]).toEqual([]);
    await close();
    await guest.close();
  });

  it("writes a record in a form, sees itself as others will, and saves it", async () => {
    const as = await console().member("Petra Atelier", hosted.organization, "PARTNER_ADMIN");
    const { page, complaints, go, close } = await console().open({ as });
    await go("/publish/project");
    await page.getByLabel("Name", { exact: true }).fill("A bench in front of every house");
    await page.locator("aside, .preview, .page-aside").getByText("A bench in front of every house").first().waitFor();
    await page.getByRole("button", { name: "Check and save" }).click();
    await page.getByRole("heading", { level: 1, name: "A bench in front of every house" }).waitFor();
    expect(page.url()).toContain(`/projects/${hosted.key}:project:`);
    expect(complaints).toEqual([]);
    await close();
  });
});

const SCRIPT = `<img src=x onerror="document.title='taken'"><script>document.title='taken'</script>`;

describe("text of partners", () => {
  it("is shown and does nothing: script, strange links, turned directions, alphabets mixed, endless words (D11)", async () => {
    const rows: ReadonlyArray<Readonly<Record<string, string>>> = [
      { type: "practice", id: "script", name: SCRIPT, summary: SCRIPT, url: "javascript:document.title='taken'" },
      { type: "practice", id: "turned", name: "Repair \u202Eefac\u202C café", summary: "\u2067right to left\u2069" },
      {
        type: "organization",
        id: "looks-like",
        name: "\u0410idants Bretagne",
        website: "data:text/html,<script>1</script>",
      },
      { type: "practice", id: "endless", name: "Donau".repeat(60), summary: "a".repeat(900) },
      { type: "practice", id: "arabic", name: "رعاية الأسرة 👨‍👩‍👧", summary: "نص عربي", language: "ar" },
    ];
    const ids = (await Promise.all(rows.map((row) => saveRow(console(), hosted.key, row)))).flat();
    const { page, complaints, close, go } = await console().open({ viewport: { width: 360, height: 740 } });
    const names: string[] = [];
    for (const id of ids) {
      await go(`/${id.includes(":organization:") ? "organizations" : "practices"}/${id}`);
      names.push(await page.locator("h1").innerText());
      expect(await page.locator("main script, main img[src=x], a[href^='javascript:'], a[href^='data:']").count()).toBe(
        0,
      );
      expect(await page.title()).not.toBe("taken");
      expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
      if (id.endsWith("looks-like")) await page.getByText("This name mixes alphabets").waitFor();
    }
    expect(names[0]).toBe(SCRIPT);
    expect(names.join("")).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/u);
    expect(names[4]).toContain("👨‍👩‍👧");
    expect(complaints).toEqual([]);
    await close();
  });
});
