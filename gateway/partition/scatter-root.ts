// Room "scatter": one root field asked of all selected partners, in as many waves as its page needs. In: the compiled
// root, the partners, the reader. Out: the merged page and how every source did. A first wave asks each source for a
// share; later waves go back only to those that could still change the page, and at last to partners that were passed
// over because of what is known of them.
import type { ErasedLookup } from "../../schema/erasures.js";
import type { RecordTypename } from "../../schema/record-id.js";
import type { PartnerClient } from "../fetch/partner-client.js";
import type { Choice } from "./choose-partners.js";
import { firstShare } from "./first-share.js";
import { mergePage, type MergedPage } from "./merge-page.js";
import { INVALID, type RowUse } from "./row-types.js";
import type { ScatterRequests } from "./scatter-request.js";
import { ScatterSources, type ScatterDesks, type Want } from "./scatter-sources.js";
import type { LeftOut } from "./select.js";
import type { Source, SourceRow } from "./source.js";
import type { Walk } from "./walk.js";

export interface ScatterInput extends Omit<ScatterRequests, "walk" | "deadline">, ScatterDesks {
  readonly choice: Choice;
  readonly client: PartnerClient;
  readonly erased: ErasedLookup;
}

export interface ScatteredPage extends MergedPage {
  readonly sources: readonly Source[];
  /** Partners that were not asked after all, whatever was selected. */
  readonly leftOut: readonly LeftOut[];
  /** Partners that broke the contract. */
  readonly faulty: ReadonlySet<string>;
}

/** After this many waves the page ends where it is certain, shorter but sound. */
const MOST_WAVES = 4;

/** Scatters one root field. Never rejects. */
export async function scatterRoot(input: ScatterInput): Promise<ScatteredPage> {
  const { choice, page } = input;
  const requests = { ...input, walk: walkOf(input), deadline: Date.now() + input.client.limits.scatterMs };
  const sources = new ScatterSources(requests, input);
  let passedOver = choice.passedOver;
  await sources.askFirst(firstWants(sources, choice, page.size), choice.mirrored);
  const merge = (): MergedPage => mergeSources(input, sources.all, passedOver === null ? null : passedOver.horizon);
  const settle = async (): Promise<MergedPage> => {
    let settled = merge(); // reading rows may find more partners' rows unsound
    while (await sources.replaceFailed()) settled = merge();
    return settled;
  };
  let merged = await settle();
  for (let wave = 1; wave < MOST_WAVES; wave++) {
    const wants = refillWants(merged, wave === MOST_WAVES - 1);
    const isHeld = passedOver !== null && passedOver.horizon !== null && merged.rows.length < page.size;
    if (isHeld && passedOver !== null) {
      wants.push(...sharesOf(sources.add(passedOver.partners), page.size));
      passedOver = null;
    }
    if (wants.length === 0) break;
    await sources.ask(wants);
    merged = await settle();
  }
  const isShort = merged.rows.length < page.size;
  if (isShort && sources.all.filter((source) => source.giveUpIfUnsound()).length > 0) merged = merge();
  for (const source of sources.all)
    for (const partner of source.partners) if (source.statusOf(partner) === "INVALID") sources.faulty.add(partner);
  const leftOut = [...sources.missing, ...(passedOver?.leftOut ?? [])];
  return { ...merged, sources: sources.all, leftOut, faulty: sources.faulty };
}

const EMPTY_PAGE: MergedPage = { rows: [], more: false, refill: [], horizon: null };

function mergeSources(input: ScatterInput, sources: readonly Source[], bound: MergedPage["horizon"]): MergedPage {
  if (!input.root.shape.wantsRows) return EMPTY_PAGE;
  return mergePage(sources, input.page.size, { walk: walkOf(input), bound, isSound: (row) => readOnce(row, input) });
}

function firstWants(sources: ScatterSources, { asked, shares }: Choice, size: number): Want[] {
  const share = firstShare(size, asked.length);
  return sources.add(asked).map((source) => {
    const [partner = ""] = source.partners;
    return { source, size: shares.get(partner) ?? share };
  });
}

function sharesOf(sources: readonly Source[], size: number): Want[] {
  const share = firstShare(size, sources.length);
  return sources.map((source) => ({ source, size: share }));
}

function refillWants({ refill }: MergedPage, isLast: boolean): Want[] {
  return refill.map(({ source, need, likely }) => ({ source, size: isLast ? need : Math.min(need, likely + 1) }));
}

function walkOf({ page, plan, root, reader, erased }: ScatterInput): Walk {
  const typename = root.shape.rowType.name as RecordTypename; // connections of the contract hold nothing else
  const { order, after, before } = page;
  return {
    order,
    typename,
    after,
    before,
    wantsRows: root.shape.wantsRows,
    wantsTotal: root.shape.wantsTotal,
    backward: page.direction === "backward",
    visibility: reader.visibility,
    keys: plan.keys,
    erased,
  };
}

/** Reads a row of the page, once. A row that breaks the contract is left out, and its source is INVALID. */
function readOnce(row: SourceRow, { root, reader, erased }: Pick<ScatterInput, "root" | "reader" | "erased">): boolean {
  if (row.views !== undefined) return row.views !== null;
  const use: RowUse = {
    partner: row.partner,
    visibility: reader.visibility,
    via: row.source.origin.via,
    asOf: row.asOf,
    stubs: row.stubs,
    faults: 0,
    erased,
    people: reader.people,
  };
  const views = root.shape.readRow(row, use);
  row.views = views === INVALID ? null : views;
  if (views === INVALID || use.faults > 0) row.source.fault("rows", row.partner);
  return row.views !== null;
}
