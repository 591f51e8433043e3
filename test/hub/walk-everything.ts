// Walks a whole network: every page of every type with everything that is in the graph, references and what they lead
// to. In: a network and a key. Out: what was seen, and every error on the way.
import type { Answer, Asking, LaunchedNetwork } from "../kit/launched.js";

const TOPIC = "{ id label synonyms broader { id label } }";
const RECORD = "{ id name visibility partner { key name } }";
const ATTACHMENT = "attachments { title url mediaType language }";
const COMMON = `__typename id name summary language translations { language origin name summary description problem steps } topics ${TOPIC} countries areas
  locations { label latitude longitude area precision } image { url alt credit licence } visibility url createdAt updatedAt
  freshness { via asOf } partner { key name licence state level hosted joinedAt organization { id name } } organization { id name partner { key } organization { id } }`;
const LISTS = `people(first: 50) { id name } projects(first: 50) { id name team { person ${RECORD} role } } practices(first: 50) { id name adaptedFrom ${RECORD} } events(first: 50) { id name }`;

const SELECTIONS: Readonly<Record<string, string>> = {
  organizations: `legalName acronym description identifiers { scheme value } status languages website contactUrl ${LISTS}`,
  people: `headline languages expertise { topic ${TOPIC} level statement since evidence { __typename ...seen } } offers unavailableUntil
    projects(first: 50) { project ${RECORD} person { id } role } practices(first: 50) { id name }`,
  projects: `description status startDate endDate settings audiences ${TOPIC} cost { amount currency } outcomes lessons ${ATTACHMENT}
    jointWith { id name people(first: 3) { id name } } team { person { id name organization { id name } } project { id } role } practices { id name adaptedFrom ${RECORD} }`,
  practices: `practiceKind problem approach steps results enablers constraints pitfalls resourcesNeeded licence version ${ATTACHMENT}
    context { settings audiences ${TOPIC} cost { amount currency } people description culturalNotes }
    contributors { person ${RECORD} organization ${RECORD} role degree } adaptedFrom { id name adaptedFrom ${RECORD} contributors { person ${RECORD} } }`,
  events: `description eventKind status startsAt endsAt timeZone place online joinUrl capacity partOf ${RECORD} speakers { id name organization { id name } }
    materials { id name contributors { person ${RECORD} role } } ${ATTACHMENT}`,
};

interface Walked {
  readonly ids: string[];
  /** Every page as it came. */
  readonly pages: unknown[];
  readonly errors: unknown[];
  /** What each type said it has, and how many came. */
  readonly totals: Record<string, number>;
  readonly counts: Record<string, number>;
  /** How many pages were partial. */
  partial: number;
}

/** Walks everything that a reader may see. Without a key `joinUrl` is left alone, which would be an error. */
export async function walkEverything(network: LaunchedNetwork, key: string | undefined): Promise<Walked> {
  const walked: Walked = { ids: [], pages: [], errors: [], totals: {}, counts: {}, partial: 0 };
  for (const field of Object.keys(SELECTIONS)) await walkField(network, { field, key }, walked);
  return walked;
}

async function walkField(
  network: LaunchedNetwork,
  { field, key }: { field: string; key: string | undefined },
  walked: Walked,
): Promise<void> {
  const own = key === undefined ? SELECTIONS[field]?.replace("joinUrl", "") : SELECTIONS[field];
  const fragment = own?.includes("...seen") === true ? `fragment seen on Record ${RECORD}` : "";
  const query = `query ($after: String) { list: ${field}(first: 7, after: $after, orderBy: NAME_ASC) { totalCount completeness { isPartial }
    pageInfo { hasNextPage endCursor } nodes { ${COMMON} ${own} } } } ${fragment}`;
  for (let after: string | null = null, more = true; more;) {
    const answer = await askUntilWhole(network, query, { variables: { after }, key });
    walked.errors.push(...answer.errors);
    if (answer.data?.list == null) throw new Error(`${field}: ${JSON.stringify(answer.errors).slice(0, 500)}`);
    const { totalCount, completeness, pageInfo, nodes } = answer.data.list;
    walked.pages.push(nodes);
    walked.ids.push(...nodes.map(({ id }: { id: string }) => id));
    walked.totals[field] = totalCount;
    walked.counts[field] = (walked.counts[field] ?? 0) + nodes.length;
    if (completeness.isPartial) walked.partial++;
    after = pageInfo.endCursor;
    more = pageInfo.hasNextPage;
  }
}

const MOST_ATTEMPTS = 5;

/** A busy machine may make a partner late; what is still missing after some attempts is missing. */
async function askUntilWhole(network: LaunchedNetwork, query: string, asking: Asking): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await network.ask(query, asking);
    const isLate = answer.errors.some(({ extensions }) => extensions["code"] === "PARTNER_UNAVAILABLE");
    if (attempt === MOST_ATTEMPTS || !(isLate || answer.data?.list?.completeness.isPartial === true)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}
