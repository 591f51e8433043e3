// The contract's fields. In: the feed with all records. Out: an executable schema. Level BASIC: what this partner is, what
// changed, and records by id; the hub answers lists and filters from its copy.
import { readFileSync } from "node:fs";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { GraphQLError, parse, type GraphQLSchema } from "graphql";
import type { Feed } from "./feed.ts";
import type { WholeRecord } from "./records.ts";
import { beside, type Settings } from "./settings.ts";
import type { Reader } from "./tokens.ts";

export interface Context {
  readonly reader: Reader;
  readonly feed: Feed;
  readonly settings: Settings;
}

const LARGEST_PAGE = 1_000;
const LONGEST_LIST = 100;

type Page = { readonly after?: string | null; readonly first: number };
type Id = { readonly id: string };

const Query = {
  partnerDescriptor: (_: unknown, _args: unknown, { settings, feed, reader }: Context) => {
    const { key, name, languages, licence } = settings;
    const counts = countsOf(feed.visibleTo(reader));
    return { key, name, languages, licence, contractVersion: "1.1", level: "BASIC", counts };
  },
  changes: (_: unknown, { after = null, first }: Page, { feed, reader }: Context) => {
    if (first < 1 || first > LARGEST_PAGE)
      throw new GraphQLError(`first: expected 1 to ${LARGEST_PAGE}, got ${first}`, {
        extensions: { code: "BAD_USER_INPUT" },
      });
    return feed.read(reader, { after, first });
  },
};

function countsOf(records: readonly WholeRecord[]) {
  const count = (typename: string) => records.filter(({ __typename }) => __typename === typename).length;
  return {
    organizations: count("Organization"),
    people: count("Person"),
    projects: count("Project"),
    practices: count("Practice"),
    events: count("Event"),
  };
}

/** Records that name another one in a field. */
function naming(typename: string, names: (record: WholeRecord, id: string) => boolean) {
  return ({ id }: Id, { first }: { readonly first: number }, { feed, reader }: Context) =>
    feed
      .visibleTo(reader)
      .filter((record) => record.__typename === typename && names(record, id))
      .slice(0, Math.min(Math.max(first, 0), LONGEST_LIST));
}

const belongsTo = ({ organization }: WholeRecord, id: string) => idOf(organization) === id;
const someOf = (list: unknown, member: string, id: string) =>
  Array.isArray(list) && list.some((each: Record<string, unknown>) => idOf(each[member]) === id);

function idOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && "id" in value ? value.id : undefined;
}

const record = {
  __resolveReference: ({ id }: Id, { feed, reader }: Context) => feed.find(id, reader),
  organization: (own: WholeRecord, _args: unknown, { feed, reader }: Context) =>
    feed.find(String(idOf(own["organization"])), reader),
};

const resolvers = {
  Query,
  Record: { __resolveType: typenameOf },
  Node: { __resolveType: typenameOf },
  Organization: {
    ...record,
    people: naming("Person", belongsTo),
    projects: naming("Project", belongsTo),
    practices: naming("Practice", belongsTo),
    events: naming("Event", belongsTo),
  },
  Person: {
    ...record,
    projects: ({ id }: Id, args: { readonly first: number }, context: Context) =>
      naming("Project", ({ team }, person) => someOf(team, "person", person))({ id }, args, context).map((project) => {
        const team = project["team"] as ReadonlyArray<{ person?: unknown; role?: string }>; // looked at just now
        return { project, person: { id }, role: team.find(({ person }) => idOf(person) === id)?.role };
      }),
    practices: naming("Practice", ({ contributors }, person) => someOf(contributors, "person", person)),
  },
  Project: record,
  Practice: record,
  Event: record,
};

function typenameOf({ __typename }: { readonly __typename: string }): string {
  return __typename;
}

/** The executable schema. */
export function buildSchema(): GraphQLSchema {
  const typeDefs = parse(readFileSync(beside("contract.graphql"), "utf8"));
  return buildSubgraphSchema([{ typeDefs, resolvers }]);
}
