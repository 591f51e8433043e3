// `maillage doctor`: what goes wrong in practice is found, and what to do is said. Real servers that have these faults.
import { createServer as createHttp, type RequestListener, type Server } from "node:http";
import { createServer as createHttps } from "node:https";
import { once } from "node:events";
import { utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";
import { makeCertificate } from "../kit/certificates.js";
import { temporaryFolder } from "../kit/launched.js";
import { freePort, run } from "./commands.js";

const servers: Server[] = [];
const folder = temporaryFolder();
afterAll(async () => {
  for (const server of servers) server.close();
  await (await folder).remove();
});

async function listen(server: Server, scheme = "http", host = "127.0.0.1"): Promise<string> {
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return `${scheme}://${host}:${typeof address === "object" && address !== null ? address.port : 0}`;
}

/** A hub whose clock is beside ours. */
const hubOf = (aheadMs: number): Promise<string> =>
  listen(
    createHttp((_request, response) => {
      response.sendDate = false;
      response.setHeader("date", new Date(Date.now() + aheadMs).toUTCString());
      response.end('{"keys":[{"kty":"OKP"}]}');
    }),
  );

const OPEN: RequestListener = (_request, response) => {
  response.setHeader("content-type", "application/json");
  response.end('{"data":{"_entities":[]}}');
};

interface Found {
  readonly name: string;
  readonly state: string;
  readonly said: string;
  readonly todo: string | null;
}

async function doctor(...args: string[]): Promise<{ code: number | null; of(name: string): Found | undefined }> {
  const { code, lines } = await run("doctor", ...args, "--development", "--json");
  const { findings } = JSON.parse(lines[0] ?? "") as { findings: Found[] };
  return { code, of: (name) => findings.find((each) => each.name === name) };
}

describe("maillage doctor", () => {
  it("finds an open endpoint, an expired certificate and a clock that is wrong", async () => {
    const [notBefore, notAfter] = [new Date("2024-01-01"), new Date("2024-02-01")];
    const certificate = await makeCertificate({ host: "localhost", notBefore, notAfter });
    const secure = await listen(createHttps(certificate, OPEN), "https", "localhost");
    const open = await listen(createHttp(OPEN));
    const hub = await hubOf(95_000);
    const { code, of } = await doctor(`${open}/graphql`, "--endpoint", `${secure}/graphql`, "--hub", hub);
    expect(code).toBe(1);
    expect(of("open")).toMatchObject({ state: "advice", said: expect.stringMatching(/_entities/) });
    expect(of("tls")).toMatchObject({ state: "wrong", said: "the certificate expired on 2024-02-01" });
    expect(of("hub-keys")?.state).toBe("fine");
    expect(of("clock")).toMatchObject({ state: "wrong", said: expect.stringMatching(/^the clock is 9[456] s behind/) });
    expect(of("outside")).toMatchObject({ state: "unknown", todo: expect.stringMatching(/--access-key/) });
  });

  it("finds a certificate that nobody vouches for, a hub without keys, and an endpoint that answers nothing", async () => {
    const secure = await listen(
      createHttps(await makeCertificate({ host: "localhost" }), (_request, response) => void response.end()),
      ...["https", "localhost"],
    );
    const noHub = await listen(createHttp((_request, response) => void response.writeHead(404).end()));
    const dead = `http://127.0.0.1:${await freePort()}/graphql`;
    const { code, of } = await doctor(dead, "--endpoint", `${secure}/graphql`, "--hub", noHub, "--language", "fr");
    expect(code).toBe(1);
    expect(of("tls")?.said).toMatch(/^le certificat n’est pas bon : .*localhost/);
    expect(of("hub-keys")?.state).toBe("wrong");
    expect(of("reachable")?.state).toBe("wrong");
  });

  it("finds tables that are gone, unreadable or that nobody edits, and another program on the port, in the folder's language", async () => {
    const at = (await folder).path;
    const other = await listen(createHttp((_request, response) => void response.end("something else")));
    const settings = { key: "plums", name: "Plums", language: "fr", languages: ["fr"], licence: "CC-BY-4.0" };
    const tables = ["a.csv", "b.csv", "c.xlsx"].map((file) => ({ file, rows: "MERGE" }));
    await writeFile(
      join(at, "maillage.json"),
      JSON.stringify({ ...settings, port: Number(new URL(other).port), tables }),
    );
    await writeFile(join(at, "a.csv"), "nom\nA\n");
    await writeFile(join(at, "c.xlsx"), "%PDF-1.7");
    const old = new Date(Date.now() - 45 * 86_400_000);
    for (const name of ["a.csv", "c.xlsx"]) await utimes(join(at, name), old, old);
    const { code, lines } = await run("doctor", at, "--hub", await hubOf(0));
    expect(code).toBe(1);
    const said = lines.join("\n");
    expect(said).toMatch(/^✓ a\.csv est lisible$/m);
    expect(said).toMatch(/^✗ b\.csv n’est pas là$/m);
    expect(said).toMatch(/^✗ c\.xlsx est .*PDF/m);
    expect(said).toMatch(/^! aucun tableau n’a été modifié depuis 45 jours$/m);
    expect(said).toMatch(/^✗ un autre programme répond à/m);
  });
});
