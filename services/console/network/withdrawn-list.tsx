// What was withdrawn. The hub's feed of changes begins with the oldest, so it is read on to its end, as far as is reasonable for one look.
// In: nothing. Out: what is gone, the latest first, and up to when the feed was read.
import { Plural, Trans } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { Button } from "react-aria-components";
import { ask, type Answer } from "../graph/ask.js";
import { Empty, Failure } from "../ui/asked.js";
import { useFormats, When } from "../ui/dates.js";
import { pageTypeOf } from "../ui/hit-card.js";
import { ListSkeleton } from "../ui/skeleton.js";
import { Name } from "../ui/text.js";
import { TypeMark } from "../ui/type-mark.js";
import { dayOf, groupBy } from "./by-day.js";
import { usePartnerNames } from "./completeness-note.js";
import { Withdrawn, type WithdrawnQuery } from "./operations.js";

type Change = NonNullable<WithdrawnQuery["recordChangesSince"]>["changes"][number];

/** Pages of a thousand changes that are read without being asked for. */
const OWN_PAGES = 5;
const FRESH_MS = 60_000;

/** The list. */
export function WithdrawnList() {
  const feed = useFeed();
  const gone = useMemo(() => goneOf(feed.changes), [feed.changes]);
  if (feed.isPending) return <ListSkeleton rows={3} />;
  return (
    <>
      {feed.error !== null && <Failure error={feed.error} again={feed.again} />}
      <ReadUpTo feed={feed} />
      {gone.length === 0 ? !feed.hasMore && <NothingGone /> : <GoneByDay gone={gone} />}
    </>
  );
}

type Feed = ReturnType<typeof useFeed>;

function useFeed() {
  const query = useInfiniteQuery({
    queryKey: [Withdrawn.name],
    initialPageParam: null as string | null, // a cursor, from the second page on
    queryFn: ({ pageParam, signal }): Promise<Answer<WithdrawnQuery>> =>
      ask(Withdrawn, { after: pageParam, filter: null }, { signal }),
    getNextPageParam: ({ data }) =>
      data.recordChangesSince?.hasMore === true ? data.recordChangesSince.endCursor : null,
    staleTime: FRESH_MS,
    retry: false,
  });
  const { data, hasNextPage, isFetching, fetchNextPage } = query;
  const changes = useMemo(
    () => data?.pages.flatMap((page) => page.data.recordChangesSince?.changes ?? []) ?? [],
    [data],
  );
  const goesOn = hasNextPage && !isFetching && query.error === null && (data?.pages.length ?? 0) % OWN_PAGES !== 0;
  useEffect(() => {
    if (goesOn) void fetchNextPage();
  }, [goesOn, fetchNextPage]);
  return {
    ...{ changes, isPending: query.isPending, isReading: isFetching, hasMore: hasNextPage, error: query.error },
    again: () => void query.refetch(),
    more: () => void fetchNextPage(),
  };
}

/** What is still gone after all changes, the latest first. */
function goneOf(changes: readonly Change[]): Change[] {
  const last = new Map<string, Change>();
  for (const change of changes) last.set(change.id, change);
  return [...last.values()].filter(({ op }) => op === "DELETE").sort((a, b) => (a.at < b.at ? 1 : -1));
}

function ReadUpTo({ feed: { changes, isReading, hasMore, more } }: { readonly feed: Feed }) {
  const formats = useFormats();
  const last = changes.at(-1);
  if (!hasMore || last === undefined) return null;
  return (
    <p className="notice" role="status">
      <Trans>
        The list of changes is long: it has been read up to {formats.time(last.at)}, {formats.number(changes.length)}{" "}
        changes so far.
      </Trans>{" "}
      <Button className="button button-small" isPending={isReading} onPress={more}>
        <Trans>Read on</Trans>
      </Button>
    </p>
  );
}

function NothingGone() {
  return (
    <Empty>
      <p>
        <Trans>Nothing was withdrawn, as far back as the hub keeps its list of changes.</Trans>
      </p>
      <p>
        <Link to="/new" search={{}}>
          <Trans>See what was published or changed</Trans>
        </Link>
      </p>
    </Empty>
  );
}

function GoneByDay({ gone }: { readonly gone: readonly Change[] }) {
  const formats = useFormats();
  return (
    <>
      <p className="hint">
        <Trans>What was withdrawn is no longer shown anywhere: only what kind of thing it was, whose, and when.</Trans>
      </p>
      {groupBy(gone, ({ at }) => dayOf(at)).map(({ key, items }) => (
        <section key={key} className="day">
          <h2>{formats.day(key)}</h2>
          <ul className="day-list">
            {heapsOf(items).map((heap) => (
              <li key={`${heap.partner} ${heap.type}`}>
                <GoneLine heap={heap} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** What one partner withdrew of a type in a day. Ids are left out: those of people are often made of their names. */
interface Heap {
  readonly partner: string | null;
  readonly type: Change["type"];
  readonly at: string;
  count: number;
}

function heapsOf(changes: readonly Change[]): Heap[] {
  const heaps = new Map<string, Heap>();
  for (const { partner, type, at } of changes) {
    const heap = heaps.get(`${partner} ${type}`) ?? { partner, type, at, count: 0 };
    heap.count += 1;
    heaps.set(`${partner} ${type}`, heap);
  }
  return [...heaps.values()];
}

function GoneLine({ heap: { type, partner, at, count } }: { readonly heap: Heap }) {
  const names = usePartnerNames();
  return (
    <p className="card-kicker">
      <TypeMark type={pageTypeOf(type)} />
      <Plural value={count} one="# withdrawn" other="# withdrawn" />
      {partner !== null && <Name>{names(partner)}</Name>}
      <When at={at} />
    </p>
  );
}
