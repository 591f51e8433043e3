// What is asked of exports and feeds beside their content: who may have them, what has not changed, going on after a broken
// connection, and what is gone.
import { request } from "node:http";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { downloadExport, type Download } from "../../gateway/main/exports/download-export.js";
import type { Extension } from "../../gateway/main/exports/export-question.js";
import { openTable } from "../../services/partner/import/read/open-table.js";
import { breakingProxy } from "./breaking-proxy.js";
import { FORMULAS, HARMLESS, JANE, RECORDS } from "./small-records.js";
import { temporaryFolder } from "../kit/launched.js";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";
import { until } from "../kit/until.js";
import { MUCH } from "../kit/wide-edge.js";

let network: SmallNetwork;
const folder = temporaryFolder();
beforeAll(async () => {
  network = await startSmallNetwork(RECORDS, {
    hub: {
      edge: { quotaPoints: { ...MUCH.quotaPoints, reader: 60_000 }, peopleLimits: { address: 1_000, reader: 8 } },
    },
  });
});
afterAll(async () => {
  await network.stop();
  await (await folder).remove();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${network.url}${path}`, { headers });
const text = async (path: string, headers: Record<string, string> = {}) => (await get(path, headers)).text();
const asReader = () => ({ authorization: `Bearer ${network.keys.reader}` });

describe("an export", () => {
  it("is not given for a bad key, an unknown partner or format, or a parameter that says nothing", async () => {
    const asked: Array<[string, Record<string, string>]> = [
      ["/export/all.csv", { authorization: "Bearer mlg_none" }],
      ["/feeds/records.atom", { authorization: "Bearer mlg_none" }],
      ["/feeds/events.ics", { authorization: "Bearer mlg_none" }],
      ["/export/nobody.csv", {}],
      ["/export/all.xlsx", {}],
      ["/export/all.csv?type=people", {}],
      ["/export/all.csv?updatedSince=yesterday", {}],
      ["/export/all.csv?after=x", {}],
      ["/export/all.csv?dialect=lotus", {}],
      ["/feeds/records.json?topic=none", {}],
    ];
    const statuses = await Promise.all(asked.map(async ([path, headers]) => (await get(path, headers)).status));
    expect(statuses).toEqual([401, 401, 401, 404, 404, 400, 400, 400, 400, 400]);
    expect(await text("/export/all.csv?type=people")).toContain("organization, person, project, practice, event");
  });

  it("is not sent again while nothing has changed that its reader may see", async () => {
    const first = await get("/export/all.jsonl");
    const tag = first.headers.get("etag") ?? "";
    await first.text();
    const again = async (headers: Record<string, string> = {}) =>
      (await get("/export/all.jsonl", { "if-none-match": tag, ...headers })).status;
    expect([await again(), await again(asReader())]).toEqual([304, 200]);
    await network.save("north", { id: "north:person:hidden", name: "Nobody's", visibility: "NETWORK" });
    await network.caughtUp();
    expect(await again()).toBe(304);
    await network.save("north", { id: "north:person:other", name: "Other" });
    await network.caughtUp();
    expect(await again()).toBe(200);
  });

  it("is described by HEAD, and compressed for who accepts it", async () => {
    const head = await fetch(`${network.url}/export/south.csv`, { method: "HEAD" });
    expect([head.status, head.headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8; header=present"]);
    expect(head.headers.get("content-disposition")).toMatch(/^attachment; filename="south-\d{4}-\d\d-\d\d\.csv"$/);
    const raw = await new Promise<Buffer>((resolve) => {
      const options = { headers: { "accept-encoding": "gzip" } };
      request(`${network.url}/export/south.jsonl`, options, async (response) =>
        resolve(Buffer.concat(await response.toArray())),
      ).end();
    });
    const plain = await text("/export/south.jsonl", { "accept-encoding": "identity" });
    expect(gunzipSync(raw).toString()).toBe(plain);
    expect(raw.length).toBeLessThan(plain.length / 4);
  });

  it("tells from where to follow changes", async () => {
    const after = (await get("/export/all.jsonl")).headers.get("maillage-changes");
    await network.save("north", { id: "north:person:late", name: "Late" });
    await network.caughtUp();
    const query = "query ($after: String) { recordChangesSince(after: $after) { changes { op id } } }";
    const { data } = await network.ask(query, { variables: { after } });
    expect(data.recordChangesSince.changes).toEqual([{ op: "UPSERT", id: "north:person:late" }]);
  });
});

describe("cells that begin like formulas", () => {
  it("have a sign before them, which imports take away; numbers and telephone numbers stay readable (J01)", async () => {
    const csv = await text("/export/north.csv?type=project");
    const summaries = (parse(csv, { columns: true }) as Array<Record<string, string>>).map(({ summary }) => summary);
    expect(summaries.toSorted()).toEqual(
      [...FORMULAS, "- a list"]
        .map((each) => `'${each}`)
        .concat(HARMLESS.slice(0, -1))
        .toSorted(),
    );
    const path = join((await folder).path, "formulas.csv");
    await writeFile(path, csv);
    const table = await openTable({ path, isColumn: () => true });
    const read: Array<string | undefined> = [];
    for await (const row of table.rows) read.push(row.cells.get("summary"));
    expect(read.toSorted()).toEqual([...FORMULAS, ...HARMLESS].toSorted());
  });
});

