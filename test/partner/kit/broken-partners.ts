// Partners that break one rule each: for every check of the kit, how an answer is spoilt so that this check fails, and no
// other. In: answers. Out: answers that are not as the contract has them.
import type { CheckName } from "../../../services/partner/kit/checks.js";
import { NONSENSE } from "../../../services/partner/kit/questions.js";
import { KEY, type Spoil, type Spoiled } from "./checked-partner.js";

/** The entries of a page of the feed that everyone may see; none for other answers. */
const entries = ({ json, reader }: Spoiled) => (reader === "NETWORK" ? (json.data?.changes?.changes ?? []) : []);

/** Spoils one record of a type, whenever the feed gives it. */
const record =
  (type: string, members: Record<string, unknown>): Spoil =>
  (answer) => {
    const found = entries(answer).find((entry: { id: string }) => entry.id === `${KEY}:${type}:${type[0]}3`);
    if (found !== undefined) Object.assign(found.record, members);
  };

const page =
  (is: (answer: Spoiled) => boolean, members: Record<string, unknown>): Spoil =>
  (answer) => {
    if (answer.json.data?.changes && answer.reader === "NETWORK" && is(answer))
      Object.assign(answer.json.data.changes, members);
  };

const sdl =
  (change: (text: string) => string): Spoil =>
  ({ json }) => {
    if (json.data?._service) json.data._service.sdl = change(json.data._service.sdl);
  };

const descriptor =
  (members: Record<string, unknown>): Spoil =>
  ({ json, query }) => {
    if (query.includes("contractVersion") && json.data?.partnerDescriptor)
      Object.assign(json.data.partnerDescriptor, members);
  };

const accepts =
  (wanted: Spoiled["flaw"]): Spoil =>
  (answer) => {
    if (answer.flaw !== wanted) return;
    answer.status = 200;
    answer.json = { data: { partnerDescriptor: { key: KEY } } };
  };

/** Spoils a list under an alias, where the answer has it. */
const list =
  (alias: string, spoil: (list: Spoiled["json"], answer: Spoiled) => void): Spoil =>
  (answer) => {
    if (answer.json.data?.[alias]?.edges) spoil(answer.json.data[alias], answer);
  };

const swap = (items: unknown[], at: number): void => void items.splice(at, 2, items[at + 1], items[at]);

let earlier: unknown[] = [];

