// Taking a list away: CSV that no spreadsheet runs, JSON, GeoJSON where the rows have places. In: rows. Out: a menu; files made here.
import { Plural, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { csvOf, geoJsonOf, isPlaced, type ExportRow } from "./export-files.js";
import { Popup } from "./popup.js";

interface ExportMenuProps {
  readonly name: string;
  readonly rows: readonly ExportRow[];
  readonly button: ReactNode;
  /** Where there is more than these rows. */
  readonly more?: ReactNode;
}

/** The menu. */
export function ExportMenu({ name, rows, button, more }: ExportMenuProps) {
  const { t } = useLingui();
  const isOnMap = rows.some(isPlaced);
  const files = [
    { kind: "csv", type: "text/csv;charset=utf-8", label: t`CSV, for spreadsheets`, text: () => csvOf(rows) },
    { kind: "json", type: "application/json", label: "JSON", text: () => JSON.stringify(rows, null, 2) },
    { kind: "geojson", type: "application/geo+json", label: t`GeoJSON, for maps`, text: () => geoJsonOf(rows) },
  ].filter(({ kind }) => kind !== "geojson" || isOnMap);
  return (
    <Popup label={t`Export this list`} button={button} className="button-small">
      {(close) => (
        <>
          <p className="hint">
            <Plural
              value={rows.length}
              _0="Nothing is loaded yet."
              one="The row loaded so far:"
              other="The # rows loaded so far:"
            />
          </p>
          <ul onClickCapture={() => setTimeout(close)}>
            {files.map(({ kind, type, label, text }) => (
              <li key={kind}>
                <button
                  type="button"
                  className="plain"
                  onClick={() => offer(`${fileName(name)}.${kind}`, new Blob([text()], { type }))}
                >
                  {label}
                </button>
              </li>
            ))}
          </ul>
          {more}
        </>
      )}
    </Popup>
  );
}

function fileName(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 60);
  return plain === "" ? "maillage" : plain.toLowerCase();
}

function offer(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
