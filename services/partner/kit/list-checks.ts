// Checks of the lists: pages, orders, cursors, totals, filters. In: the evidence. Out: findings.
import { encodeCursor } from "../../../schema/cursor.js";
import { DEFAULT_PAGE } from "../../../schema/page-request.js";
import type { RecordTypename } from "../../../schema/record-id.js";
import {
  comparePlaces,
  isRecordOrder,
  sortFieldOf,
  sortKeyOf,
  type Place,
  type RecordOrder,
} from "../../../schema/record-order.js";
import { first, must, should, type Check, type Finding } from "./check.js";
import { isHidden, rowsOf, type Evidence } from "./evidence.js";
import { trouble, type Exchange } from "./exchange.js";
import { isObject, itemsOf, membersOf, shown, type Members } from "./json-view.js";
import { hasOwnId } from "./record-checks.js";
import { WRONG_ARGUMENTS, type FilterEvidence, type ListEvidence, type WalkEvidence } from "./list-evidence.js";
import { LIST_PAGE, LISTS, TYPENAMES } from "./questions.js";

function ofLists(look: (lists: ListEvidence, evidence: Evidence) => Finding): (evidence: Evidence) => Finding {
  return (evidence) => (evidence.rest?.lists ? look(evidence.rest.lists, evidence) : undefined);
}

/** One list as it came: of which type, in which order, under which name. */
interface Listed {
  readonly typename: RecordTypename;
  readonly order: RecordOrder;
  readonly list: Members;
}

function listed({ orders }: ListEvidence): Listed[] {
  return [...orders].flatMap(([typename, { data }]) =>
    Object.entries(data).flatMap(([order, list]) =>
      isRecordOrder(order) && isObject(list) ? [{ typename, order, list }] : [],
    ),
  );
}

function givesPages({ orders, all }: ListEvidence): Finding {
  const wrong = first([...orders.values(), all].map(trouble));
  if (wrong !== null) return wrong;
  const lists = [...orders].flatMap(([typename, { data }]) =>
    Object.entries(data).map(([order, list]) => listFault(`${LISTS[typename]} ${order}`, list)),
  );
  return first(lists);
}

function listFault(name: string, list: unknown): string | null {
  const { edges, nodes, pageInfo, totalCount } = membersOf(list);
  if (!Array.isArray(edges) || !Array.isArray(nodes) || !Number.isInteger(totalCount)) return `${name}: ${shown(list)}`;
  if (edges.length > LIST_PAGE) return `${name}: first: ${LIST_PAGE} → ${edges.length}`;
  const ids = rowsOf(list).map(({ id }) => id);
  if (nodes.map((node) => membersOf(node)["id"]).join() !== ids.join()) return `${name}: nodes ≠ edges`;
  const { hasNextPage, startCursor, endCursor } = membersOf(pageInfo);
  const cursors = edges.map((edge) => membersOf(edge)["cursor"]);
  const isSaid = startCursor === (cursors[0] ?? null) && endCursor === (cursors.at(-1) ?? null);
  return isSaid && hasNextPage === Number(totalCount) > edges.length ? null : `${name}: pageInfo ${shown(pageInfo)}`;
}

function placeOf({ typename, order }: Listed, row: Members): Place | null {
  const field = sortFieldOf({ order, typename });
  const value = field === null ? null : row[field];
  if (typeof row["id"] !== "string" || (typeof value !== "string" && value !== null)) return null;
  return { id: row["id"], sortKey: sortKeyOf(order, value) };
}

function isOrdered(lists: ListEvidence): Finding {
  return first(
    listed(lists).map((each) => {
      const places = rowsOf(each.list).flatMap((row) => placeOf(each, row) ?? []);
      const at = places.findIndex((place, index) => index > 0 && isAfter(each.order, places[index - 1], place));
      return at < 0 ? null : `${LISTS[each.typename]} ${each.order}: ${shown(places[at - 1])}, ${shown(places[at])}`;
    }),
  );
}

function isAfter(order: RecordOrder, before: Place | undefined, place: Place): boolean {
  return before !== undefined && comparePlaces(order, before, place) >= 0;
}

function hasCursors(lists: ListEvidence): Finding {
  return first(
    listed(lists).flatMap((each) =>
      itemsOf(each.list["edges"]).map((edge) => {
        const { cursor, node } = membersOf(edge);
        const place = placeOf(each, membersOf(node));
        const expected = place === null ? null : encodeCursor(each.order, place);
        return expected === null || cursor === expected
          ? null
          : `${each.order} ${shown(membersOf(node)["id"])}: ${shown(cursor)}`;
      }),
    ),
  );
}

function idsOf(exchange: Exchange): string[] {
  return rowsOf(exchange.data["list"]).map(({ id }) => String(id));
}

/** There and back is the same way; and it is all there is, where it is short enough. */
function walksBack({ walks }: ListEvidence): Finding {
  return first(walks.map(walkFault));
}

function walkFault({ order, forward, backward, total }: WalkEvidence): string | null {
  const wrong = first([...forward, ...backward].map(trouble));
  if (wrong !== null) return `${order}: ${wrong}`;
  const there = forward.flatMap(idsOf);
  const back = backward.toReversed().flatMap(idsOf);
  if (new Set(there).size < there.length)
    return `${order}: 2 × ${shown(there.find((id, at) => there.indexOf(id) < at))}`;
  const expected = there.slice(0, -1);
  const at = expected.findIndex((id, index) => id !== back[index]);
  if (at >= 0 || back.length !== expected.length) return `${order}: ${shown(expected[at])} → ${shown(back[at])}`;
  const { hasNextPage } = membersOf(membersOf(forward.at(-1)?.data["list"])["pageInfo"]);
  return hasNextPage === false && there.length !== total ? `${order}: ${there.length} ≠ ${total}` : null;
}

