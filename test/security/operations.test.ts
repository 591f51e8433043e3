// What operators rely on: a configuration that says all that is wrong with it and no secret, parts whose licences and scripts
// are known, processes that migrate at once, secrets that are nowhere to be read.
import { generateKeyPairSync } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { readHubConfig } from "../../gateway/main/config.js";
import { DATABASE_PARTS } from "../../gateway/main/database-parts.js";
import { PROJECT_ROOT } from "../../schema/sdl.js";
import { startChild } from "../bench/child.js";
import { testDatabase } from "../kit/database.js";
import { launchNetwork, runProgram, temporaryFolder } from "../kit/launched.js";

const read = (...path: readonly string[]): string => readFileSync(join(PROJECT_ROOT, ...path), "utf8");

/** For each variable a value that it cannot have. */
const WRONG: Readonly<Record<string, string>> = {
  DATABASE_URL: "mysql://maillage:s3cret-a@db.example.org/maillage",
  MAILLAGE_PUBLIC_URL: "https://hub.example.org/path",
  MAILLAGE_PROXIES: "eleven",
  MAILLAGE_COST: "sometimes",
  MAILLAGE_QUOTA_ADDRESS: "0",
  MAILLAGE_QUOTA_READER: "1e3",
  MAILLAGE_ISSUERS: '[{"issuer": ""}]',
  MAILLAGE_OIDC_ISSUER: "http://id.example.org",
  MAILLAGE_OIDC_CLIENT_ID: "",
  MAILLAGE_OIDC_CLIENT_SECRET: "s3cret-b",
  OTEL_EXPORTER_OTLP_ENDPOINT: "localhost:4318",
  MAILLAGE_SMTP_URL: "https://hub:s3cret-c@mail.example.org",
  MAILLAGE_MAIL_FROM: "the hub",
  MAILLAGE_MAIL_DIGESTS: "often",
  MAILLAGE_DEVELOPMENT: "maybe",
};
/** Right in any form: the others of OIDC say what is wrong. */
const FREE = ["MAILLAGE_OIDC_CLIENT_SECRET"];

const before = { ...process.env };
afterEach(() => {
  for (const name of Object.keys(WRONG)) {
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  }
});

function faultsOf(environment: Readonly<Record<string, string>>): string {
  for (const name of Object.keys(WRONG)) delete process.env[name];
  Object.assign(process.env, environment);
  try {
    readHubConfig({});
    return "";
  } catch (error) {
    return String(error);
  }
}

describe("the configuration", () => {
  it("says every fault of every variable at once, with what was expected and what came, and no secret (K02)", () => {
    const said = faultsOf(WRONG);
    for (const name of Object.keys(WRONG).filter((each) => !FREE.includes(each)))
      expect(said).toMatch(new RegExp(`\\n- ${name}: .*expected`));
    for (const name of ["MAILLAGE_PROXIES", "MAILLAGE_COST", "MAILLAGE_QUOTA_READER", "MAILLAGE_DEVELOPMENT"])
      expect(said).toContain(`, got ${WRONG[name]}`);
    expect(said).not.toContain("s3cret");
  });

  it.each(Object.keys(WRONG).filter((name) => !FREE.includes(name) && !name.includes("OIDC")))(
    "refuses a wrong %s by itself, naming it and nothing else (K02)",
    (name) => {
      const said = faultsOf({ [name]: WRONG[name] ?? "" });
      expect(new Set(said.match(/(?<=\n- )[A-Z_]+(?=: )/g))).toEqual(new Set([name]));
    },
  );

  it("refuses a variable that it does not know: one that is written wrong would say nothing (K02)", () => {
    process.env["MAILLAGE_PROXY"] = "1";
    const said = faultsOf({});
    delete process.env["MAILLAGE_PROXY"];
    expect(said).toMatch(/\n- MAILLAGE_PROXY: expected no such variable; .*MAILLAGE_PROXIES/);
  });

  it("takes an empty variable for none", () => {
    expect(faultsOf(Object.fromEntries(Object.keys(WRONG).map((name) => [name, ""])))).toBe("");
  });

  it("stops the start before anything was begun, on standard error (K02)", async () => {
    Object.assign(process.env, { MAILLAGE_COST: "sometimes", MAILLAGE_DEVELOPMENT: "maybe" });
    const folder = await temporaryFolder();
    const program = runProgram("main.js", { args: ["--data-dir", folder.path] });
    expect(await program.ended).toEqual({ code: 1, signal: null });
    expect(program.complaints.filter((line) => line.startsWith("- MAILLAGE_"))).toHaveLength(2);
    expect([program.lines, readdirSync(folder.path)]).toEqual([[], []]);
    await folder.remove();
  });

  it("is described in docs/operations.md, variable by variable", () => {
    const files = readdirSync(join(PROJECT_ROOT, "gateway", "main")).filter((file) => file.endsWith("config.ts"));
    const code = files.map((file) => read("gateway", "main", file)).join("\n");
    const inCode = new Set(code.match(/\b(MAILLAGE_[A-Z_]+|OTEL_[A-Z_]+|DATABASE_URL)\b/g));
    const documented = new Set(read("docs", "operations.md").match(/(?<=^\| `)[A-Z_]{6,}(?=` \|)/gm));
    expect([...documented].toSorted()).toEqual([...inCode].toSorted());
    expect(Object.keys(WRONG).toSorted()).toEqual([...inCode].toSorted());
  });
});