/** All but `answer-time`, which would take its time. */
export const BROKEN: Readonly<Record<Exclude<CheckName, "answer-time">, Spoil>> = {
  reachable: (answer) => void (answer.drop = true),
  "graphql-over-http": (answer) => void (answer.contentType = "text/html"),
  "nonsense-refused": (answer) => {
    if (answer.query !== NONSENSE) return;
    answer.status = 200;
    answer.json = { data: { __typename: "Query" } };
  },
  "sdl-readable": sdl(() => "<html><body>It works!</body></html>"),
  "sdl-contract": sdl((text) => text.replace("steps: [String!]!", "steps: [String]")),
  "sdl-lists": sdl((text) => text.replace("people(filter", "persons(filter")),
  descriptor: descriptor({ contractVersion: "one" }),
  "descriptor-key": descriptor({ key: "another" }),
  "descriptor-counts": descriptor({
    counts: { organizations: 16, people: 17, projects: 16, practices: 26, events: 16 },
  }),
  "descriptor-licence": descriptor({ licence: "do what you like" }),
  "token-required": () => undefined, // it is asked of a partner that wants none
  "token-missing-public-only": (answer) => {
    if (answer.reader === null)
      answer.json = { data: { Person: { edges: [{ node: { id: `${KEY}:person:p4`, visibility: "NETWORK" } }] } } };
  },
  "token-replayed": accepts("replayed"),
  "token-other-partner": accepts("other-partner"),
  "token-other-body": accepts("other-body"),
  "answer-size": ({ query, json }) => {
    if (query === NONSENSE) json.extensions = "x".repeat(3 * 1024 * 1024);
  },
  "feed-pages": (answer) => void Object.assign(entries(answer)[3] ?? {}, { at: "yesterday" }),
  "feed-order": (answer) => void Object.assign(entries(answer)[7] ?? {}, { sequence: "999999" }),
  "feed-repeatable": (answer) => {
    if (answer.times > 0) entries(answer).reverse();
  },
  "feed-tombstones": (answer) => {
    if (answer.variables["after"] !== null) Object.assign(entries(answer)[5] ?? {}, { op: "DELETE" });
  },
  "feed-epoch": page(({ variables }) => variables["after"] !== null, { epoch: "another" }),
  "feed-snapshot": page(({ variables }) => variables["after"] === null, { restart: true }),
  "feed-unknown-cursor": page(({ variables }) => variables["after"] === "bm90LWEtY3Vyc29y", { restart: false }),
  "feed-end": (answer) => {
    if (entries(answer).length > 0) earlier = entries(answer).slice(0, 1);
    else if (answer.json.data?.changes) answer.json.data.changes.changes = earlier;
  },
  "feed-visibility": ({ json, reader }) => {
    if (reader === "PUBLIC" && json.data?.changes) json.data.changes.changes[0].record.visibility = "NETWORK";
  },
  "record-ids": (answer) => {
    const found = entries(answer).find((entry: { id: string }) => entry.id === `${KEY}:practice:p7`);
    if (found !== undefined) found.id = found.record.id = "stranger:practice:p7";
  },
  "record-fields": record("practice", { steps: [null] }),
  "record-dates": record("event", { updatedAt: "2999-01-01T00:00:00.000Z" }),
  "record-languages": record("project", { language: "French" }),
  "record-licences": record("practice", { licence: "free for all" }),
  "record-texts": record("organization", { summary: "good \u202e lanoitan" }),
  "people-consent": record("person", { consentedAt: null }),
  "people-contact-data": record("person", { headline: "Write to zoe@example.org" }),
  "entities-position": ({ json, reader }) => {
    if (reader === "NETWORK") json.data?._entities?.reverse();
  },
  "entities-unknown": ({ json, reader }) => {
    if (reader === "NETWORK" && json.data?._entities)
      json.data._entities[0] = { __typename: "Person", id: "nobody:person:1" };
  },
  "entities-visibility": ({ json, reader }) => {
    if (reader === "PUBLIC" && json.data?._entities)
      json.data._entities[0] = { __typename: "Person", id: `${KEY}:person:p4` };
  },
  "list-pages": list("NAME_ASC", ({ nodes }) => nodes.reverse()),
  "list-order": list("NAME_ASC", ({ nodes, edges }) => [nodes, edges].forEach((items) => swap(items, 3))),
  "list-cursors": list("UPDATED_ASC", ({ edges }) => void (edges[3].cursor = "row-3")),
  "list-walk": list("list", ({ edges }, { query }) => {
    if (query.includes("last:")) swap(edges, 0);
  }),
  "list-totals": list("Practice", (rows, { reader }) => {
    if (reader === "PUBLIC") rows.totalCount++;
  }),
  "list-default-size": list("Organization", ({ edges }, { query }) => {
    if (!query.includes("first:")) edges.pop();
  }),
  "list-wrong-arguments": ({ json }) => {
    if (json.data?.none === null) json.data.none = { totalCount: 0 };
  },
  "list-filters": list("text", ({ edges }) => void edges.splice(0)),
  "list-stable": list("Practice", ({ edges }, { times, reader }) => {
    if (times > 0 && reader === "NETWORK") edges.reverse();
  }),
  "list-same-as-feed": list("Organization", (rows, { reader, query }) => {
    if (reader !== "NETWORK" || !query.includes("first:")) return;
    rows.edges.pop();
    rows.totalCount--;
  }),
  "list-visibility": list("Practice", ({ edges }, { reader }) => {
    if (reader === "PUBLIC") edges[0].node.visibility = "NETWORK";
  }),
};
