// Judging rankings. In: for each query, what is relevant and what was found. Out: the usual measures (Manning, Raghavan
// and Schütze, Introduction to Information Retrieval, chapter 8), over all queries and over each half of them.

export interface JudgedQuery {
  readonly query: string;
  readonly relevant: readonly string[];
}

export interface Judgement {
  readonly ndcgAt10: number;
  readonly map: number;
  readonly precisionAt5: number;
  readonly mrr: number;
  /** nDCG@10 of every other query, beginning with the first, and of the rest: are they alike? */
  readonly halves: readonly [number, number];
}

/** Judges rankings, given in the order of the queries. */
export function judge(queries: readonly JudgedQuery[], rankings: ReadonlyArray<readonly string[]>): Judgement {
  const each = queries.map(({ relevant }, index) => judgeOne(new Set(relevant), rankings[index] ?? []));
  const half = (rest: number) => mean(each.filter((_, index) => index % 2 === rest).map(({ ndcg }) => ndcg));
  return {
    ndcgAt10: mean(each.map(({ ndcg }) => ndcg)),
    map: mean(each.map(({ precision }) => precision)),
    precisionAt5: mean(each.map(({ five }) => five)),
    mrr: mean(each.map(({ reciprocal }) => reciprocal)),
    halves: [half(0), half(1)],
  };
}

function judgeOne(relevant: ReadonlySet<string>, ids: readonly string[]) {
  const gain = (hits: readonly boolean[]) =>
    hits.reduce((sum, hit, rank) => sum + (hit ? 1 / Math.log2(rank + 2) : 0), 0);
  const hits = ids.map((id) => relevant.has(id));
  const ideal = Array.from({ length: Math.min(10, relevant.size) }, () => true);
  let found = 0;
  const precisions = hits.flatMap((hit, rank) => (hit ? [++found / (rank + 1)] : []));
  const first = hits.indexOf(true);
  return {
    ndcg: gain(hits.slice(0, 10)) / gain(ideal),
    precision: precisions.reduce((sum, each) => sum + each, 0) / relevant.size,
    five: hits.slice(0, 5).filter(Boolean).length / 5,
    reciprocal: first < 0 ? 0 : 1 / (first + 1),
  };
}

function mean(values: readonly number[]): number {
  return Math.round((values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)) * 10_000) / 10_000;
}
