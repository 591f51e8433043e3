// The ways out of the demo network, read by other people's parsers: equal to the graph, for readers of both kinds.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { parseAtomFeed, parseJsonFeed } from "feedsmith";
import ical from "ical.js";
import jsonld from "jsonld";
import { importPartnerTable } from "../../services/partner/import/import-partner-table.js";
import { openDatabase, type Database } from "../../services/database/open-database.js";
import { openStore, type Store } from "../../services/partner/store.js";
import { testDatabase } from "../kit/database.js";
import { launchNetwork, temporaryFolder, type LaunchedNetwork } from "../kit/launched.js";
import { runPage } from "./run-page.js";
import { linesOf, walkForExport, type Row } from "./walk-for-export.js";

const OWN = "aidants-bretagne";
const folder = temporaryFolder();
let demo: LaunchedNetwork;
let database: Database;
let empty: { readonly store: Store; readonly database: Database };

const watch = (databaseUrl: string) =>
  openDatabase({ schema: "watching", entities: [], migrations: [] }, { databaseUrl });

beforeAll(async () => {
  const databaseUrl = await testDatabase();
  demo = await launchNetwork({ args: ["--data-dir", (await folder).path], databaseUrl });
  database = await watch(databaseUrl);
  const emptyUrl = await testDatabase();
  empty = { store: await openStore({ databaseUrl: emptyUrl }), database: await watch(emptyUrl) };
});
afterAll(async () => {
  await Promise.all([database.close(), empty.database.close(), empty.store.close()]);
  await demo.stop();
  await (await folder).remove();
});

async function get(path: string, key?: string): Promise<string> {
  const response = await fetch(
    `${demo.url}${path}`,
    key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } },
  );
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.text();
}

describe("an export of JSON lines", () => {
  it("has what a walk of the graph has, in its order, for a reader of either kind (B07)", async () => {
    for (const key of [undefined, demo.keys.reader]) {
      const rows = linesOf(await get("/export/all.jsonl", key));
      const walked = await walkForExport(demo, key);
      expect(rows.map(({ _cursor, type: _type, ...row }) => row)).toEqual(walked.map(({ node }) => node));
      expect(rows.map(({ _cursor }) => _cursor)).toEqual(walked.map(({ cursor }) => cursor));
    }
  });

  it("has NETWORK records for those only who may read them", async () => {
    const [open, all] = await Promise.all([get("/export/all.jsonl"), get("/export/all.jsonl", demo.keys.reader)]);
    expect(linesOf(open).filter(({ visibility }) => visibility !== "PUBLIC")).toEqual([]);
    expect(linesOf(all).filter(({ visibility }) => visibility === "NETWORK").length).toBeGreaterThan(10);
  });

  it("is of one partner, of some types, since a time", async () => {
    const all = linesOf(await get("/export/all.jsonl"));
    const since = "2026-06-01T00:00:00Z";
    const some = linesOf(await get(`/export/${OWN}.jsonl?type=event&type=practice&updatedSince=${since}`));
    const wanted = all.filter(
      ({ id, type, updatedAt }) =>
        String(id).startsWith(`${OWN}:`) && /practice|event/.test(String(type)) && String(updatedAt) >= since,
    );
    expect(some.length).toBeGreaterThan(1);
    expect(some).toEqual(wanted);
  });
});

describe("an export of CSV", () => {
  it("reads back, in every dialect, as the same rows", async () => {
    const plain = await get("/export/all.csv");
    const french = await get("/export/all.csv?dialect=excel-fr");
    expect([plain.startsWith("partner,type,id,"), plain.includes("\r\n")]).toEqual([true, true]);
    const bytes = new Uint8Array(
      await (await fetch(`${demo.url}/export/all.csv?dialect=excel-fr&type=event`)).arrayBuffer(),
    );
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows = parse(plain, { columns: true }) as Row[]; // with a header
    expect(rows).toEqual(parse(french, { columns: true, delimiter: ";", bom: true }));
    expect(rows.length).toBe(linesOf(await get("/export/all.jsonl")).length);
  });

  it("gives whoever administers a partner everything of it: imported elsewhere, its records are the same", async () => {
    const path = join((await folder).path, "own.csv");
    await writeFile(path, await get(`/export/${OWN}.csv`, demo.keys.admin));
    const report = await importPartnerTable({
      ...{ store: empty.store, partner: OWN, file: { path, name: "own.csv" }, rows: "MERGE", dryRun: false },
      standards: { language: "en", licence: "CC0-1.0" },
    });
    expect([report.stopped, report.faults]).toEqual([null, []]);
    for (const table of ["organization", "person", "project", "practice", "event"]) {
      const statement = `select to_jsonb(r) - '{digest,states_created,states_updated}'::text[] as row
        from partner_data.${table} r where partner = '${OWN}' order by id`;
      const [before, after] = await Promise.all([database.rows(statement), empty.database.rows(statement)]);
      expect(after).toEqual(before);
      expect(after.length).toBeGreaterThan(0);
    }
  });

  it("says when people agreed to be listed to nobody else", async () => {
    for (const key of [undefined, demo.keys.reader])
      expect(await get(`/export/${OWN}.csv?type=person`, key)).not.toContain("consentedAt");
    expect(await get("/export/all.csv?type=person", demo.keys.admin)).not.toContain("consentedAt");
  });
});

