// A walk of the graph, written apart from the product's own: every stored field of every record. In: a network and a key. Out:
// what was seen, references as ids, in the order of exports.
import type { LaunchedNetwork } from "../kit/launched.js";

const COMMON = `id name summary language translations { language origin name summary description headline problem approach steps
  results pitfalls outcomes culturalNotes } topics { id } countries areas locations { label latitude longitude area precision }
  image { url alt credit licence } visibility url organization { id } createdAt updatedAt`;
const FILES = "attachments { title url mediaType language }";
const COST = "cost { amount currency }";

const SELECTIONS: Readonly<Record<string, string>> = {
  people: "headline languages expertise { topic { id } level statement since evidence { id } } offers unavailableUntil",
  organizations: "legalName acronym description identifiers { scheme value } status languages website contactUrl",
  projects: `description status startDate endDate settings audiences { id } ${COST} outcomes lessons ${FILES} jointWith { id }
    team { person { id } role } practices { id }`,
  practices: `practiceKind problem approach steps results enablers constraints pitfalls resourcesNeeded
    context { settings audiences { id } ${COST} people description culturalNotes } licence ${FILES}
    contributors { person { id } organization { id } role degree } adaptedFrom { id } version`,
  events: `eventKind status description startsAt endsAt timeZone place online joinUrl capacity partOf { id } speakers { id }
    materials { id } ${FILES}`,
};

/** A line of an export. */
export type Row = Readonly<Record<string, unknown>>;

/** The lines of an export of JSON lines. */
export function linesOf(text: string): Row[] {
  const lines = text.trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as Row); // as the format has it
}

export interface Seen {
  readonly cursor: string;
  readonly node: unknown;
}

/** Walks everything that a reader may see. Without a key `joinUrl` is left alone, which would be an error. */
export async function walkForExport(network: LaunchedNetwork, key: string | undefined): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const [root, fields] of Object.entries(SELECTIONS)) {
    const own = key === undefined ? fields.replace("joinUrl", "") : fields;
    const query = `query ($after: String) { list: ${root}(first: 50, after: $after, orderBy: UPDATED_ASC) {
      edges { cursor node { ${COMMON} ${own} } } pageInfo { hasNextPage endCursor } } }`;
    for (let after: string | null = null, more = true; more;) {
      const { data, errors } = await network.ask(query, {
        variables: { after },
        ...(key === undefined ? {} : { key }),
      });
      if (errors.length > 0) throw new Error(JSON.stringify(errors).slice(0, 500));
      const { edges, pageInfo } = data.list;
      for (const { cursor, node } of edges) seen.push({ cursor, node: withIds(node) });
      after = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
    }
  }
  return seen;
}

function withIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withIds).filter((each) => each !== null);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value);
  if (members.length === 1 && members[0]?.[0] === "id") return members[0][1];
  return Object.fromEntries(members.map(([name, member]) => [name, withIds(member)]));
}
