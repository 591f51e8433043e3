// Taking the results along: what is shown, as a file made here, or everything of the network, as a file from the hub. In: the question and
// its hits. Out: a menu.
import { Trans, useLingui } from "@lingui/react/macro";
import { Download } from "lucide-react";
import type { ExportRow } from "../ui/export-files.js";
import { ExportMenu } from "../ui/export-menu.js";
import { placeOf, useOnMap, type MapHit } from "./on-map.js";
import type { Asked } from "./asked.js";
import type { Question } from "./question.js";
import type { FoundHit } from "./use-found.js";

interface ExportResultsProps {
  readonly question: Question;
  readonly asked: Asked;
  readonly hits: readonly FoundHit[];
}

/** The menu. The map's file has what is on the map, with its places. */
export function ExportResults({ question, asked, hits }: ExportResultsProps) {
  const isMap = question.view === "map";
  const onMap = useOnMap(asked, isMap).data?.data.search?.edges.map(({ node }) => placedRowOf(node)) ?? [];
  return (
    <ExportMenu
      name={question.q ?? "maillage"}
      rows={isMap ? onMap : hits.map(rowOf)}
      button={
        <>
          <Download aria-hidden="true" />
          <Trans>Export</Trans>
        </>
      }
      more={<WholeNetwork types={asked.filter.types ?? []} />}
    />
  );
}

function rowOf(hit: FoundHit): ExportRow {
  const { id, type, name, summary, language, organizationName, partner, updatedAt, because } = hit;
  return {
    ...{ id, type, name, summary, language, organization: organizationName, partner, updatedAt },
    because: because.join(" · "),
  };
}

function placedRowOf(hit: MapHit): ExportRow {
  const { id, type, name, language, organizationName, partner } = hit;
  const { label = null, latitude = null, longitude = null } = placeOf(hit) ?? {};
  return { id, type, name, language, organization: organizationName, partner, place: label, latitude, longitude };
}

/** The types that the hub's exports have. */
const EXPORTED = new Set(["ORGANIZATION", "PERSON", "PROJECT", "PRACTICE", "EVENT"]);

/** The hub's own files, of the types that the search is narrowed to. */
function WholeNetwork({ types }: { readonly types: readonly string[] }) {
  const { t, i18n } = useLingui();
  const dialect = i18n.locale === "fr" ? "excel-fr" : "excel";
  const wanted = types.filter((type) => EXPORTED.has(type)).map((type) => ["type", type.toLowerCase()]);
  const fileOf = (format: string, options: string[][] = []): string => {
    const query = new URLSearchParams([...options, ...wanted]).toString();
    return `/export/all.${format}${query === "" ? "" : `?${query}`}`;
  };
  const files = [
    [fileOf("csv", [["dialect", dialect]]), t`CSV, for spreadsheets`],
    [fileOf("jsonl"), t`JSON lines, for programs`],
    [fileOf("geojson"), t`GeoJSON, for maps`],
  ] as const;
  return (
    <>
      <p className="hint">
        {wanted.length === 0 ? (
          <Trans>Or everything of the network that you may read, from the hub:</Trans>
        ) : (
          <Trans>Or everything of these types that you may read, from the hub:</Trans>
        )}
      </p>
      <ul>
        {files.map(([href, label]) => (
          <li key={href}>
            <a href={href} download>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
