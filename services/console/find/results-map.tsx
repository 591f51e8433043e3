// The hits on a map. In: what is asked. Out: those of them that say where they are, and how many do not.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { Asked as Answered, Empty } from "../ui/asked.js";
import { pageTypeOf } from "../ui/hit-card.js";
import { WorldMap } from "../ui/map/world-map.js";
import type { MapPoint } from "../ui/map/projected.js";
import { RecordLink } from "../ui/record-link.js";
import { Name } from "../ui/text.js";
import { TypeMark } from "../ui/type-mark.js";
import { placeOf, useOnMap, type MapHit, type OnMap } from "./on-map.js";
import type { Asked } from "./asked.js";

type HitPoint = MapPoint & { readonly hit: MapHit; readonly where: string | null };

/** The map. */
export function ResultsMap({ asked }: { readonly asked: Asked }) {
  const query = useOnMap(asked);
  return <Answered query={query}>{({ search }) => (search === null ? null : <Placed search={search} />)}</Answered>;
}

function Placed({ search }: { readonly search: OnMap }) {
  const { t } = useLingui();
  const points = useMemo(() => search.edges.flatMap(({ node }) => pointOf(node)), [search]);
  const unplaced = search.edges.length - points.length;
  const rest = search.totalCount - search.edges.length;
  return (
    <>
      {points.length === 0 ? (
        <Empty>
          <Trans>None of these says where it is.</Trans>
        </Empty>
      ) : (
        <WorldMap label={t`Map of the results`} points={points}>
          {(point) => <PointCard point={point} />}
        </WorldMap>
      )}
      <p className="hint">
        {unplaced > 0 && (
          <Plural
            value={unplaced}
            one="# of them does not say where it is."
            other="# of them do not say where they are."
          />
        )}{" "}
        {rest > 0 && (
          <Plural
            value={rest}
            one="The best ones are shown; # more is in the list."
            other="The best ones are shown; # more are in the list."
          />
        )}
      </p>
    </>
  );
}

function pointOf(hit: MapHit): HitPoint[] {
  const place = placeOf(hit);
  if (place === null) return [];
  const { latitude, longitude, label } = place;
  return [{ id: hit.id, name: hit.name, latitude, longitude, where: label, hit }];
}

function PointCard({ point: { hit, where } }: { readonly point: HitPoint }) {
  return (
    <div className="card">
      <p className="card-kicker">
        <TypeMark type={pageTypeOf(hit.type)} />
        {hit.organizationName !== null && <Name>{hit.organizationName}</Name>}
        {where !== null && <Name>{where}</Name>}
      </p>
      <h3>
        <RecordLink id={hit.id} language={hit.language}>
          {hit.name}
        </RecordLink>
      </h3>
    </div>
  );
}
