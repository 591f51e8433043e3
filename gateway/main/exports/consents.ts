// When people agreed to be listed: not in the readers' graph, but a partner takes it along when it leaves. In: pages of a partner
// that the reader administers. Out: the same pages, and the days by person, noted before each page is handed on.
import type { AskHub } from "../../../schema/ask-hub.js";
import type { WalkedPage } from "./walk-pages.js";

const OPERATION = `query Consents($people: [_Any!]!) {
  _entities(representations: $people) { ... on Person { id consentedAt } } }`;

/** The same pages. */
export async function* consentsOf(
  pages: AsyncGenerator<WalkedPage>,
  consents: Map<string, string>,
  ask: AskHub,
): AsyncGenerator<WalkedPage> {
  for await (const page of pages) {
    const people = page.records.filter(({ type }) => type === "person");
    consents.clear();
    if (people.length > 0) await noteConsents(people, consents, ask);
    yield page;
  }
}

async function noteConsents(people: WalkedPage["records"], consents: Map<string, string>, ask: AskHub): Promise<void> {
  const variables = { people: people.map(({ id }) => ({ __typename: "Person", id })) };
  const as = { visibility: "NETWORK", freshness: "mirror", mustBeWhole: true } as const;
  const data = await ask({ subgraph: "partners", operation: OPERATION, variables, ...as });
  const found = data["_entities"] as ReadonlyArray<{ id: string; consentedAt: string | null } | null>; // as asked
  for (const person of found) if (person?.consentedAt) consents.set(person.id, person.consentedAt);
}
