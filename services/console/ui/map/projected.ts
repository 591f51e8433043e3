// The map's geometry: the world on a plane, the part of it that is looked at, points that stand too close together as one. In: points in
// degrees. Out: places in the plane. Nothing here draws.
import { geoMercator, geoPath, type GeoPermissibleObjects } from "d3-geo";
import Supercluster from "supercluster";

/** The plane's size; what is drawn is scaled from it. */
export const PLANE = 1_024;

const projection = geoMercator()
  .scale(PLANE / (2 * Math.PI))
  .translate([PLANE / 2, PLANE / 2]);
const path = geoPath(projection);

export interface MapPoint {
  readonly id: string;
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** The part of the plane that is shown: its middle, and how many times it is enlarged. */
export interface Outlook {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export const WIDEST = 1;
export const CLOSEST = 400;

/** A place on the plane. */
export function placeOf({ longitude, latitude }: Pick<MapPoint, "longitude" | "latitude">): readonly [number, number] {
  const [x, y] = projection([longitude, Math.max(-85, Math.min(85, latitude))]) ?? [0, 0];
  return [x, y];
}

/** An outline as the `d` of an SVG path. */
export function outlineOf(shape: GeoPermissibleObjects): string {
  return path(shape) ?? "";
}

/** The outlook that holds all points, in a window of this shape (width over height). */
export function fit(points: readonly MapPoint[], shape: number): Outlook {
  if (points.length === 0) return { x: PLANE / 2, y: PLANE / 2.6, zoom: 1.4 };
  const places = points.map(placeOf);
  const [left, right] = extent(places.map(([x]) => x));
  const [top, bottom] = extent(places.map(([, y]) => y));
  const width = Math.max(right - left, (bottom - top) * shape, PLANE / 120);
  const zoom = clampZoom((PLANE / width) * 0.8);
  return { x: (left + right) / 2, y: (top + bottom) / 2, zoom };
}

function extent(values: readonly number[]): readonly [number, number] {
  return values.reduce<readonly [number, number]>(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Infinity, -Infinity],
  );
}

/** A zoom between the widest and the closest. */
export function clampZoom(zoom: number): number {
  return Math.max(WIDEST, Math.min(CLOSEST, zoom));
}

/** Several points as one, or one by itself. */
export interface Spot {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly points: readonly MapPoint[];
}

const RADIUS_PX = 44;
const MOST_LISTED = 500;

/** Puts points together that would cover each other at a zoom. */
export class Clusters {
  readonly #index: Supercluster<{ readonly point: MapPoint }>;

  constructor(points: readonly MapPoint[]) {
    this.#index = new Supercluster({ radius: RADIUS_PX, maxZoom: 16, extent: 512 });
    this.#index.load(
      points.map((point) => ({
        type: "Feature",
        geometry: { type: "Point", coordinates: [point.longitude, point.latitude] },
        properties: { point },
      })),
    );
  }

  /** The spots of the whole world at a zoom of the plane, in a window so many pixels wide. */
  at(zoom: number, widthPx: number): Spot[] {
    const level = Math.max(0, Math.min(16, Math.floor(Math.log2((zoom * widthPx) / 512))));
    return this.#index.getClusters([-180, -85, 180, 85], level).map((feature) => {
      const [longitude = 0, latitude = 0] = feature.geometry.coordinates;
      const [x, y] = placeOf({ longitude, latitude });
      if (!("cluster_id" in feature.properties)) {
        const { point } = feature.properties;
        return { key: point.id, x, y, points: [point] };
      }
      const id = feature.properties.cluster_id;
      const points = this.#index.getLeaves(id, MOST_LISTED).map(({ properties }) => properties.point);
      return { key: `cluster-${id}`, x, y, points };
    });
  }
}
