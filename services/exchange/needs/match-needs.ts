// Who could help with the needs that are open. In: needs that are due. Out: matches, and a notice to each organization whose
// people could help, once. What fails is due again later, whichever process is there by then.
import type { AskHub } from "../../../schema/ask-hub.js";
import type { Database } from "../../database/open-database.js";
import { tellOrganizations } from "../notices/tell-organization.js";
import { tellOfNeed } from "./needs.js";
import { NEED_STATE } from "./read-needs.js";

export interface MatchingOptions {
  readonly database: Database;
  readonly ask: AskHub;
}

interface DueNeed {
  readonly id: string;
  readonly title: string;
  readonly topics: readonly string[];
  readonly by: string;
}

interface Match {
  readonly person: string;
  readonly score: number;
}

interface ExpertsAnswer {
  readonly edges: ReadonlyArray<{
    readonly node: { readonly person: { readonly id: string } | null; readonly score: number };
  }>;
}

const EXPERTS = `query Helpers($about: String, $topics: [ID!], $notIn: [ID!]) {
  experts(about: $about, topics: $topics, filter: { notIn: $notIn }, first: 20) { edges { node { person { id } score } } } }`;

/** Matches all needs that are due, one by one. Gives how many. Throws what the first that fails throws. */
export async function matchNeeds(options: MatchingOptions): Promise<number> {
  for (let count = 0; ; count++) {
    const need = await takeDue(options.database);
    if (need === undefined) return count;
    await matchNeed(options, need);
  }
}

/** Takes a need that is due, and puts it off: should this fail, it comes again, later each time. */
async function takeDue(database: Database): Promise<DueNeed | undefined> {
  const [need] = await database.rows<DueNeed>(
    `update exchange.need set match_failures = least(match_failures + 1, 9),
       match_due = now() + interval '5 s' * power(2, match_failures)
     where id = (select n.id from exchange.need n where n.match_due <= now() and ${NEED_STATE} = 'OPEN'
       order by n.match_due limit 1 for update skip locked)
     returning id, title, topics, by`,
  );
  return need;
}

async function matchNeed({ database, ask }: MatchingOptions, need: DueNeed): Promise<void> {
  const matches = await askHelpers(ask, need);
  await database.transaction(async (tx) => {
    const [held] = await tx.rows<{ told: readonly string[] }>(
      "select told from exchange.need where id = ? and state = 'OPEN' for update",
      [need.id],
    );
    if (held === undefined) return; // closed meanwhile
    await tx.rows("delete from exchange.need_match where need = ?", [need.id]);
    const rows = await tx.rows<{ organization: string | null }>(
      `insert into exchange.need_match (need, person, organization, score)
       select ?, m.person, r.organization, m.score from jsonb_to_recordset(?::jsonb) as m(person text, score float8)
       join exchange.record r on r.id = m.person and not r.gone returning organization`,
      [need.id, JSON.stringify(matches)],
    );
    const organizations = [...new Set(rows.flatMap(({ organization }) => organization ?? []))];
    const notice = { kind: "need.matched", subject: need.id, by: need.by } as const;
    await tellOrganizations(
      tx,
      organizations.flatMap((organization) => (held.told.includes(organization) ? [] : [{ ...notice, organization }])),
    );
    // Whoever is not among the records yet soon is: a hub that has just begun knows some before others.
    const again = rows.length < matches.length ? "1 minute" : "1 day";
    await tx.rows(
      `update exchange.need set told = array(select unnest(told) union select unnest(?::text[])), match_failures = 0,
         match_due = now() + ?::interval where id = ?`,
      [organizations, again, need.id],
    );
  });
}

/** People of other organizations who could help; all of the network's, for organizations alone are told. */
async function askHelpers(ask: AskHub, { title, topics, by }: DueNeed): Promise<Match[]> {
  const variables = { about: title, topics, notIn: [by] };
  const as = { visibility: "NETWORK", freshness: "mirror" } as const;
  const data = await ask({ subgraph: "knowledge", operation: EXPERTS, variables, ...as });
  const experts = data["experts"] as ExpertsAnswer; // as the operation asks
  const scores = new Map<string, number>();
  for (const { node } of experts.edges) if (node.person !== null) scores.set(node.person.id, node.score);
  return [...scores].map(([person, score]) => ({ person, score }));
}

/** Needs that have closed by themselves: the network is told that they are gone. */
export async function retireNeeds(database: Database): Promise<void> {
  const over = await database.rows<{ id: string }>(
    `select n.id from exchange.need n join exchange.told t on t.id = n.id and t.record is not null
     where n.state = 'OPEN' and ${NEED_STATE} = 'CLOSED'`,
  );
  for (const { id } of over) await database.transaction((tx) => tellOfNeed(tx, id));
}
