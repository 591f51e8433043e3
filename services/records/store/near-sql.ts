// Distance on the globe as SQL. In: a point and a radius. Out: a condition on `locations`: any of them lies within.
// Haversine formula on a sphere of 6,371.0088 km (IUGG mean radius), behind a box that spares most rows the sines.
import { sql, type Sql } from "../../database/session.js";

const EARTH_RADIUS_KM = 6371.0088;

/** Records with a location within the radius. Locations without coordinates do not match. */
export function nearSql({
  latitude,
  longitude,
  radiusKm,
}: {
  latitude: number;
  longitude: number;
  radiusKm: number;
}): Sql {
  const box = boxAround(latitude, radiusKm);
  const haversine =
    "power(sin(radians(l.latitude - ?::float8) / 2), 2) + " +
    "cos(radians(?::float8)) * cos(radians(l.latitude)) * power(sin(radians(l.longitude - ?::float8) / 2), 2)";
  return sql(
    `exists (select 1 from jsonb_to_recordset(locations) as l(latitude float8, longitude float8)
       where l.latitude between ?::float8 and ?::float8
       and (?::float8 is null or abs(mod((l.longitude - ?::float8 + 540)::numeric, 360) - 180) <= ?::float8)
       and 2 * ${EARTH_RADIUS_KM} * asin(least(1, sqrt(${haversine}))) <= ?::float8)`,
    box.south,
    box.north,
    box.halfWidth,
    longitude,
    box.halfWidth,
    latitude,
    latitude,
    longitude,
    radiusKm,
  );
}

/** Degrees around a point that hold every point within the radius; no width near a pole, where all meridians meet. */
function boxAround(latitude: number, radiusKm: number) {
  const angle = radiusKm / EARTH_RADIUS_KM;
  const degrees = (angle * 180) / Math.PI + 1e-6; // rounding must not cut the box below the circle
  const south = latitude - degrees;
  const north = latitude + degrees;
  if (south <= -90 || north >= 90) return { south, north, halfWidth: null };
  const sine = Math.sin(angle) / Math.cos((latitude * Math.PI) / 180);
  return { south, north, halfWidth: sine >= 1 ? null : (Math.asin(sine) * 180) / Math.PI + 1e-6 };
}
