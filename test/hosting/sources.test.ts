// Tables that the hub fetches by itself from where an association keeps them: a published sheet, a WordPress site. What
// cannot be read leaves everything as it was, and says why.
import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startHostingHub, startSite, type AssociationSite, type HostingHub } from "../kit/hosting-hub.js";
import { wordsInTables } from "../kit/words-in-tables.js";
import { until } from "../kit/until.js";

let hub: HostingHub;
let site: AssociationSite;

beforeAll(async () => {
  site = await startSite();
  site.answers(table(TWO));
  hub = await startHostingHub({ sourceMs: 50 });
  await hub.host("le-jardin", `${site.url}/publie.csv`);
}, 120_000);

afterAll(async () => {
  await hub?.stop();
  await site?.stop();
});

const HEADER = "type,id,name,summary,consentedAt\n";
const AWA = "person,awa,Awa Exemple,Écoute,2026-02-01\n";
const NOE = "person,noe,Noé Quasimodot,Accueil,2026-02-01\n";
const TWO = HEADER + AWA + NOE;

function table(text: string) {
  return (_request: unknown, response: ServerResponse): void => {
    response.writeHead(200, { "content-type": "text/csv" }).end(text);
  };
}

function status(code: number, headers: Readonly<Record<string, string>> = {}) {
  return (_request: unknown, response: ServerResponse): void => void response.writeHead(code, headers).end("no");
}

const SOURCE = `{ source(partner: "le-jardin") { url rows everyHours state message checkedAt } }`;

async function source(language = "fr"): Promise<{ state: string; message: string; checkedAt: string | null }> {
  const { data } = await hub.ask(SOURCE, { key: hub.admin, headers: { "accept-language": language } });
  return data.source;
}

async function people(): Promise<string[]> {
  const { data } = await hub.ask(`{ people(filter: { partners: ["le-jardin"] }, orderBy: NAME_ASC) { nodes { id } } }`);
  return data.people.nodes.map(({ id }: { id: string }) => id.split(":")[2]);
}

/** Has the source looked at now, and waits until it was. */
async function visitNow(): Promise<void> {
  const [{ at }] = (await hub.database.rows<{ at: Date }>(
    `update registry.source set next_at = now() returning coalesce(checked_at, 'epoch') as at`,
  )) as [{ at: Date }]; // there is one source
  await until(async () => {
    const sql = `select 1 from registry.source where checked_at > ?`;
    return (await hub.database.rows(sql, [at])).length > 0;
  });
}

async function set(rows: "MERGE" | "REPLACE", path: string): Promise<void> {
  const mutation = `mutation ($source: Url, $rows: ImportRows! = MERGE) {
    setSource(partner: "le-jardin", source: $source, rows: $rows) { state } }`;
  const { errors } = await hub.ask(mutation, { key: hub.admin, variables: { rows, source: `${site.url}${path}` } });
  expect(errors).toEqual([]);
}

