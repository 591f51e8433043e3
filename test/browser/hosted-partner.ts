// An association without a server, in the console's network: the hub runs its subgraph, and it has an organization to act for. In: the
// network. Out: its key and organization.
import type { ConsoleNetwork } from "./console-network.js";

export interface HostedPartner {
  readonly key: string;
  readonly organization: string;
}

const REQUEST = `mutation ($input: HostedPartnerInput!) { requestHostedPartner(input: $input) { partner { key } } }`;
const APPROVE = `mutation ($key: ID!) { approvePartner(key: $key) { state } }`;
const SAVE = `mutation ($partner: ID!, $cells: [CellInput!]!) { saveRecord(partner: $partner, cells: $cells) { ids faults { column expected got } } }`;

/** Saves a record, named by the columns of a table. Gives its id. */
export async function saveRow(
  { done }: Pick<ConsoleNetwork, "done">,
  partner: string,
  row: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const { saveRecord } = await done(SAVE, { partner, cells: cellsOf(row) });
  if (saveRecord.ids.length === 0) throw new Error(JSON.stringify(saveRecord.faults));
  return saveRecord.ids;
}

/** The columns of a table, as `saveRecord` takes them. */
function cellsOf(row: Readonly<Record<string, string>>): Array<{ readonly column: string; readonly value: string }> {
  return Object.entries(row).map(([column, value]) => ({ column, value }));
}

const known = new WeakMap<ConsoleNetwork["network"], Map<string, Promise<HostedPartner>>>();

/** Makes it where it is not there yet. */
export async function openHostedPartner(console: ConsoleNetwork, key = "atelier-namur"): Promise<HostedPartner> {
  const partners = known.get(console.network) ?? new Map<string, Promise<HostedPartner>>();
  known.set(console.network, partners);
  const partner = partners.get(key) ?? make(console, key);
  partners.set(key, partner);
  return partner;
}

async function make(console: ConsoleNetwork, key: string): Promise<HostedPartner> {
  const { done } = console;
  const input = { key, name: "Atelier de Namur", contactEmail: `office@${key}.example`, licence: "CC-BY-4.0" };
  await done(REQUEST, { input });
  await done(APPROVE, { key });
  const row = { type: "organization", id: "maison", name: "Atelier de Namur", language: "fr", countries: "BE" };
  await saveRow(console, key, row);
  return { key, organization: `${key}:organization:maison` };
}
