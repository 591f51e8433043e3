// Every page of the console, by a name, with who has to look at it for it to be full. In: nothing. Out: names and addresses.

export interface ListedPage {
  readonly name: string;
  readonly path: string;
  /** `guest` where not given. */
  readonly as?: "member" | "publisher" | "coordinator";
}

const RESPITE = "hub:topic:respite-care";

/** The pages whose addresses are always the same. */
export const PAGES: readonly ListedPage[] = [
  { name: "home", path: "/" },
  { name: "sign-in", path: "/sign-in" },
  { name: "find", path: "/find?q=respite" },
  { name: "find-people", path: "/find?q=Who has run respite care in rural areas for less than 20,000 €?" },
  { name: "find-map", path: "/find?q=respite&view=map" },
  { name: "find-graph", path: "/find?q=respite&view=graph" },
  { name: "find-nothing", path: "/find?q=xqzzt blorp" },
  { name: "practice", path: "/practices/aidants-bretagne:practice:cafe-aidants", as: "member" },
  { name: "practice-away", path: "/practices/coordination-bruxelles:practice:temoins-quartier-methode" },
  { name: "person", path: "/people/aidants-bretagne:person:maela-kerdraon", as: "member" },
  { name: "organization", path: "/organizations/common-thread-london:organization:marsh-lane-kitchen" },
  { name: "project", path: "/projects/aidants-bretagne:project:annuaire-repit" },
  { name: "event", path: "/events/common-thread-london:event:kitchen-visit-2027", as: "member" },
  { name: "topic", path: `/topics/${RESPITE}` },
  { name: "network", path: "/network" },
  { name: "network-graph", path: "/network/graph" },
  { name: "coverage", path: "/network/coverage" },
  { name: "gaps", path: "/network/gaps" },
  { name: "new", path: "/new" },
  { name: "calendar", path: "/calendar" },
  { name: "communities", path: "/communities", as: "member" },
  { name: "needs", path: "/needs", as: "member" },
  { name: "exchanges", path: "/exchanges", as: "member" },
  { name: "inbox", path: "/inbox", as: "member" },
  { name: "recognition", path: "/recognition", as: "member" },
  { name: "saved", path: "/saved", as: "member" },
  { name: "publish", path: "/publish", as: "publisher" },
  { name: "publish-practice", path: "/publish/practice", as: "publisher" },
  { name: "upload", path: "/publish/upload", as: "publisher" },
  { name: "members", path: "/publish/members", as: "publisher" },
  { name: "own-requests", path: "/publish/requests", as: "publisher" },
  { name: "report", path: "/report", as: "member" },
  { name: "staff", path: "/staff", as: "coordinator" },
  { name: "joining", path: "/staff/joining", as: "coordinator" },
  { name: "staff-members", path: "/staff/members?partner=aidants-bretagne", as: "coordinator" },
  { name: "incidents", path: "/staff/incidents", as: "coordinator" },
  { name: "keys", path: "/staff/keys", as: "coordinator" },
  { name: "moderation", path: "/staff/moderation", as: "coordinator" },
  { name: "data-requests", path: "/staff/requests", as: "coordinator" },
  { name: "audit", path: "/staff/audit", as: "coordinator" },
  { name: "missing", path: "/people/nobody:person:here" },
];

const SAMPLES = `{ communities(first: 20) { edges { node { id discussions(first: 1) { edges { node { id } } } } } }
  needs(first: 1) { edges { node { id } } } exchanges(first: 1) { edges { node { id } } } }`;

interface Sampled {
  readonly edges: ReadonlyArray<{ readonly node: { readonly id: string; readonly discussions?: Sampled } }>;
}

/** The pages of what the demo's history made, whose ids are its own. `ask`: as a reader of the network. Throws where there is none. */
export async function historyPages(
  ask: (query: string) => Promise<Readonly<Record<string, Sampled>>>,
): Promise<ListedPage[]> {
  const { communities, needs, exchanges } = await ask(SAMPLES);
  const discussions = communities?.edges.flatMap(({ node }) => node.discussions?.edges ?? []) ?? [];
  const page = (name: string, segment: string, found: Sampled | undefined): ListedPage => {
    const [first] = found?.edges ?? [];
    if (first === undefined) throw new Error(`The demo has nothing for /${segment}`);
    return { name, path: `/${segment}/${first.node.id}`, as: "member" };
  };
  return [
    page("community", "communities", {
      edges: communities?.edges.filter(({ node }) => node.discussions?.edges[0]) ?? [],
    }),
    page("discussion", "discussions", { edges: discussions }),
    page("need", "needs", needs),
    page("exchange", "exchanges", exchanges),
  ];
}
