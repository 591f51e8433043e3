// Partners that are not active, over a real database: other rooms are told when the registry opens, in case the process
// that decided so ended before it told them.
import { expect, it } from "@jest/globals";
import { openRegistry } from "../../services/registry/registry.js";
import { testDatabase } from "../kit/database.js";
import { NOTHING_KNOWN, openTestRegistry } from "../kit/registry.js";

const listing = (key: string) => ({
  ...{ key, name: key, licence: "CC0-1.0", endpoint: `http://127.0.0.1:9/${key}/graphql`, level: "LIVE" as const },
  ...{ contractVersion: "1.0", organization: null },
});

it("hides partners that are suspended or in quarantine when it opens", async () => {
  const databaseUrl = await testDatabase();
  const before = await openTestRegistry(databaseUrl);
  await before.partners.listHosted(["active", "suspended", "quarantined"].map(listing));
  await before.partners.setState("suspended", "SUSPENDED");
  await before.partners.setState("quarantined", "QUARANTINED");
  await before.close();
  const hidden: string[] = [];
  const hide = async (partner: string): Promise<void> => void hidden.push(partner);
  const after = await openRegistry({ databaseUrl, status: { ...NOTHING_KNOWN, hide } });
  await after.close();
  expect(hidden.toSorted()).toEqual(["quarantined", "suspended"]);
});
