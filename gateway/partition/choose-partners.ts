// Choosing by statistics: of the partners that may hold such rows, those that can have some on this very page. In: the
// selected partners and what the mirror knows of the places at the page's beginning. Out: whom to ask for how many rows,
// and whom to pass over until the page reaches beyond what was counted. Never when everything is to be counted, and
// never under `live`.
import type { PageRequest } from "../../schema/page-request.js";
import type { RecordFilter } from "../../schema/record-filter.js";
import type { RecordTypename } from "../../schema/record-id.js";
import type { Place } from "../../schema/record-order.js";
import type { SourceStatistics } from "../../schema/record-mirror.js";
import type { PartnerEntry } from "./directory.js";
import type { MirrorDesk } from "./mirror-desk.js";
import type { LeftOut, Selected } from "./select.js";

/** Partners that are not asked as long as the page ends before `horizon`. */
export interface PassedOver {
  readonly partners: readonly PartnerEntry[];
  readonly leftOut: readonly LeftOut[];
  /** They have no rows before this place; null when they have none at all. */
  readonly horizon: Place | null;
}

type Selection = Omit<Selected, "leftOut">;

export interface Choice extends Selection {
  /** How many rows to ask of a partner at first, where that is known. */
  readonly shares: ReadonlyMap<string, number>;
  readonly passedOver: PassedOver | null;
  /** Whether there are rows on the other side of where the page begins, as far as the statistics know. */
  readonly otherSide: boolean;
}

export interface ChoiceUse {
  readonly mirror: MirrorDesk | null;
  readonly typename: RecordTypename;
  readonly filter: RecordFilter;
  readonly page: PageRequest;
  /** Whether the answer depends on partners that have no rows on the page, or the reader wants them all asked. */
  readonly needsAll: boolean;
  /** Statistics older than this say nothing, in milliseconds. */
  readonly maxAgeMs: number;
  /** Whether a partner has failed so often that it is not asked: asking it costs nothing, and finds out whether it is back. */
  readonly isShut: (partner: PartnerEntry) => boolean;
}

/** So few are asked faster than statistics are read. */
const FEW_PARTNERS = 8;
const STATISTICS_MS = 100;

/** Chooses whom to ask. Never rejects. */
export async function choosePartners(selected: Selection, use: ChoiceUse): Promise<Choice> {
  const all: Choice = { ...selected, shares: new Map(), passedOver: null, otherSide: false };
  const { mirror, typename, filter, page, needsAll } = use;
  const bound = page.direction === "forward" ? page.before : page.after;
  if (mirror === null || needsAll || bound !== null || selected.asked.length <= FEW_PARTNERS) return all;
  const partners = [...selected.asked, ...selected.mirrored.map(({ entry }) => entry)].map(({ key }) => key);
  const places = page.size + Math.max(4, Math.floor(page.size / 4));
  const question = { typename, filter, page, places, partners, timeoutMs: STATISTICS_MS };
  const statistics = await mirror.statistics(question);
  return statistics === null ? all : chosen(selected, { statistics, use });
}

function chosen(selected: Selection, { statistics, use }: { statistics: SourceStatistics; use: ChoiceUse }): Choice {
  const { counts, asOf, horizon, otherSide } = statistics;
  const since = new Date(Date.now() - use.maxAgeMs).toISOString();
  const isFresh = ({ key }: PartnerEntry): boolean => (asOf.get(key) ?? "") >= since;
  const isOut = (entry: PartnerEntry): boolean => isFresh(entry) && !counts.has(entry.key) && !use.isShut(entry);
  const partners = selected.asked.filter(isOut);
  const leftOut = partners.map(({ key }): LeftOut => ({
    partner: key,
    reason: "statistics",
    expected: false,
    asOf: asOf.get(key),
  }));
  const asked = selected.asked.filter((entry) => !isOut(entry));
  const shares = new Map(
    asked.filter(isFresh).map(({ key }) => [key, Math.min(use.page.size, (counts.get(key) ?? 0) + 1)]),
  );
  const passedOver = partners.length === 0 ? null : { partners, leftOut, horizon };
  return { ...selected, asked, shares, passedOver, otherSide };
}
