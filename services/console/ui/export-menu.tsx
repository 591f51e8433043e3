// Taking a list away: CSV that no spreadsheet runs, JSON, GeoJSON where the rows have places. In: rows. Out: a menu; files made here.
import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { csvOf, geoJsonOf, isPlaced, type ExportRow } from "./export-files.js";
import { Popup } from "./popup.js";

interface ExportMenuProps {
  readonly name: string;
  readonly rows: readonly ExportRow[];
  readonly button: ReactNode;
}

/** The menu. */
export function ExportMenu({ name, rows, button }: ExportMenuProps) {
  const { t } = useLingui();
  const take = (kind: string, type: string, text: string): void =>
    offer(`${fileName(name)}.${kind}`, new Blob([text], { type }));
  return (
    <Popup label={t`Export this list`} button={button} className="button-small">
      {(close) => (
        <>
          <p className="hint">
            <Trans>The {rows.length} rows loaded so far. Everything of the network: see the exports of the hub.</Trans>
          </p>
          <ul onClickCapture={() => setTimeout(close)}>
            <li>
              <button
                type="button"
                className="plain"
                onClick={() => take("csv", "text/csv;charset=utf-8", csvOf(rows))}
              >
                <Trans>CSV, for spreadsheets</Trans>
              </button>
            </li>
            <li>
              <button
                type="button"
                className="plain"
                onClick={() => take("json", "application/json", JSON.stringify(rows, null, 2))}
              >
                JSON
              </button>
            </li>
            {rows.some(isPlaced) && (
              <li>
                <button
                  type="button"
                  className="plain"
                  onClick={() => take("geojson", "application/geo+json", geoJsonOf(rows))}
                >
                  <Trans>GeoJSON, for maps</Trans>
                </button>
              </li>
            )}
          </ul>
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
