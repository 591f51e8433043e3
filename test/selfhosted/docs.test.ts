// The pages about self-hosted partners: their commands are ones that there are, with options that these take, and both
// languages say the same ones.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { Command } from "commander";
import { addCheckCommand } from "../../gateway/main/check-command.js";
import { addDoctorCommand } from "../../gateway/main/doctor-command.js";
import { addInitCommand } from "../../gateway/main/init-command.js";
import { addJoinCommand } from "../../gateway/main/join-command.js";
import { addLeaveCommand } from "../../gateway/main/leave-command.js";
import { addServeCommand } from "../../gateway/main/serve-command.js";
import { PROJECT_ROOT } from "../../schema/sdl.js";

const program = new Command();
for (const add of [addCheckCommand, addDoctorCommand, addInitCommand, addJoinCommand, addLeaveCommand]) add(program);
addServeCommand(program, async () => undefined);

const FILES = ["docs/self-host", "services/partner/scaffold/tables/README", "services/partner/scaffold/own/README"];

interface Written {
  readonly name: string;
  readonly options: readonly string[];
}

/** Commands as they are written, code blocks and running text alike. */
async function commandsOf(page: string): Promise<Written[]> {
  const text = (await readFile(join(PROJECT_ROOT, page), "utf8")).replaceAll("\\\n", " ");
  return [...text.matchAll(/npx maillage (\w+)([^`\n]*)/g)].map(([, name = "", rest = ""]) => {
    return { name, options: [...rest.matchAll(/--[a-z-]+/g)].map(([option]) => option) };
  });
}

describe.each(FILES)("%s", (file) => {
  const [english, french] = file.startsWith("docs/")
    ? [`${file}.md`, `${file}.fr.md`]
    : [`${file}.en.md`, `${file}.fr.md`];

  it("names commands that there are, with options that they take", async () => {
    for (const { name, options } of [...(await commandsOf(english)), ...(await commandsOf(french))]) {
      const command = program.commands.find((each) => each.name() === name);
      const known = command?.options.map(({ long }) => long) ?? [];
      expect([name, options.filter((option) => !known.includes(option))]).toEqual([name, []]);
    }
  });

  it("says the same commands in both languages", async () => {
    const names = async (page: string) => (await commandsOf(page)).map(({ name }) => name);
    expect(await names(french)).toEqual(await names(english));
    expect((await names(english)).length).toBeGreaterThan(1);
  });
});