function counts({ all, seenByPublic }: ListEvidence): Finding {
  const lists = [all, seenByPublic].flatMap(({ data }) => Object.entries(data));
  return first(
    lists.map(([name, list]) => {
      const { totalCount, edges, pageInfo } = membersOf(list);
      const isWhole = membersOf(pageInfo)["hasNextPage"] === false;
      return isWhole && totalCount !== itemsOf(edges).length
        ? `${name}: ${shown(totalCount)} ≠ ${itemsOf(edges).length}`
        : null;
    }),
  );
}

function hasDefaultSize({ unsized }: ListEvidence): Finding {
  return (
    trouble(unsized) ??
    first(
      Object.entries(unsized.data).map(([name, list]) => {
        const expected = Math.min(DEFAULT_PAGE, Number(membersOf(list)["totalCount"]));
        const { length } = rowsOf(list);
        return length === expected ? null : `${name}: ${length}`;
      }),
    )
  );
}

function refusesArguments({ wrong }: ListEvidence): Finding {
  if (wrong.answer.kind === "failed") return wrong.answer.fault;
  if (wrong.answer.status !== 200) return `HTTP ${wrong.answer.status}`;
  const codes = new Map(wrong.errors.map((error) => [itemsOf(membersOf(error)["path"])[0], codeOf(error)]));
  const alias = Object.keys(WRONG_ARGUMENTS).find(
    (each) => wrong.data[each] !== null || codes.get(each) !== "BAD_USER_INPUT",
  );
  return alias === undefined ? null : `${WRONG_ARGUMENTS[alias]} → ${shown(codes.get(alias) ?? wrong.data[alias])}`;
}

function codeOf(error: unknown): unknown {
  return membersOf(membersOf(error)["extensions"])["code"];
}

function filters({ filters: all }: ListEvidence): Finding {
  return first(all.map(filterFault));
}

function filterFault({ cases, answer }: FilterEvidence): string | null {
  const wrong = trouble(answer);
  if (wrong !== null) return wrong;
  return first(
    cases.map(({ alias, typename, args, sought, fits }) => {
      const rows = rowsOf(answer.data[alias]);
      const name = `${LISTS[typename]}(${args})`;
      const misfit = rows.find((row) => !fits(row));
      if (misfit !== undefined) return `${name} → ${shown(misfit["id"])}`;
      const isMissing = sought !== null && rows.length < 100 && !rows.some(({ id }) => id === sought);
      return isMissing ? `${name}: ${shown(sought)} -` : null;
    }),
  );
}

function isStable({ all, again }: ListEvidence): Finding {
  return first(
    TYPENAMES.map((typename) => {
      const [one, other] = [all, again].map(({ data }) =>
        rowsOf(data[typename])
          .map(({ id }) => id)
          .join(),
      );
      return one === other || trouble(again) !== null ? null : LISTS[typename];
    }),
  );
}

function agreesWithFeed({ all }: ListEvidence, { rest, key }: Evidence): Finding {
  if (rest === null || !rest.feed.isWhole || rest.feed.records.some((each) => hasOwnId(each, { key }) !== null))
    return undefined;
  const fed = new Map(rest.feed.records.map(({ id, __typename }) => [String(id), __typename]));
  const lists = TYPENAMES.filter(
    (typename) => membersOf(membersOf(all.data[typename])["pageInfo"])["hasNextPage"] === false,
  );
  const ids = new Set(lists.flatMap((typename) => rowsOf(all.data[typename])).map(({ id }) => String(id)));
  const missing = [...fed].find(([id, typename]) => lists.some((each) => each === typename) && !ids.has(id));
  const more = [...ids].find((id) => !fed.has(id));
  return missing === undefined && more === undefined ? null : shown(more ?? missing?.[0]);
}

function hides({ seenByPublic }: ListEvidence, { isSigned, rest }: Evidence): Finding {
  if (!isSigned || rest === null) return undefined;
  const secret = new Set(rest.feed.records.filter(isHidden).map(({ id }) => id));
  const rows = Object.values(seenByPublic.data).flatMap(rowsOf);
  const shownRow = rows.find((row) => isHidden(row) || secret.has(row["id"]));
  return shownRow === undefined ? null : shown(shownRow["id"]);
}

/** Checks by name. */
export const LIST_CHECKS = {
  "list-pages": must("LIVE", ofLists(givesPages)),
  "list-order": must("LIVE", ofLists(isOrdered)),
  "list-cursors": must("LIVE", ofLists(hasCursors)),
  "list-walk": must("LIVE", ofLists(walksBack)),
  "list-totals": must("LIVE", ofLists(counts)),
  "list-default-size": must("LIVE", ofLists(hasDefaultSize)),
  "list-wrong-arguments": must("LIVE", ofLists(refusesArguments)),
  "list-filters": must("LIVE", ofLists(filters)),
  "list-stable": must("LIVE", ofLists(isStable)),
  "list-same-as-feed": should("LIVE", ofLists(agreesWithFeed)),
  "list-visibility": must("LIVE", ofLists(hides)),
} satisfies Readonly<Record<string, Check>>;