describe("a table that is fetched by itself", () => {
  it("is imported once the partner is approved, and not again while it is the same", async () => {
    await until(async () => (await source()).state === "FINE");
    expect(await people()).toEqual(["awa", "noe"]);
    expect((await source("en")).message).toBe("Imported: 2 new, 0 changed, 0 deleted, 0 refused.");
    await visitNow();
    expect((await source("fr")).message).toBe("Importé : 2 nouvelles, 0 modifiées, 0 supprimées, 0 refusées (fiches).");
    site.answers(table(TWO.replace("Accueil", "Accueil du matin")));
    await visitNow();
    expect((await source("en")).message).toBe("Imported: 0 new, 1 changed, 0 deleted, 0 refused.");
  });

  const FAILURES: ReadonlyArray<[string, Parameters<AssociationSite["answers"]>[0], RegExp]> = [
    ["401", status(401), /publiée, ou partagée.*401/],
    ["429", status(429, { "retry-after": "60" }), /trop sollicité.*429/],
    ["404: the sheet was moved", status(404), /n’y a plus rien.*404/],
    ["a page to sign in", status(302, { location: "https://accounts.google.com/v3/signin" }), /page de connexion/],
    ["a redirect in circles", status(302, { location: "/publie.csv" }), /tourne en rond/],
    ["HTML", table("<!doctype html><title>Connexion</title>"), /ne peut pas être lu/],
    ["a table whose id column was deleted", table("summary\nÉcoute\n"), /ne peut pas être lu/],
  ];

  it.each(FAILURES)(
    "J04 keeps what it has when the site answers %s, and says so in French",
    async (_what, answer, said) => {
      site.answers(answer);
      await visitNow();
      expect(await source("fr")).toMatchObject({ state: "UNREADABLE", message: expect.stringMatching(said) });
      expect(await people()).toEqual(["awa", "noe"]);
    },
  );

  it("goes on when the site is well again, and tells coordinators what was wrong", async () => {
    site.answers(table(TWO));
    await visitNow();
    expect((await source()).state).toBe("FINE");
    const { data } = await hub.ask(`{ incidents(partner: "le-jardin") { edges { node { kind } } } }`, {
      key: hub.admin,
    });
    expect(JSON.stringify(data)).toContain("SOURCE_UNREADABLE");
  });

  it("follows the redirect by which published sheets answer", async () => {
    site.answers((request, response) => {
      if (request.url === "/publie.csv") response.writeHead(307, { location: "/la-feuille?token=1" }).end();
      else table(TWO.replace("Écoute", "Écoute active"))(request, response);
    });
    await visitNow();
    expect((await source("en")).message).toBe("Imported: 0 new, 1 changed, 0 deleted, 0 refused.");
    expect(site.asked.at(-1)).toBe("/la-feuille?token=1");
  });

  it("REPLACE deletes the one row that is gone, and no table of the hub holds a word of it a minute later", async () => {
    const schemas = ["partner_data", "knowledge", "mirror", "exchange", "registry", "jobs"];
    const holding = (): Promise<string[]> => wordsInTables(hub.database, "Quasimodot", schemas);
    expect(await holding()).toEqual(
      expect.arrayContaining(["knowledge.entry", "mirror.person", "partner_data.person"]),
    );
    site.answers(table(HEADER + AWA));
    await set("REPLACE", "/publie.csv");
    await until(async () => (await source()).state === "FINE");
    expect((await source("en")).message).toMatch(/1 deleted/);
    expect(await people()).toEqual(["awa"]);
    await until(async () => (await holding()).length === 0, 60_000);
  });

  it("reads the posts of a WordPress site, all pages of them", async () => {
    const post = (id: number) => ({
      ...{ id, slug: `fiche-${id}`, date_gmt: "2026-01-01T00:00:00", modified_gmt: "2026-01-02T00:00:00" },
      ...{ link: `https://site.example/fiche-${id}`, title: { rendered: `Fiche n&#176;&nbsp;${id}` } },
      ...{
        excerpt: { rendered: "<p>Un <b>résumé</b></p>" },
        content: { rendered: "<p>Texte</p><script>x()</script>" },
      },
    });
    site.answers((request, response) => {
      const page = Number(new URL(request.url ?? "", "http://site").searchParams.get("page"));
      response.writeHead(200, { "content-type": "application/json", "x-wp-totalpages": "2" });
      response.end(JSON.stringify([post(page * 2 - 1), post(page * 2)]));
    });
    const mutation = `mutation ($source: Url) { setSource(partner: "le-jardin", source: $source, type: "practice") { state } }`;
    await hub.ask(mutation, { key: hub.admin, variables: { source: `${site.url}/wp-json/wp/v2/posts` } });
    await until(async () => (await source()).state === "FINE");
    const { data } = await hub.ask(
      `{ practices(filter: { partners: ["le-jardin"] }, orderBy: NAME_ASC) { totalCount nodes { name summary url approach } } }`,
    );
    expect(data.practices.totalCount).toBe(4);
    expect(data.practices.nodes[0]).toEqual({
      name: "Fiche n° 1",
      summary: "Un résumé",
      url: "https://site.example/fiche-1",
      approach: "Texte",
    });
  });

  it("is set, seen and removed by the partner's own administrators only", async () => {
    const other = await hub.key(["partner:admin"], "alpha:organization:1");
    expect((await hub.ask(SOURCE, { key: other })).errors[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT" });
    const own = await hub.key(["partner:admin"], "le-jardin:organization:le-jardin");
    const removed = await hub.ask(`mutation { setSource(partner: "le-jardin", source: null) { url } }`, { key: own });
    expect(removed).toMatchObject({ data: { setSource: null }, errors: [] });
    const hours = `mutation { setSource(partner: "le-jardin", source: "https://a.example/t.csv", everyHours: 0) { url } }`;
    expect((await hub.ask(hours, { key: own })).errors[0]?.extensions).toMatchObject({ argument: "everyHours" });
  });
});
