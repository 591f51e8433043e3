// docs/joining.md: what it says of checks is what the kit has, and its commands are there.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { buildSchema, parse, validate } from "graphql";
import { PROJECT_ROOT, readSdl } from "../../schema/sdl.js";
import { checkPage } from "../../services/partner/kit/check-page.js";
import { runProgram } from "../kit/launched.js";

const page = () => readFile(join(PROJECT_ROOT, "docs/joining.md"), "utf8");

describe("docs/joining.md", () => {
  it("ends with every check of the kit (`maillage checks` prints them)", async () => {
    expect((await page()).split("## The checks")[1]).toContain(checkPage());
    const { lines, ended } = runProgram("cli.js", { args: ["checks"] });
    await ended;
    expect(lines.join("\n")).toBe(checkPage());
  });

  it("has queries that fit the schema", async () => {
    const schema = buildSchema(readSdl("api"));
    const queries = [...(await page()).matchAll(/```graphql\n([\s\S]*?)```/g)].map((match) => match[1] ?? "");
    expect(queries.length).toBe(1);
    expect(queries.flatMap((query) => validate(schema, parse(query)))).toEqual([]);
  });

  it("names options that the commands have", async () => {
    for (const command of ["check", "join"]) {
      const [example = ""] = (await page()).match(new RegExp(`npx maillage ${command} [^\`]*`)) ?? [];
      const named = [...example.matchAll(/--[a-z-]+/g)].map(([option]) => option);
      expect(named.length).toBeGreaterThan(0);
      const { lines, ended } = runProgram("cli.js", { args: [command, "--help"] });
      await ended;
      expect(named.filter((option) => !lines.join("\n").includes(option))).toEqual([]);
    }
  });
});
