// GeoJSON (RFC 7946): records that state where they are. In: the address that readers know. Out: one feature for each such
// record, with little more than its name. Of people never more than the area: coordinates to a tenth of a degree.
import { listed, type ExportFormat } from "./export-format.js";
import { objectsOf, type ExportedRecord, type FlatObject } from "./exported-record.js";
import { recordAddress } from "./record-address.js";

/** The format. */
export function geoJson(publicUrl: string): ExportFormat {
  const head = '{"type":"FeatureCollection","features":[\n';
  return listed({ contentType: "application/geo+json", extension: "geojson", head, tail: "]}\n" }, (record) =>
    feature(record, publicUrl),
  );
}

interface Point {
  readonly at: readonly [longitude: number, latitude: number];
  readonly label: string | null;
  readonly precision: string;
}

function feature(record: ExportedRecord, publicUrl: string): object | null {
  const points = objectsOf(record.fields["locations"]).flatMap((place) => pointOf(place, record.type === "person"));
  const [first] = points;
  if (first === undefined) return null;
  const { name, summary, visibility, organization, topics } = record.fields;
  const single = { type: "Point", coordinates: first.at };
  return {
    ...{ type: "Feature", id: record.id },
    geometry: points.length === 1 ? single : { type: "MultiPoint", coordinates: points.map(({ at }) => at) },
    properties: {
      ...{ recordType: record.type, name, summary, partner: record.partner, organization, topics, visibility },
      places: points.map(({ label }) => label),
      precisions: points.map(({ precision }) => precision),
      link: recordAddress(publicUrl, record.id),
      updatedAt: record.updatedAt,
    },
  };
}

function pointOf({ latitude, longitude, label, precision }: FlatObject, isPerson: boolean): Point[] {
  if (typeof latitude !== "number" || typeof longitude !== "number") return [];
  const named = typeof label === "string" ? label : null;
  if (!isPerson) return [{ at: [longitude, latitude], label: named, precision: String(precision) }];
  return [{ at: [coarse(longitude), coarse(latitude)], label: named, precision: "AREA" }];
}

/** A tenth of a degree is about ten kilometres. */
function coarse(degrees: number): number {
  return Math.round(degrees * 10) / 10;
}
