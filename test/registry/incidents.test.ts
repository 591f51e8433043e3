// Incidents in a storm, over a real database.
import { describe, expect, it } from "@jest/globals";
import type { NewIncident } from "../../schema/incidents.js";
import { openDatabase } from "../../services/database/open-database.js";
import { testDatabase } from "../kit/database.js";
import { openTestRegistry } from "../kit/registry.js";

const storm = (at: number): NewIncident => ({
  partner: `partner-${at % 3}`,
  kind: "INVALID_ANSWER",
  figures: { got: at },
});

async function readIncidents(databaseUrl: string) {
  const database = await openDatabase({ schema: "reading", entities: [], migrations: [] }, { databaseUrl });
  const rows = await database.rows(`select partner, times, figures from registry.incident order by partner`);
  await database.close();
  return rows;
}

describe("incidents", () => {
  it("that are reported in a storm while the registry closes are all counted, and later ones are dropped", async () => {
    const databaseUrl = await testDatabase();
    const registry = await openTestRegistry(databaseUrl);
    const reported = Array.from({ length: 3_000 }, (_none, at) => registry.incidents.report(storm(at)));
    const closed = registry.close();
    const late = Array.from({ length: 3_000 }, (_none, at) => registry.incidents.report(storm(3_000 + at)));
    await closed;
    await Promise.all([...reported, ...late]);
    expect(await readIncidents(databaseUrl)).toEqual([
      { partner: "partner-0", times: 1_000, figures: { got: 2_997 } },
      { partner: "partner-1", times: 1_000, figures: { got: 2_998 } },
      { partner: "partner-2", times: 1_000, figures: { got: 2_999 } },
    ]);
  });

  it("that cannot be written say so to those who reported them, and the registry closes all the same", async () => {
    const databaseUrl = await testDatabase();
    const registry = await openTestRegistry(databaseUrl);
    const database = await openDatabase({ schema: "breaking", entities: [], migrations: [] }, { databaseUrl });
    await database.rows(`drop table registry.incident`);
    const reported = Array.from({ length: 5 }, (_none, at) => registry.incidents.report(storm(at)));
    for (const { status } of await Promise.allSettled(reported)) expect(status).toBe("rejected");
    await registry.close();
    await database.close();
  });
});