describe("an export of JSON-LD", () => {
  it("expands node by node without loading anything, and says who belongs where and what was made from what", async () => {
    const document = JSON.parse(await get("/export/all.jsonld", demo.keys.reader)) as {
      "@context": jsonld.ContextDefinition;
      "@graph": jsonld.NodeObject[];
    };
    const documentLoader = (url: string) => Promise.reject(new Error(`loads ${url}`));
    const expanded = await jsonld.expand(document as jsonld.JsonLdDocument, { documentLoader });
    expect(expanded.length).toBe(linesOf(await get("/export/all.jsonl", demo.keys.reader)).length);
    for (const node of expanded) {
      expect(node["@id"]).toMatch(/^http:\/\/localhost:\d+\/records\//);
      expect(node["@type"]?.length).toBeGreaterThan(0);
    }
    const text = (await jsonld.toRDF(document as jsonld.JsonLdDocument, {
      documentLoader,
      format: "application/n-quads",
    })) as unknown as string; // with a format it is text
    const at = (id: string) => `<${demo.url}/records/${encodeURIComponent(id)}>`;
    const triples = [
      `${at(`${OWN}:organization:federation`)} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/org#Organization> .`,
      `${at("hub:topic:respite-care")} <http://www.w3.org/2004/02/skos/core#prefLabel> "Répit des aidants"@fr .`,
      `${at("hub:topic:respite-care")} <http://www.w3.org/2004/02/skos/core#broader> ${at("hub:topic:family-carers")} .`,
    ];
    expect(triples.filter((triple) => !text.includes(triple))).toEqual([]);
    for (const predicate of ["ns/org#memberOf", "ns/org#hasMembership", "ns/org#role", "ns/prov#wasDerivedFrom"])
      expect(text).toContain(`<http://www.w3.org/${predicate}>`);
    expect(text).not.toContain("_cursor");
  });
});

describe("an export of GeoJSON", () => {
  it("is a collection of features as RFC 7946 has them, people never finer than their area", async () => {
    const { type, features } = JSON.parse(await get("/export/all.geojson", demo.keys.reader)) as {
      type: string;
      features: Array<{ type: string; id: string; geometry: { type: string; coordinates: never }; properties: Row }>;
    };
    expect(type).toBe("FeatureCollection");
    expect(features.length).toBeGreaterThan(50);
    for (const { type, id, geometry, properties } of features) {
      expect([type, ["Point", "MultiPoint"].includes(geometry.type), typeof id]).toEqual(["Feature", true, "string"]);
      const points = (geometry.type === "Point" ? [geometry.coordinates] : geometry.coordinates) as Array<
        [number, number]
      >;
      for (const [longitude, latitude] of points)
        expect([Math.abs(longitude) <= 180, Math.abs(latitude) <= 90]).toEqual([true, true]);
      if (properties["recordType"] === "person") expect(properties["precisions"]).toEqual(points.map(() => "AREA"));
    }
  });
});

describe("feeds", () => {
  it("are read by a parser of Atom and of JSON Feed, and say the same", async () => {
    for (const path of ["records", `partners/${OWN}`, "topics/respite-care", "needs"]) {
      const atom = parseAtomFeed(await get(`/feeds/${path}.atom`));
      const json = parseJsonFeed(await get(`/feeds/${path}.json`));
      expect(atom.entries?.length).toBeGreaterThan(0);
      expect(atom.entries?.map(({ id }) => id)).toEqual(json.items?.map(({ id }) => id));
      expect(json.items?.map(({ title }) => title)).not.toContain(undefined);
      const times = json.items?.map(({ date_modified: time }) => String(time)) ?? [];
      expect(times).toEqual(times.toSorted().toReversed());
    }
  });

  it("have the latest 50, of the partner, topic and type that are asked for, with a title in the reader's language", async () => {
    expect(parseJsonFeed(await get("/feeds/records.json")).items?.length).toBe(50);
    const own =
      parseJsonFeed(await get(`/feeds/records.json?partner=${OWN}&type=practice&topic=respite-care`)).items ?? [];
    expect(own.length).toBeGreaterThan(0);
    expect(own.every(({ id }) => id?.includes(encodeURIComponent(`${OWN}:practice:`)))).toBe(true);
    const french = await fetch(`${demo.url}/feeds/topics/respite-care.json`, { headers: { "accept-language": "fr" } });
    expect(parseJsonFeed(await french.text()).title).toBe("Nouveau dans le réseau: Répit des aidants");
  });

  it("are not there for partners and topics that are not", async () => {
    for (const path of ["partners/nobody.atom", "topics/nothing.json", "records.rss", "partners/..json"])
      expect([path, (await fetch(`${demo.url}/feeds/${path}`)).status]).toEqual([path, 404]);
  });
});

describe("the calendar of events to come", () => {
  it("is read by a parser of iCalendar, each event at its moment", async () => {
    const rows = linesOf(await get("/export/all.jsonl?type=event"));
    const aQuarter = 92 * 24 * 3_600_000; // what began before is taken to be over
    const coming = rows.filter(
      ({ startsAt, endsAt }) =>
        Date.parse(String(endsAt ?? startsAt)) > Date.now() && Date.parse(String(startsAt)) > Date.now() - aQuarter,
    );
    expect(coming.length).toBeGreaterThan(0);
    const component = new ical.Component(ical.parse(await get("/feeds/events.ics")) as never);
    const events = component.getAllSubcomponents("vevent").map((each) => new ical.Event(each));
    const moments = events.map(({ uid, startDate }) => [uid, startDate.toJSDate().toISOString()]);
    expect(moments.toSorted()).toEqual(
      coming.map(({ id, startsAt }) => [`${String(id)}@maillage`, startsAt]).toSorted(),
    );
  });

  it("is of one partner, topic or area", async () => {
    const uids = async (query: string) =>
      [...(await get(`/feeds/events.ics?${query}`)).matchAll(/^UID:(\S+)/gm)].map(([, uid]) => uid);
    const all = await uids("");
    const own = await uids(`partner=${OWN}`);
    expect([own.length > 0, own.length < all.length, own.every((uid) => uid?.startsWith(`${OWN}:`))]).toEqual([
      true,
      true,
      true,
    ]);
    const rows = linesOf(await get("/export/all.jsonl?type=event"));
    const placed = rows.find(({ id, areas }) => all.includes(`${String(id)}@maillage`) && String(areas) !== "");
    const there = await uids(`area=${String(placed?.["areas"]).split(",")[0]}`);
    expect([there.includes(`${String(placed?.["id"])}@maillage`), there.length < all.length]).toEqual([true, true]);
    expect((await fetch(`${demo.url}/feeds/events.ics?area=a%20b`)).status).toBe(400);
  });
});

describe("docs/exports.md and docs/exports.fr.md", () => {
  it("have commands that do what is said of them", async () => {
    const inFolder = async (name: string) => readFile(join((await folder).path, name), "utf8");
    const use = { hub: demo.url, key: demo.keys.admin, folder: (await folder).path };
    const printed = await runPage({ page: "docs/exports.md", ...use });
    expect(printed.filter((text) => text !== "")).toEqual([
      expect.stringMatching(/^federation\.jsonl: \d+ kB, whole\n$/),
      "304\n",
    ]);
    expect(await inFolder("federation.jsonl")).toBe(await get(`/export/${OWN}.jsonl`, demo.keys.reader));
    expect((await inFolder("everything.csv")).split("\r\n")[0]).toContain("consentedAt");
    expect(await inFolder("events.ics")).toContain("BEGIN:VEVENT");
    expect(await runPage({ page: "docs/exports.fr.md", ...use })).toContainEqual(
      expect.stringMatching(/^federation\.csv: \d+ ko, complet\n$/),
    );
  }, 180_000);
});