interface LockedPackage {
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly version: string;
}

const LICENCES = [
  "MIT",
  "MIT-0",
  "ISC",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "0BSD",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "Unicode-3.0",
  "Unlicense",
  "Python-2.0",
  "CC-BY-4.0",
];

describe("the parts", () => {
  const { packages } = JSON.parse(read("package-lock.json")) as { packages: Record<string, LockedPackage> };
  const locked = Object.entries(packages).filter(([path]) => path !== "");

  it("that ship have licences that are on the list, all of them (K01)", () => {
    const shipped = locked.filter(([path, { dev }]) => dev !== true && existsSync(join(PROJECT_ROOT, path)));
    expect(shipped.length).toBeGreaterThan(100);
    const isListed = (licence: string): boolean => {
      const words = licence.replaceAll(/[()]/g, "").split(/ (AND|OR) /);
      return words.filter((word) => !["AND", "OR"].includes(word)).every((word) => LICENCES.includes(word));
    };
    const others = shipped
      .map(([path]) => [path, (JSON.parse(read(path, "package.json")) as { license?: unknown }).license] as const)
      .filter(([, licence]) => typeof licence !== "string" || !isListed(licence));
    expect(others).toEqual([]);
  });

  it("are pinned by digest, and those that run anything when they are installed are listed (K01)", () => {
    expect(locked.filter(([, { integrity }]) => integrity === undefined)).toEqual([]);
    const { allowScripts } = JSON.parse(read("package.json")) as { allowScripts: Record<string, boolean> };
    const names = locked
      .filter(([path, { hasInstallScript }]) => hasInstallScript === true && existsSync(join(PROJECT_ROOT, path)))
      .map(([path, { version }]) => `${path.split("node_modules/").at(-1)}@${version}`);
    expect(names.filter((name) => !Object.hasOwn(allowScripts, name))).toEqual([]);
  });
});

describe("several processes on a new database", () => {
  it("start at once, one of them migrates, and each migration has run once (K04)", async () => {
    const databaseUrl = await testDatabase({ isEmpty: true });
    const key = generateKeyPairSync("ed25519").privateKey;
    const keyPem = key.export({ type: "pkcs8", format: "pem" });
    const orders = JSON.stringify({ databaseUrl, keyPem, harvestMs: 3_600_000 });
    const program = join(PROJECT_ROOT, "dist", "test", "kit", "hub-process.js");
    const hubs = await Promise.all(Array.from({ length: 4 }, () => startChild(program, [orders])));
    for (const { firstLine } of hubs) expect(firstLine).toMatch(/^ready http/);
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    for (const { schema, migrations } of DATABASE_PARTS.filter((part) => part.schema !== "partner_data")) {
      const { rows } = await client.query<{ name: string }>(`select name from ${schema}.migrations order by id`);
      expect(rows.map(({ name }) => name)).toEqual(migrations.map((each) => ("name" in each ? each.name : "")));
    }
    await client.end();
    const ended = hubs.map(({ process: child }) => new Promise((resolve) => child.once("exit", resolve)));
    for (const hub of hubs) hub.stop();
    await Promise.all(ended);
  });
});

describe("secrets", () => {
  it("of a running network are in no figure, page, error or log (K02)", async () => {
    const folder = await temporaryFolder();
    const network = await launchNetwork({ args: ["--data-dir", folder.path] });
    const key = readFileSync(join(folder.path, "hub-key.pem"), "utf8").split("\n")[1] ?? "";
    const password = readFileSync(join(folder.path, "postgres.password"), "utf8").trim();
    const secrets = [...Object.values(network.keys), key, password];
    expect(secrets.every((secret) => secret.length > 20)).toBe(true);
    const headers = { authorization: `Bearer ${network.keys.admin}`, "content-type": "application/json" };
    const paths = [
      "/",
      "/metrics",
      "/health/ready",
      "/health/live",
      "/schema.graphql",
      "/.well-known/jwks.json",
      "/no",
    ];
    const pages = paths.map(async (path) => (await fetch(`${network.url}${path}`, { headers })).text());
    const bodies = ["{", '{"query": "{ accessKeys { name prefix } viewer { name } }"}', '{"query": "{ nothing }"}'];
    const answers = bodies.map(async (body) =>
      (await fetch(`${network.url}/graphql`, { method: "POST", headers, body })).text(),
    );
    const texts = await Promise.all([...pages, ...answers]);
    await network.stop();
    texts.push(...network.complaints);
    await folder.remove();
    expect(secrets.filter((secret) => texts.some((text) => text.includes(secret)))).toEqual([]);
  });

  it("are in no file of the project (K02)", () => {
    const found: string[] = [];
    const look = (folder: string): void => {
      for (const entry of readdirSync(join(PROJECT_ROOT, folder), { withFileTypes: true })) {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) look(path);
        else if (SECRET.test(read(path))) found.push(path);
      }
    };
    for (const folder of ["schema", "gateway", "services", "test", "docs"]) look(folder);
    for (const file of ["README.md", "docker-compose.yml", "package.json"])
      if (SECRET.test(read(file))) found.push(file);
    expect(found).toEqual([]);
  });
});

/** A private key with its contents, an access key, or a password in an address other than those of examples. */
const SECRET = /-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/]{40}|\bmlg_[A-Za-z0-9_-]{40,}/;
