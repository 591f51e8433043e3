// Backing up and restoring at the command line: a network that runs, into another folder.
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { launchNetwork, runProgram, temporaryFolder } from "../kit/launched.js";

describe("the commands of backups", () => {
  it("back up a network that runs, and restore it into another folder, saying how old it is and how long that took (K06)", async () => {
    const [one, other] = [await temporaryFolder(), await temporaryFolder()];
    const first = await launchNetwork({ args: ["--data-dir", one.path] });
    const COUNT = "{ practices(first: 100) { totalCount nodes { id name } } }";
    const answer = (await first.ask(COUNT)).data;
    const demo = join(one.path, "demo.backup");
    const backup = runProgram("cli.js", { args: ["backup", demo, "--data-dir", one.path] });
    expect(await backup.ended).toEqual({ code: 0, signal: null });
    expect(backup.lines.join("\n")).toMatch(/: \d+ rows of \d+ tables as of \S+Z, \d+ bytes, in [\d.]+ s$/);
    const busy = runProgram("cli.js", { args: ["restore", demo, "--force", "--data-dir", one.path] });
    expect(await busy.ended).toEqual({ code: 1, signal: null });
    expect(busy.complaints.join("\n")).toContain("in use");
    await first.stop();
    const restoring = runProgram("cli.js", { args: ["restore", demo, "--data-dir", other.path] });
    expect(await restoring.ended).toEqual({ code: 0, signal: null });
    expect(restoring.lines.join("\n")).toMatch(/restored \d+ rows.*\nkeys .*: 0, .*\nRPO [\d.]+ s: .*\nRTO [\d.]+ s/);
    const second = await launchNetwork({ args: ["--data-dir", other.path] });
    expect((await second.ask(COUNT)).data).toEqual(answer);
    expect(second.lines).toContainEqual(expect.stringContaining("0 new, 0 changed"));
    await second.stop();
    await Promise.all([one.remove(), other.remove()]);
  }, 180_000);
});
