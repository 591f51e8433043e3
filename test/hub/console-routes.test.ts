// The console and the explorer as the hub serves them: files, the same for everybody, that load nothing from anywhere else.
import { readdirSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import Fastify from "fastify";
import { addConsoleRoutes, CONSOLE_PATHS } from "../../gateway/main/console-routes.js";
import { PROJECT_ROOT } from "../../schema/sdl.js";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";

const BUILT = join(PROJECT_ROOT, "dist", "console");
const NAME = "Ines Lavoisier";

let network: SmallNetwork;
beforeAll(async () => {
  network = await startSmallNetwork({
    north: [{ id: "north:person:p0", name: NAME, headline: "Gardening", visibility: "PUBLIC" }],
  });
});
afterAll(() => network.stop());

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${network.url}${path}`, { headers });
const index = () => readFileSync(join(BUILT, "index.html"), "utf8");

/** The largest script of the build. */
function someScript(): string {
  const assets = join(BUILT, "assets");
  const scripts = readdirSync(assets).filter((file) => file.endsWith(".js"));
  const size = (file: string) => readFileSync(join(assets, file)).length;
  return scripts.sort((a, b) => size(b) - size(a))[0] ?? "";
}

/** The first segments of the console's own routes. */
function routedSegments(): string[] {
  const console = join(PROJECT_ROOT, "services", "console");
  const files = readdirSync(console, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith("routes.ts"),
  );
  const paths = files.flatMap((file) => [...readFileSync(join(console, file), "utf8").matchAll(/path: "\/([^/"]*)/g)]);
  return [...new Set(paths.map(([, first = ""]) => first))].filter((first) => first !== "").sort();
}

/** The status of a request that is sent as it is: `fetch` tidies paths, and asks for no old answer where it names one itself. */
const statusOf = (path: string, headers: Record<string, string> = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(network.url);
    request({ host: "127.0.0.1", port, path, headers }, (response) => resolve(response.resume().statusCode ?? 0))
      .on("error", reject)
      .end();
  });

describe("the console's pages", () => {
  it("has a page for every path that the hub answers with it, and no other", () => {
    expect(routedSegments()).toEqual([...CONSOLE_PATHS].sort());
  });

  it("answer every path of the console, however deep, with the same file", async () => {
    for (const path of ["/", ...CONSOLE_PATHS.flatMap((first) => [`/${first}`, `/${first}/north:person:p0/more`])]) {
      const response = await get(path);
      expect([path, response.status, response.headers.get("content-type"), await response.text()]).toEqual([
        ...[path, 200, "text/html; charset=utf-8"],
        index(),
      ]);
    }
    expect(await (await get("/explorer")).text()).toBe(readFileSync(join(BUILT, "explorer.html"), "utf8"));
  });

  it("leave other paths to be not found, as JSON", async () => {
    for (const path of ["/nowhere", "/findings", "/explorer/more", "/assets/none.js", "/index.html", "/auth/nowhere"]) {
      const response = await get(path);
      expect([path, response.status, response.headers.get("content-type")]).toEqual([
        ...[path, 404],
        "application/json; charset=utf-8",
      ]);
    }
  });

  it("may load and ask the hub alone, run nothing inline and stand in nobody's frame", async () => {
    for (const path of ["/", "/find", "/explorer", "/mark.svg"]) {
      const { headers } = await get(path);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toMatch(/default-src 'none'; script-src 'self'; style-src 'self'; .*frame-ancestors 'none'$/);
      expect(policy).not.toMatch(/unsafe|https?:|\*|nonce/);
      expect(Object.fromEntries(headers)).toMatchObject({
        ...{ "x-content-type-options": "nosniff", "cross-origin-opener-policy": "same-origin" },
        ...{ "referrer-policy": "same-origin", "x-robots-tag": "noindex, nofollow", "cache-control": "no-cache" },
      });
    }
    for (const path of ["/health/live", "/schema.graphql"])
      expect((await get(path)).headers.get("content-security-policy")).toMatch(/^default-src 'none';base-uri 'none'/);
  });

  it("hold no name and no address of anybody, and ask not to be indexed (I10)", async () => {
    for (const path of ["/", "/people/north:person:p0", "/find?q=Ines", "/explorer"]) {
      const response = await get(path, { authorization: `Bearer ${network.keys.reader}` });
      const text = await response.text();
      expect(text).not.toContain(NAME);
      expect(text).not.toMatch(/mailto:|tel:|[\w.]+@[\w-]+\.\w/);
      expect(text).toContain('<meta name="robots" content="noindex, nofollow" />');
      expect(text).not.toMatch(/<style|<script(?![^>]*src=)|\son\w+=|(src|href)="(https?:)?\/\//);
    }
  });

  it("are not sent again to who has them", async () => {
    const tag = (await get("/find")).headers.get("etag") ?? "";
    expect(await statusOf("/people", { "if-none-match": tag })).toBe(304);
    expect(await statusOf("/find", { "if-none-match": 'W/"other"' })).toBe(200);
  });
});

describe("the console's scripts and styles", () => {
  it("are kept for a year and sent as they were compressed when they were built", async () => {
    const path = `/assets/${someScript()}`;
    for (const [accepted, encoding] of [
      ["br, gzip", "br"],
      ["gzip", "gzip"],
      ["identity", null],
    ] as const) {
      const response = await get(path, { "accept-encoding": accepted });
      expect(response.headers.get("content-encoding")).toBe(encoding);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        ...{ "cache-control": "public, max-age=31536000, immutable", "x-content-type-options": "nosniff" },
        "content-type": expect.stringMatching(/^(text|application)\/javascript; charset=utf-8$/),
      });
      expect(response.headers.get("vary")).toContain("accept-encoding");
      expect(await response.text()).toBe(readFileSync(join(BUILT, path), "utf8"));
    }
  });

  it("are the only files that can be had this way", async () => {
    const paths = [
      "/assets/",
      "/assets/..%2findex.html",
      "/assets/../../package.json",
      "/assets/%2e%2e/%2e%2e/.compiled",
    ];
    for (const path of paths) expect(await statusOf(path)).toBeGreaterThanOrEqual(400);
  });
});

it("a hub starts without a console that is built, and keeps its plain page", async () => {
  const app = Fastify();
  expect(addConsoleRoutes(app, join(PROJECT_ROOT, "nowhere"))).toBe(false);
  expect((await app.inject("/find")).statusCode).toBe(404);
  await app.close();
});
