// docs/webhooks.md: its example checks what the hub signs, its table has every kind of notice, its mutation fits the schema.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { buildSchema, parse, validate } from "graphql";
import { PROJECT_ROOT, readSdl } from "../../schema/sdl.js";
import { webhookHeaders } from "../../schema/standard-webhook.js";
import { NOTICE_KINDS } from "../../services/exchange/notices/tell-organization.js";
import { temporaryFolder } from "../kit/launched.js";

const page = (): Promise<string> => readFile(join(PROJECT_ROOT, "docs", "webhooks.md"), "utf8");
const blocks = async (language: string): Promise<string[]> =>
  [...(await page()).matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(([, code = ""]) => code);

/** Runs a program of Node's own TypeScript. Gives what it prints. */
async function run(path: string): Promise<string> {
  const child = spawn(process.execPath, [path], { stdio: ["ignore", "pipe", "inherit"], env: { NODE_OPTIONS: "" } });
  const said: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => said.push(part));
  await once(child, "close");
  return Buffer.concat(said).toString();
}

describe("docs/webhooks.md", () => {
  it("has an example that takes what the hub signs, and nothing else", async () => {
    const [example = ""] = await blocks("ts");
    const secret = `whsec_${Buffer.from("a secret of thirty-two bytes, so").toString("base64")}`;
    const body = JSON.stringify({ type: "adoption.recorded", data: { subject: "é" } });
    const now = Math.floor(Date.now() / 1000);
    const signed = (timestamp: number) => webhookHeaders(secret, { id: "m1", timestamp: String(timestamp), body });
    const good = signed(now);
    const cases = [
      [good, body, secret],
      [{ ...good, "webhook-signature": `v1,AAAA v2,x ${good["webhook-signature"]}` }, body, secret],
      [good, `${body} `, secret],
      [good, body, secret.replace("YS", "YT")],
      [{ ...good, "webhook-id": "m2" }, body, secret],
      [signed(now - 3_600), body, secret],
      [signed(now + 3_600), body, secret],
      [{ ...good, "webhook-timestamp": "soon" }, body, secret],
      [{}, body, secret],
    ];
    const folder = await temporaryFolder();
    try {
      await writeFile(join(folder.path, "example.mts"), example);
      const program = `import { isFromTheHub } from "./example.mts";
        console.log(JSON.stringify(${JSON.stringify(cases)}.map((each) => isFromTheHub(...each))));`;
      await writeFile(join(folder.path, "run.mjs"), program);
      const answers: unknown = JSON.parse(await run(join(folder.path, "run.mjs")));
      expect(answers).toEqual([true, true, ...cases.slice(2).map(() => false)]);
    } finally {
      await folder.remove();
    }
  });

  it("has a line for every kind of notice, and for nothing else", async () => {
    const kinds = [...(await page()).matchAll(/^\| `([a-z]+\.[a-z]+)` \|/gm)].map(([, kind]) => kind);
    expect(kinds.toSorted()).toEqual([...NOTICE_KINDS].toSorted());
  });

  it("has operations that fit the schema", async () => {
    const schema = buildSchema(readSdl("api"));
    const operations = await blocks("graphql");
    expect(operations).toHaveLength(1);
    expect(operations.flatMap((text) => validate(schema, parse(text)))).toEqual([]);
  });
});
