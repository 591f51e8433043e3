// A map of points: country outlines and spots, drawn as SVG, so that it needs no graphics card, prints, and can be walked by keyboard. In:
// points. Out: the map, what stands at the chosen spot, and the same as a list.
import "../../styles/map.css";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Maximize, Minus, Plus } from "lucide-react";
import { useMemo, useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import { useLand } from "./land.js";
import { Clusters, fit, PLANE, type MapPoint, type Outlook, type Spot } from "./projected.js";
import { useOutlook, type Movable } from "./use-outlook.js";

interface WorldMapProps<P extends MapPoint> {
  readonly label: string;
  readonly points: readonly P[];
  /** One of the points at the chosen spot. */
  readonly children: (point: P) => ReactNode;
}

const SHAPE = 16 / 10;
const WIDTH_PX = 900;

/** The map. */
export function WorldMap<P extends MapPoint>({ label, points, children }: WorldMapProps<P>) {
  const clusters = useMemo(() => new Clusters(points), [points]);
  const start = useMemo(() => fit(points, SHAPE), [points]);
  const movable = useOutlook(start);
  const spots = useMemo(() => clusters.at(movable.outlook.zoom, WIDTH_PX), [clusters, movable.outlook.zoom]);
  const [chosen, choose] = useState<readonly string[]>([]);
  const here = points.filter(({ id }) => chosen.includes(id));
  return (
    <div className="map">
      <div className="map-frame">
        <MapPicture
          label={label}
          spots={spots}
          movable={movable}
          chosen={chosen}
          choose={(spot) => choose(spot.points.map(({ id }) => id))}
        />
        <MapButtons movable={movable} start={start} />
      </div>
      <div className="map-chosen" role="status">
        {here.length === 0 ? (
          <p className="hint">
            <Trans>Choose a place on the map to see what is there.</Trans>
          </p>
        ) : (
          <PointList points={here}>{children}</PointList>
        )}
      </div>
      <details className="map-list">
        <summary>
          <Trans>The same as a list</Trans> ({points.length})
        </summary>
        <PointList points={points.slice(0, MOST_LISTED)}>{children}</PointList>
      </details>
    </div>
  );
}

const MOST_LISTED = 200;

function PointList<P extends MapPoint>({ points, children }: Pick<WorldMapProps<P>, "points" | "children">) {
  return (
    <ul className="cards">
      {points.slice(0, MOST_LISTED).map((point) => (
        <li key={point.id}>{children(point)}</li>
      ))}
    </ul>
  );
}

interface MapPictureProps {
  readonly label: string;
  readonly spots: readonly Spot[];
  readonly movable: Movable;
  readonly chosen: readonly string[];
  readonly choose: (spot: Spot) => void;
}

function MapPicture({ label, spots, movable, chosen, choose }: MapPictureProps) {
  const { t } = useLingui();
  const land = useLand();
  const { x, y, zoom } = movable.outlook;
  const width = PLANE / zoom;
  const height = width / SHAPE;
  return (
    <svg
      className="map-picture"
      viewBox={`${x - width / 2} ${y - height / 2} ${width} ${height}`}
      role="group"
      tabIndex={0}
      aria-label={t`${label}. Arrow keys move the map, plus and minus zoom, the tabulator goes from place to place.`}
      {...movable.handlers}
    >
      {land !== null && (
        <>
          <path className="map-land" d={land.land} />
          <path className="map-borders" d={land.borders} />
        </>
      )}
      {spots
        .filter((spot) => isWithin(spot, movable.outlook))
        .map((spot) => (
          <SpotMark
            key={spot.key}
            spot={spot}
            unit={width / WIDTH_PX}
            isChosen={spot.points.some(({ id }) => chosen.includes(id))}
            choose={choose}
          />
        ))}
    </svg>
  );
}

function isWithin({ x, y }: Spot, outlook: Outlook): boolean {
  const reach = PLANE / outlook.zoom / 2;
  return Math.abs(x - outlook.x) <= reach && Math.abs(y - outlook.y) <= reach / SHAPE;
}

interface SpotMarkProps {
  readonly spot: Spot;
  /** A pixel, in the plane's measure. */
  readonly unit: number;
  readonly isChosen: boolean;
  readonly choose: (spot: Spot) => void;
}

function SpotMark({ spot, unit, isChosen, choose }: SpotMarkProps) {
  const { t } = useLingui();
  const { x, y, points } = spot;
  const [first] = points;
  const isOne = points.length === 1;
  const radius = (isOne ? 9 : 11 + Math.min(20, Math.sqrt(points.length) * 2)) * unit;
  const label = isOne ? (first?.name ?? "") : t`${points.length} here, among them ${first?.name ?? ""}`;
  return (
    <g
      className={isChosen ? "spot spot-chosen" : "spot"}
      role="button"
      tabIndex={0}
      aria-label={label}
      aria-pressed={isChosen}
      onClick={() => choose(spot)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        choose(spot);
      }}
    >
      <title>{label}</title>
      <circle cx={x} cy={y} r={radius} />
      {!isOne && (
        <text x={x} y={y} fontSize={12 * unit} dy="0.35em" textAnchor="middle" aria-hidden="true">
          <Plural value={points.length} other="#" />
        </text>
      )}
    </g>
  );
}

const STEP = 1.6;

function MapButtons({ movable, start }: { readonly movable: Movable; readonly start: Outlook }) {
  const { t } = useLingui();
  return (
    <div className="map-buttons">
      <Button className="button icon" onPress={() => movable.zoomBy(STEP)} aria-label={t`Closer`}>
        <Plus aria-hidden="true" />
      </Button>
      <Button className="button icon" onPress={() => movable.zoomBy(1 / STEP)} aria-label={t`Further away`}>
        <Minus aria-hidden="true" />
      </Button>
      <Button className="button icon" onPress={() => movable.show(start)} aria-label={t`All of it`}>
        <Maximize aria-hidden="true" />
      </Button>
    </div>
  );
}
