// The three keys of a network on one machine, new at each start. In: the registry. Out: lines to print; the keys of
// the start before are revoked.
import { SCOPES } from "../../schema/principal.js";
import { openStore } from "../../services/partner/store/open-store.js";
import type { Registry } from "../../services/registry/registry.js";

/** Issues the keys: one that reads, one that writes for an organization of the network, one that may do everything. */
export async function issueDemoKeys({ keys }: Registry, databaseUrl: string): Promise<string[]> {
  const organization = await firstOrganization(databaseUrl);
  const wanted = [
    { name: "reader", scopes: ["read:network"], organization: null },
    { name: "writer", scopes: ["read:network", "exchange:write"], organization },
    { name: "admin", scopes: [...SCOPES], organization: null },
  ];
  const lines: string[] = [];
  for (const key of wanted) {
    await keys.revokeNamed(key.name);
    lines.push(`key ${key.name} ${await keys.issue(key)} ${key.scopes.join(" ")}`);
  }
  return lines;
}

async function firstOrganization(databaseUrl: string): Promise<string | null> {
  const store = await openStore({ databaseUrl });
  try {
    const sql = "select id from partner_data.organization where visibility = 'PUBLIC' order by id limit 1";
    const [first] = await store.rows<{ id: string }>(sql, []);
    return first?.id ?? null;
  } finally {
    await store.close();
  }
}
