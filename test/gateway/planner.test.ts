// The planner in its own process, killed for real.
import { execFileSync } from "node:child_process";
import { describe, expect, it } from "@jest/globals";
import { createPlanner, type Planner } from "../../gateway/plan/planner.js";
import { composeSupergraph, hubSubgraphs } from "../../gateway/supergraph/compose.js";

function planner(): Planner {
  const composition = composeSupergraph(hubSubgraphs());
  if (!composition.ok) throw new Error(composition.faults.join("\n"));
  return createPlanner(composition.supergraph);
}

const count = (at: number): string => `{ practices(first: ${at + 1}) { totalCount } }`;

/** The processes of the planner that these tests have started; others' may be resting. */
function planning(): number[] {
  const lines = execFileSync("ps", ["-eo", "pid,ppid,args"], { encoding: "utf8" }).split("\n");
  const own = lines.map((line) => line.trim().split(/\s+/)).filter(([, parent]) => Number(parent) === process.pid);
  const all = own.filter((words) => words.some((word) => word.endsWith("planner-process.js")));
  return all.map(([pid]) => Number(pid)).filter((pid) => !others.has(pid));
}

const others: Set<number> = new Set();
for (const pid of planning()) others.add(pid);

describe("the planner's process", () => {
  it("plans for any number of supergraphs, and is one", async () => {
    const planners = Array.from({ length: 12 }, planner);
    for (let round = 0; round < 2; round++)
      for (const [at, each] of planners.entries()) expect(await each.plan(count(at))).toMatchObject({ kind: "Fetch" });
    expect(planning()).toHaveLength(1);
  });

  it("ends at an operation without ending the gateway, which plans on with another", async () => {
    const each = planner();
    await each.plan(count(0));
    const [before] = planning();
    const plans = Promise.allSettled(Array.from({ length: 20 }, (_, at) => each.plan(count(100 + at))));
    process.kill(before ?? 0, "SIGKILL");
    const settled = await plans;
    const rejected = settled.filter(({ status }) => status === "rejected");
    expect(rejected.length).toBeLessThanOrEqual(1); // the one that it was at, when it had not finished yet
    expect(await each.plan(count(500))).toMatchObject({ kind: "Fetch" });
    expect(planning()).toHaveLength(1);
    expect(planning()).not.toContain(before);
  });

  it("is stopped when a plan never comes, and the operation is not tried again", async () => {
    const each = planner();
    await each.plan(count(0));
    const [pid] = planning();
    process.kill(pid ?? 0, "SIGSTOP");
    await expect(each.plan(count(900))).rejects.toThrow("ended at this operation");
    await expect(each.plan(count(900))).rejects.toThrow("ended at this operation");
    expect(await each.plan(count(901))).toMatchObject({ kind: "Fetch" });
  }, 60_000);

  it("says what it cannot plan", async () => {
    await expect(planner().plan("{ nothing }")).rejects.toThrow();
  });
});