describe("GeoJSON", () => {
  it("has people no finer than a tenth of a degree, whatever their partner says of them", async () => {
    const of = async (path: string) =>
      (JSON.parse(await text(path)) as { features: Array<{ geometry: unknown }> }).features;
    const people = await of("/export/north.geojson?type=person");
    expect(people.length).toBe(12);
    expect(people.map(({ geometry }) => geometry)).toEqual(
      people.map(() => ({ type: "Point", coordinates: [-1.7, 48.1] })),
    );
    const practice = (await of("/export/south.geojson?type=practice"))[1];
    expect(practice?.geometry).toEqual({ type: "Point", coordinates: [-1.7, expect.closeTo(48.22)] });
  });
});

describe("a download that is broken off", () => {
  const download = async (hub: string, extension: Extension, more: Partial<Download> = {}) => {
    const file = join((await folder).path, `south.${extension}`);
    const standard = { hub, partner: "south", extension, parameters: [], accessKey: null, file, resumes: false };
    const bytes = await downloadExport({
      ...standard,
      onProgress: () => undefined,
      onBroken: () => undefined,
      pauseMs: 1,
      ...more,
    });
    return { bytes, text: await readFile(file, "utf8") };
  };

  it("goes on after its last whole record, in every format, and is the file that it would have been", async () => {
    for (const extension of ["csv", "jsonl", "jsonld", "geojson"] as const) {
      const whole = await text(`/export/south.${extension}`);
      const proxy = await breakingProxy(network.url, Math.floor(whole.length / 3) + 7, 2);
      const done = await download(proxy.url, extension);
      proxy.server.close();
      expect([extension, proxy.broken()]).toEqual([extension, 2]);
      // A topic is described where it is first met; these records have none.
      expect(done.text).toBe(whole);
      expect(done.bytes).toBe(Buffer.byteLength(whole));
    }
  });

  it("leaves a part under another name, which a later one goes on with", async () => {
    const whole = await text("/export/south.csv");
    const file = join((await folder).path, "later.csv");
    const proxy = await breakingProxy(network.url, 9_000, 1_000);
    const asked: string[] = [];
    proxy.server.on("request", ({ url = "" }) => asked.push(url));
    const cut = { file, resumes: true };
    await writeFile(`${file}.part`, whole.slice(0, whole.length - 2_000));
    await expect(download(proxy.url, "csv", { ...cut, partner: "nobody" })).rejects.toThrow(
      "404 There is no such export.",
    );
    expect((await stat(`${file}.part`)).size).toBe(Buffer.byteLength(whole.slice(0, whole.length - 2_000)));
    await downloadExport({
      ...{ hub: proxy.url, partner: "south", extension: "csv", parameters: [], accessKey: null, ...cut },
      ...{ onProgress: () => undefined, onBroken: () => undefined, pauseMs: 1 },
    });
    proxy.server.close();
    expect(await readFile(file, "utf8")).toBe(whole);
    expect(asked.at(-1)).toMatch(/^\/export\/south\.csv\?after=[\w-]+&language=$/);
  });

  it("is begun anew when what there is has other columns", async () => {
    const whole = await text("/export/south.csv");
    const file = join((await folder).path, "other.csv");
    await writeFile(`${file}.part`, whole.replace("version", "edition").slice(0, 9_000));
    await download(network.url, "csv", { file, resumes: true }).catch(() => undefined);
    expect(await readFile(file, "utf8")).toBe(whole);
  });
});

