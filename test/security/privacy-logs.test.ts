// The log takes what is listed and nothing else: whoever writes a variable, a name or an address into it writes nothing.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { createLog } from "../../gateway/main/log.js";
import { PROJECT_ROOT } from "../../schema/sdl.js";

const SECRETS = ["Marie Curie", "marie@example.org", "192.0.2.7", "mlg_secret", "zyxwort"];
const [NAME = "", EMAIL = "", ADDRESS = "", KEY = "", WORD = ""] = SECRETS;

const CALL = /\blog\.(trace|debug|info|warn|error|fatal)\((?:[^;]|\n)*?\);/g;

function logged(write: (log: ReturnType<typeof createLog>) => void): {
  readonly text: string;
  readonly line: Record<string, unknown>;
} {
  const lines: string[] = [];
  write(createLog({ write: (line) => void lines.push(line) }, "trace"));
  return { text: lines.join(""), line: JSON.parse(lines[0] ?? "{}") };
}

describe("the log", () => {
  it("writes what is listed, in the form that is listed", () => {
    const { line } = logged((log) =>
      log.warn(
        { partner: "north", kind: "INVALID", pages: 3, end: "caught-up", failure: "TIMED_OUT: deadline" },
        "A text.",
      ),
    );
    expect(line).toMatchObject({
      level: 40,
      partner: "north",
      kind: "INVALID",
      pages: 3,
      end: "caught-up",
      msg: "A text.",
    });
    expect(line).toMatchObject({ failure: "TIMED_OUT: deadline" });
    expect(line).not.toHaveProperty("dropped");
  });

  it("drops members that are not listed, and counts them", () => {
    const event = { partner: "north", variables: { text: WORD }, name: NAME, email: EMAIL, ip: ADDRESS, key: KEY };
    const { line, text } = logged((log) => log.info(event, "Somebody logs too much."));
    expect(line).toMatchObject({ partner: "north", dropped: 5 });
    expect(SECRETS.filter((secret) => text.includes(secret))).toEqual([]);
  });

  it("withholds what does not look like what a listed member holds", () => {
    const event = {
      partner: NAME,
      kind: EMAIL,
      traceId: KEY,
      error: `bad: ${WORD} ${ADDRESS}`,
      pages: NAME,
      end: NAME,
    };
    const { line, text } = logged((log) => log.info(event, "Somebody logs the wrong thing."));
    for (const member of Object.keys(event)) expect(line[member]).toBe("withheld");
    expect(SECRETS.filter((secret) => text.includes(secret))).toEqual([]);
  });

  it("writes of an error its class, its code and where it was, never what it says, however it comes in", () => {
    const error = Object.assign(new RangeError(`${NAME} lives at ${ADDRESS}`), { code: "E_NAME", email: EMAIL });
    const ways: Array<(log: ReturnType<typeof createLog>) => void> = [
      (log) => log.error({ error }, "It failed."),
      (log) => log.error({ err: error }, "It failed."),
      (log) => log.error(error, "It failed."),
      (log) => log.error(error),
      (log) => log.child({ name: NAME, email: EMAIL }).error({ error }, "It failed."),
      (log) => log.error({ error }, "It failed: %s %o", NAME, { EMAIL }),
    ];
    for (const way of ways) {
      const { text } = logged(way);
      expect(SECRETS.filter((secret) => text.includes(secret))).toEqual([]);
    }
    expect(logged((log) => log.error({ error }, "It failed.")).line.error).toMatch(/^RangeError \(E_NAME\)\n\s+at /);
  });

  it("is given texts that stand in the code as they are: nothing is put into them", async () => {
    const folders = ["gateway", "services"].map((name) => join(PROJECT_ROOT, name));
    const files = await Promise.all(
      folders.map(async (folder) => (await readdir(folder, { recursive: true })).map((file) => join(folder, file))),
    );
    const found: string[] = [];
    for (const file of files.flat().filter((each) => each.endsWith(".ts"))) {
      const calls = (await readFile(file, "utf8")).match(CALL) ?? [];
      found.push(...calls.filter((call) => call.includes("`")).map((call) => `${file}: ${call}`));
    }
    expect(found).toEqual([]);
  });
});
