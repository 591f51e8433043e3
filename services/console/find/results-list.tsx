// The hits as a list. However many have been loaded, only those near the window are in the page. In: what was found. Out: the list.
import { Trans, useLingui } from "@lingui/react/macro";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { Button } from "react-aria-components";
import { Failure } from "../ui/asked.js";
import { HitCard } from "../ui/hit-card.js";
import { ListSkeleton } from "../ui/skeleton.js";
import { HitFacts, useHitDetails } from "./hit-facts.js";
import { NothingFound } from "./nothing-found.js";
import type { Question } from "./question.js";
import type { Found } from "./use-found.js";

interface ResultsListProps {
  readonly found: Found;
  readonly question: Question;
}

/** The list, or what there is in its place. */
export function ResultsList({ found, question }: ResultsListProps) {
  const awaited = useRef<number | null>(null);
  const more = (): void => {
    awaited.current = found.hits.length;
    found.more();
  };
  if (found.error !== null && found.hits.length === 0) return <Failure error={found.error} again={found.again} />;
  if (found.isPending) return <ListSkeleton rows={6} />;
  if (found.hits.length === 0) return <NothingFound question={question} />;
  return (
    <>
      {found.error !== null && <Failure error={found.error} again={found.again} />}
      <Hits found={found} awaited={awaited} />
      {found.hasMore && (
        <p className="more">
          <Button className="button" onPress={more} isPending={found.isLoadingMore}>
            <Trans>Show more</Trans>
          </Button>
        </p>
      )}
    </>
  );
}

const CARD_PX = 168;

interface HitsProps {
  readonly found: Found;
  /** The first hit that was asked for last: the focus goes there when it has come. */
  readonly awaited: RefObject<number | null>;
}

function Hits({ found: { hits, first, isOld }, awaited }: HitsProps) {
  const { t } = useLingui();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (awaited.current === null || hits.length <= awaited.current) return;
    list.current?.querySelector<HTMLElement>(`[data-index="${awaited.current}"] a`)?.focus({ preventScroll: true });
    awaited.current = null;
  }, [hits.length, awaited]);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => setMargin(list.current?.offsetTop ?? 0), [hits.length]);
  const details = useHitDetails(hits);
  const virtual = useWindowVirtualizer({
    count: hits.length,
    estimateSize: () => CARD_PX,
    overscan: 6,
    scrollMargin: margin,
    getItemKey: (at) => hits[at]?.id ?? at,
  });
  return (
    <ul
      ref={list}
      className="hits"
      aria-label={t`Results`}
      aria-busy={isOld}
      style={{ blockSize: virtual.getTotalSize() }}
    >
      {virtual.getVirtualItems().map(({ key, index, start }) => {
        const hit = hits[index];
        if (hit === undefined) return null;
        return (
          <li
            key={key}
            data-index={index}
            ref={virtual.measureElement}
            aria-posinset={index + 1}
            aria-setsize={first?.totalCount ?? hits.length}
            style={{ transform: `translateY(${start - margin}px)` }}
          >
            <HitCard hit={hit}>
              <HitFacts details={details.get(hit.id)} />
            </HitCard>
          </li>
        );
      })}
    </ul>
  );
}
