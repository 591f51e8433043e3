// What a hit's owner and the exchange say beside its words: who used it, what it costs, how sure it is; when an event is. In: hits. Out: a
// line, as soon as it is known.
import { Plural, Trans } from "@lingui/react/macro";
import { useMemo } from "react";
import { useAsk } from "../graph/use-ask.js";
import { useFormats } from "../ui/dates.js";
import { useLabels } from "../ui/labels.js";
import { HitDetails, type HitDetailsQuery } from "./operations.js";
import type { FoundHit } from "./use-found.js";

export type Details = NonNullable<NonNullable<HitDetailsQuery["nodes"]>[number]>;

const DETAILED = new Set(["PRACTICE", "PROJECT", "EVENT"]);
/** `nodes` takes so many. */
const MOST = 100;

/** The details of the first hits, by id; empty until they are there. */
export function useHitDetails(hits: readonly FoundHit[]): ReadonlyMap<string, Details> {
  const ids = hits
    .filter(({ type }) => DETAILED.has(type))
    .slice(0, MOST)
    .map(({ id }) => id);
  const query = useAsk(HitDetails, { ids }, { enabled: ids.length > 0, keeps: true });
  const nodes = query.data?.data.nodes;
  return useMemo(() => {
    const there = nodes?.flatMap((node) => (node !== null && "id" in node ? [[node.id, node] as const] : [])) ?? [];
    return new Map(there);
  }, [nodes]);
}

/** The line. */
export function HitFacts({ details }: { readonly details: Details | undefined }) {
  const formats = useFormats();
  if (details?.__typename === "Practice") return <PracticeLine practice={details} />;
  if (details?.__typename === "Project")
    return (
      <p className="hit-facts">
        <Cost cost={details.cost} />
      </p>
    );
  if (details?.__typename !== "Event") return null;
  const { startsAt, timeZone, placesLeft } = details;
  return (
    <p className="hit-facts">
      <time dateTime={startsAt}>{formats.time(startsAt, timeZone)}</time>
      {placesLeft !== null && new Date(startsAt) > new Date() && (
        <span>
          <Plural value={placesLeft} _0="no places left" one="# place left" other="# places left" />
        </span>
      )}
    </p>
  );
}

function Cost({ cost }: { readonly cost: { readonly amount: number; readonly currency: string } | null }) {
  const formats = useFormats();
  return <span>{cost === null ? <Trans>states no cost</Trans> : formats.money(cost.amount, cost.currency)}</span>;
}

function PracticeLine({ practice }: { readonly practice: Extract<Details, { readonly __typename: "Practice" }> }) {
  const labels = useLabels();
  const { adoptionCount, quality, context } = practice;
  return (
    <p className="hit-facts">
      <span>
        <Plural
          value={adoptionCount ?? 0}
          _0="not used by others yet"
          one="used by # other organization"
          other="used by # other organizations"
        />
      </span>
      <Cost cost={context.cost} />
      {quality !== null && <span>{labels.quality[quality.level]}</span>}
    </p>
  );
}
