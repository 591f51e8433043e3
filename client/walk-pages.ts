// The client for apps: walking a list. In: a document that takes `$first` and `$after`. Out: its rows, each once, fetched as they
// are wanted; smaller pages where the hub says that a page is too much.
import type { Answer, QueryOptions } from "./answer.js";
import { MaillageError } from "./maillage-error.js";
import type { TypedDocument } from "./typed-document.js";

/** A page of a list, by its rows or its edges. */
export interface Connection<Row> {
  readonly nodes?: readonly Row[];
  readonly edges?: ReadonlyArray<{ readonly node: Row }>;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

type Ask = <Data, Variables>(
  document: TypedDocument<Data, Variables>,
  variables: Variables,
  options?: QueryOptions,
) => Promise<Answer<Data>>;

export interface Walk<Row, Data, Variables> {
  readonly document: TypedDocument<Data, Variables>;
  /** `first` is the size of a page; 100 when not given. */
  readonly variables: Omit<Variables, "after">;
  readonly select: (data: Data) => Connection<Row> | null | undefined;
  readonly asked?: QueryOptions | undefined;
}

const PAGE_ROWS = 100;
/** A walk is exact only over the hub's own copy, and when no page lacks anything. */
const EXACT: QueryOptions = { freshness: "mirror", whenIncomplete: "refuse" };

/** The rows. Throws as `query` does; a page that lacks a partner is an error unless `whenIncomplete` allows it. */
export async function* walkPages<Row, Data, Variables>(
  query: Ask,
  { document, variables, select, asked }: Walk<Row, Data, Variables>,
): AsyncGenerator<Row, void, undefined> {
  const seen = new Set<unknown>();
  const { first = PAGE_ROWS } = variables as { readonly first?: number }; // whatever else there is
  for (let after: string | null = null, size = first; ;) {
    const cursor: string | null = after;
    const ask = (rows: number): Promise<Answer<Data>> =>
      query(document, { ...variables, first: rows, after: cursor } as Variables, { ...EXACT, ...asked }); // of these parts
    const [{ data }, taken] = await askSmaller(ask, size);
    size = taken;
    const page = select(data);
    if (page === null || page === undefined) throw brokenWalk("The list was not answered.");
    for (const row of page.nodes ?? (page.edges ?? []).map(({ node }) => node)) if (isNew(seen, row)) yield row;
    if (!page.pageInfo.hasNextPage) return;
    after = page.pageInfo.endCursor;
    if (after === null || after === cursor) throw brokenWalk("The next page begins where this one does.");
  }
}

/** Asks for fewer rows, as long as so many are too much for one answer. Gives the answer and how many it was asked for. */
export async function askSmaller<T>(
  ask: (rows: number) => Promise<T>,
  rows: number,
): Promise<readonly [answer: T, rows: number]> {
  for (let size = rows; ; size = Math.ceil(size / 4)) {
    try {
      return [await ask(size), size];
    } catch (error) {
      const isTooMuch = error instanceof MaillageError && TOO_MUCH.has(error.code);
      if (!isTooMuch || size <= 1) throw error;
    }
  }
}

const TOO_MUCH: ReadonlySet<string> = new Set(["COST_LIMIT", "LIMIT_EXCEEDED"]);

/** A row that moves while the list is walked is met twice. */
function isNew(seen: Set<unknown>, row: unknown): boolean {
  const id: unknown = typeof row === "object" && row !== null && "id" in row ? row.id : undefined;
  if (id === undefined) return true;
  return seen.size !== seen.add(id).size;
}

function brokenWalk(message: string): MaillageError {
  return new MaillageError({ code: "NOT_GRAPHQL", message });
}
