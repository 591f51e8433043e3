// The floor: BM25 (k1 1.2, b 0.75) over the words of name, summary and description together, as they are. In: records and
// queries. Out: for each query, the local ids of the records, the best first.
import { foldedWords } from "../../../schema/fold.js";
import type { RecordDraft } from "../../../services/records/record-draft.js";

const K1 = 1.2;
const B = 0.75;
const MOST = 1_000;

/** Ranks records for each query. */
export function rankPlainly(records: readonly RecordDraft[], queries: readonly string[]): string[][] {
  const documents = records.map(({ id, name, summary, description }) => {
    const words = foldedWords(`${name} ${summary ?? ""} ${description ?? ""}`);
    const counts = new Map<string, number>();
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    return { id: id.split(":")[2] ?? id, counts, length: words.length };
  });
  const frequency = new Map<string, number>();
  for (const { counts } of documents)
    for (const word of counts.keys()) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const mean = documents.reduce((sum, { length }) => sum + length, 0) / documents.length;
  return queries.map((query) => {
    const words = foldedWords(query);
    const score = ({ counts, length }: (typeof documents)[number]) =>
      words.reduce((sum, word) => {
        const count = counts.get(word) ?? 0;
        const having = frequency.get(word) ?? 0;
        const tells = Math.log(1 + (documents.length - having + 0.5) / (having + 0.5));
        return sum + (tells * count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / mean));
      }, 0);
    const scored = documents.map((document) => ({ id: document.id, score: score(document) }));
    return scored
      .filter((each) => each.score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, MOST)
      .map(({ id }) => id);
  });
}