describe("what was withdrawn", () => {
  it("is gone from exports, feeds and calendars within a minute, and their tags are others (I01)", async () => {
    const paths = [
      ...["csv", "jsonl", "jsonld", "geojson"].map((extension) => `/export/all.${extension}`),
      ...["records.atom", "records.json", "partners/north.json", "topics/food-aid.atom", "events.ics"].map(
        (name) => `/feeds/${name}`,
      ),
    ];
    const fetchAll = () => Promise.all(paths.map(async (path) => [path, await text(path)] as const));
    const holding = (all: Awaited<ReturnType<typeof fetchAll>>) =>
      all.filter(([, body]) => body.includes("Quillfeather")).map(([path]) => path);
    expect(holding(await fetchAll())).toEqual(paths.filter((path) => !path.endsWith("geojson")));
    const tag = (await get("/export/all.csv")).headers.get("etag") ?? "";
    const from = performance.now();
    await network.remove("north", JANE, "north:event:fair");
    await network.caughtUp();
    expect(holding(await fetchAll())).toEqual([]);
    expect((await get("/export/all.csv", { "if-none-match": tag })).status).toBe(200);
    expect(performance.now() - from).toBeLessThan(60_000);
  });

  it("is gone too when its partner is suspended, whose own export is then not there", async () => {
    const suspend = `mutation { suspendPartner(key: "south", reason: "a test") { state } }`;
    const { errors } = await network.ask(suspend, { as: "admin" });
    expect(errors).toBeUndefined();
    await network.hub.refresh();
    expect((await get("/export/south.csv")).status).toBe(404);
    expect(await text("/export/all.csv")).not.toContain("south");
    expect(await text("/feeds/records.json")).not.toContain("south");
  });
});

describe("a reader who has been given as many people as one may in a day", () => {
  it("is told so before anything is sent, and is given what names nobody (I05)", async () => {
    let last = await get("/export/all.jsonl", asReader());
    await until(async () => {
      await last.text();
      last = await get("/export/all.jsonl", asReader());
      return last.status === 429;
    });
    expect(await last.text()).toContain("as many different people as one may in a day");
    expect((await get("/export/north.jsonl?type=project", asReader())).status).toBe(200);
  });
});

describe("a reader without points", () => {
  it("is refused before anything is sent, and told when to come back", async () => {
    // One page: of what has begun, later pages wait for points.
    const page = "/export/north.csv?type=project";
    const statuses: number[] = [];
    let last = await get(page, asReader());
    for (let tries = 0; tries < 60 && last.status === 200; tries++) {
      statuses.push(last.status);
      await last.text();
      last = await get(page, asReader());
    }
    expect(statuses.length).toBeGreaterThan(0);
    expect([last.status, Number(last.headers.get("retry-after")) > 0]).toEqual([429, true]);
  });
});
