// People who could help with a need. In: what it says and its topics, who asks. Out: experts, best first, without those of
// the organization that has the need.
import { findExperts } from "../experts/find-experts.js";
import type { RankedExpert } from "../experts/rank-experts.js";
import type { Reader, SearchIndex } from "../search/search-index.js";
import type { NeedQuestion } from "./need-text.js";

export interface HelpersQuestion {
  readonly id: string;
  readonly question: NeedQuestion;
  /** For whom the reader acts: whoever has just published a need sees it before this service is told whose it is. */
  readonly acting: string | null;
}

/** Everyone who could help. */
export async function findHelpers(
  index: SearchIndex,
  { id, question, acting }: HelpersQuestion,
  reader: Reader,
): Promise<readonly RankedExpert[]> {
  const { text, topics } = question;
  if (text === null && topics.length === 0) return [];
  const [need] = await index.session.rows<{ organization: string }>(
    `select organization from knowledge.open_need where id = ?`,
    [id],
  );
  const whose = need?.organization ?? acting;
  const filter = whose === null ? {} : { notIn: [whose] };
  return (await findExperts(index, { text, topics, filter, first: 1, after: null }, reader)).experts;
}
