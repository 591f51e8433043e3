// What GraphiQL keeps between visits: tabs, queries, sizes. In: the browser's storage. Out: the same, without the headers that its history
// would keep with each query: a key may be among them.
import type { GraphiQLProps } from "graphiql";

type KeptStorage = NonNullable<GraphiQLProps["storage"]>;

const LISTS_OF_QUERIES = new Set(["graphiql:queries", "graphiql:favorites"]);
const isOurs = (name: string): boolean => name.startsWith("graphiql:");

/** The browser's storage for GraphiQL. */
export const KEPT_QUERIES: KeptStorage = {
  getItem: (name) => localStorage.getItem(name),
  setItem: (name, text) => localStorage.setItem(name, LISTS_OF_QUERIES.has(name) ? withoutHeaders(text) : text),
  removeItem: (name) => localStorage.removeItem(name),
  clear: () =>
    Object.keys(localStorage)
      .filter(isOurs)
      .forEach((name) => localStorage.removeItem(name)),
  get length() {
    return Object.keys(localStorage).filter(isOurs).length;
  },
};

function withoutHeaders(text: string): string {
  return JSON.stringify(JSON.parse(text, (member, value: unknown) => (member === "headers" ? undefined : value)));
}
