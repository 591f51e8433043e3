// What the demo network's history must keep to, as tables. In: its files, and a day. Out: what it names, what may be there
// once only, what comes before what.
import { dateOf, timeOf } from "../../services/exchange/demo/history-ids.js";
import { historyRows, type Row } from "../../services/exchange/demo/history-rows.js";
import { readHistory } from "../../services/exchange/demo/history.js";

/** The day on which the network starts. */
export const now = new Date("2026-11-24T00:10:00.000Z");
export const history = await readHistory();
/** Its rows, by table. */
export const tables = new Map(historyRows(history, now));
/** The rows of one table. */
export const rowsOf = (table: string): readonly Row[] => tables.get(table) ?? [];
const { communities, discussions, adoptions, reviews, endorsements, needs, exchanges, introductions } = history;
/** Everything that was said. */
export const posts = discussions.flatMap((discussion) => discussion.posts);
const at = (when: { readonly daysAgo: number; readonly hour?: number }, key: string): string => timeOf(now, when, key);

/** Everything that an act names, with the type that it must have. */
export const NAMED: ReadonlyArray<readonly [type: string, ids: readonly string[]]> = [
  ["organization", communities.flatMap(({ by, members }) => [by, ...members.map(({ organization }) => organization)])],
  ["organization", [...discussions, ...posts, ...adoptions, ...reviews, ...endorsements].map(({ by }) => by)],
  ["organization", [...needs, ...exchanges, ...introductions].map(({ by }) => by)],
  ["organization", exchanges.flatMap(({ sides }) => sides.map(({ organization }) => organization))],
  ["organization", [...history.follows, ...history.notices].map(({ organization }) => organization)],
  ["practice", [...adoptions, ...reviews].map(({ practice }) => practice)],
  ["practice", exchanges.flatMap(({ report }) => report?.materials ?? [])],
  ["person", endorsements.map(({ person }) => person)],
  ["person", [...posts.flatMap(({ signedBy }) => signedBy ?? []), ...introductions.map(({ to }) => to)]],
  ["person", needs.flatMap(({ answeredBy }) => answeredBy ?? [])],
  ["person", history.registrations.flatMap(({ registrations }) => registrations.map(({ person }) => person))],
  ["event", history.registrations.map(({ event }) => event)],
];

/** What may happen once only. */
export const ONCE: ReadonlyArray<readonly [what: string, keys: readonly string[]]> = [
  ["an adoption by organization and practice", adoptions.map(({ practice, by }) => `${practice} ${by}`)],
  ["a review by organization and practice", reviews.map(({ practice, by }) => `${practice} ${by}`)],
  ["an endorsement by organization, person and topic", endorsements.map((e) => `${e.person} ${e.topic} ${e.by}`)],
  ["a membership", rowsOf("member").map(({ community, organization }) => `${community} ${organization}`)],
  ["a registration", rowsOf("registration").map(({ event, person }) => `${event} ${person}`)],
  ["a follow", rowsOf("follow").map(({ organization, subject }) => `${organization} ${subject}`)],
  ["an id", [...tables.values()].flat().flatMap(({ id }) => (id === undefined ? [] : [String(id)]))],
];

/** One thing before the other. */
export const ORDERS: ReadonlyArray<readonly [what: string, pairs: ReadonlyArray<readonly [string, string]>]> = [
  [
    "a change of an adoption after its record",
    adoptions.map((a) => [at(a, a.key), at({ daysAgo: a.updatedDaysAgo }, a.key)]),
  ],
  [
    "use since a day that is not to come, but for who only considers it",
    adoptions.flatMap((a) =>
      a.state === "CONSIDERING" ? [] : [[dateOf(now, a.sinceDaysAgo), now.toISOString()] as const],
    ),
  ],
  [
    "the end of a need after its beginning",
    needs.flatMap((n) =>
      n.closedDaysAgo === undefined ? [] : [[at(n, n.key), at({ daysAgo: n.closedDaysAgo }, n.key)] as const],
    ),
  ],
  [
    "posts of a discussion one after the other",
    discussions.flatMap((d) =>
      d.posts.slice(1).map((post, n) => [at(d.posts[n] ?? post, d.posts[n]?.key ?? ""), at(post, post.key)] as const),
    ),
  ],
  [
    "the end of an exchange after its beginning",
    exchanges.flatMap((x) =>
      x.startDaysAgo === null || x.endDaysAgo === null
        ? []
        : [[dateOf(now, x.startDaysAgo), dateOf(now, x.endDaysAgo)] as const],
    ),
  ],
  [
    "a report after the beginning",
    exchanges.flatMap((x) =>
      x.report === undefined || x.startDaysAgo === null
        ? []
        : [[dateOf(now, x.startDaysAgo), at(x.report, x.key)] as const],
    ),
  ],
  [
    "answers after proposals",
    exchanges.flatMap((x) =>
      x.sides.flatMap(({ daysAgo }) =>
        daysAgo === undefined ? [] : [[at(x, x.key), at({ daysAgo }, x.key)] as const],
      ),
    ),
  ],
  [
    "answers after introductions",
    introductions.flatMap((i) =>
      i.answeredDaysAgo === undefined ? [] : [[at(i, i.key), at({ daysAgo: i.answeredDaysAgo }, i.key)] as const],
    ),
  ],
  [
    "registrations before events",
    history.registrations.flatMap((e) =>
      rowsOf("registration")
        .filter(({ event }) => event === e.event)
        .map((row) => [String(row["at"]), e.startsAt] as const),
    ),
  ],
];
