// Walking the graph for an export, type by type, in the order in which records were updated. In: the way to ask as the reader
// and what is wanted. Out: one page after another; nothing is asked before the page before has been taken.
import { setTimeout as delay } from "node:timers/promises";
import { CodedError } from "../../../schema/errors.js";
import type { RecordType } from "../../../schema/record-id.js";
import type { AskAsReader, ReaderAnswer } from "../../server/ask-as-reader.js";
import { PAGES } from "./export-documents.js";
import { exportedRecord, type ExportedRecord } from "./exported-record.js";

export interface WalkQuestion {
  /** The types that are wanted, in the order in which they are walked. */
  readonly types: readonly RecordType[];
  /** Null: those of all partners. */
  readonly partner: string | null;
  readonly updatedSince: string | null;
  /** The record after which to go on. */
  readonly after: { readonly type: RecordType; readonly cursor: string } | null;
  /** Whether the reader is known, and so may see what only readers with a key do. */
  readonly isKnown: boolean;
  /** Aborted when nobody waits for the rest. */
  readonly signal: AbortSignal;
}

export interface WalkedPage {
  readonly records: readonly ExportedRecord[];
  /** Partners whose records cannot be told at the moment. */
  readonly missing: readonly string[];
}

/** The graph refused a page. */
export class PageRefused extends Error {
  constructor(readonly answer: ReaderAnswer) {
    super(answer.errors[0]?.message ?? "The page was not answered.");
  }
}

const PAGE = 100;

/** The pages. Throws `PageRefused`. The first refusal for want of points ends the walk; later ones are waited out. */
export async function* walkPages(ask: AskAsReader, question: WalkQuestion): AsyncGenerator<WalkedPage> {
  const { types, after: from } = question;
  const begun = from === null ? types : types.slice(Math.max(0, types.indexOf(from.type)));
  let isFirst = true;
  for (const type of begun) {
    let after = from?.type === type ? from.cursor : null;
    for (let hasMore = true; hasMore;) {
      const page: Page = await askPage(ask, { ...question, type, after, isFirst });
      isFirst = false;
      const records = page.edges.map(({ node, cursor }) => exportedRecord(node, cursor));
      yield { records, missing: missingOf(page) };
      after = page.pageInfo.endCursor;
      hasMore = page.pageInfo.hasNextPage && after !== null;
    }
  }
}

interface Page {
  readonly edges: ReadonlyArray<{ readonly cursor: string; readonly node: Readonly<Record<string, unknown>> }>;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly completeness: { readonly sources: ReadonlyArray<{ readonly partner: string; readonly status: string }> };
}

function missingOf({ completeness }: Page): string[] {
  const isWhole = (status: string) => status === "ANSWERED" || status === "SKIPPED";
  return completeness.sources.filter(({ status }) => !isWhole(status)).map(({ partner }) => partner);
}

interface PageQuestion extends Omit<WalkQuestion, "after"> {
  readonly type: RecordType;
  readonly after: string | null;
  readonly isFirst: boolean;
}

/** One page; a smaller one when its records refer to more others than one answer follows. */
async function askPage(ask: AskAsReader, question: PageQuestion): Promise<Page> {
  const { type, partner, updatedSince, after, isKnown, isFirst, signal } = question;
  const filter = {
    ...(partner === null ? {} : { partners: [partner] }),
    ...(updatedSince === null ? {} : { updatedSince }),
  };
  for (let first = PAGE; ; first = Math.ceil(first / 4)) {
    const variables = { filter, after, first, ...(type === "event" ? { isKnown } : {}) };
    const answer = await askPatiently(() => ask(PAGES[type], variables), { isFirst, signal });
    const page = (answer.data?.["page"] ?? null) as Page | null; // as the document asks
    const isLimited = answer.errors.some(({ code }) => code === "RATE_LIMITED"); // people were left out
    if (page === null || isLimited) throw new PageRefused(answer);
    if (answer.errors.length === 0 || first === 1) return page;
  }
}

const MOST_TRIES = 5;
const USUAL_WAIT_S = 2;

/** Waits for points or for room, as the answer says. */
async function askPatiently(
  ask: () => Promise<ReaderAnswer>,
  { isFirst, signal }: { readonly isFirst: boolean; readonly signal: AbortSignal },
): Promise<ReaderAnswer> {
  for (let tries = 1; ; tries++) {
    if (signal.aborted) throw new CodedError("INTERNAL", "Nobody waits for the rest of this export.");
    const answer = await ask();
    const mayWait = answer.status === 503 || answer.status === 429;
    if (!mayWait || isFirst || tries === MOST_TRIES) return answer;
    await delay((answer.retryAfterS ?? USUAL_WAIT_S) * 1_000, undefined, { signal }).catch(() => undefined);
  }
}
