// What came of an act in a network that exchanges. In: the network and an act. Out: how it was refused; who was told of it.
import type { ExchangeNetwork, Party } from "./exchange-network.js";
import { until } from "./until.js";

/** A refused act, as plain data. */
export interface Refusal {
  /** The value of the operation's one root field. */
  readonly field: unknown;
  readonly code: unknown;
  readonly expected: unknown;
  readonly got: unknown;
}

/** Asks what is to be refused; all is undefined but `field` when it was not. */
export async function refusalOf(
  network: ExchangeNetwork,
  party: Party,
  { query, variables = {} }: { readonly query: string; readonly variables?: Readonly<Record<string, unknown>> },
): Promise<Refusal> {
  const { data, errors = [] } = await network.as(party, query, variables);
  const { code, expected, got } = errors[0]?.extensions ?? {};
  return { field: Object.values(data ?? {})[0], code, expected, got };
}

/** The organizations that were told, in order; one that was told twice is there twice. */
export async function toldOf(network: ExchangeNetwork, kind: string, subject: string): Promise<string[]> {
  const rows = await network.database.rows<{ organization: string }>(
    "select organization from exchange.notice where kind = ? and subject = ? order by 1",
    [kind, subject],
  );
  return rows.map(({ organization }) => organization);
}

/** Has acts meet: nobody can write into a table until several of them want to. */
export function atOnce<T>(
  network: ExchangeNetwork,
  table: string,
  acts: ReadonlyArray<() => Promise<T>>,
): Promise<T[]> {
  return network.database
    .transaction(async (tx) => {
      await tx.rows(`lock table ${table} in share mode`);
      const under = acts.map((act) => act());
      await until(async () => {
        const [row] = await network.database.rows<{ waiting: number }>(
          "select count(distinct pid)::int as waiting from pg_locks where not granted",
        );
        return (row?.waiting ?? 0) >= Math.min(acts.length, MEET);
      });
      return { under };
    })
    .then(({ under }) => Promise.all(under));
}

/** The service has ten connections, of which some listen. */
const MEET = 6;
