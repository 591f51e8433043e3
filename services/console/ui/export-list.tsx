// Taking a list of a page along. In: its name and rows. Out: a menu behind a button of its own; nothing where there are no rows.
import { Trans } from "@lingui/react/macro";
import { Download } from "lucide-react";
import type { ExportRow } from "./export-files.js";
import { ExportMenu } from "./export-menu.js";

interface ExportListProps {
  readonly name: string;
  readonly rows: readonly ExportRow[];
}

/** The button with its menu. */
export function ExportList({ name, rows }: ExportListProps) {
  if (rows.length === 0) return null;
  return (
    <p className="export-list no-print">
      <ExportMenu
        name={name}
        rows={rows}
        button={
          <>
            <Download aria-hidden="true" />
            <Trans>Export</Trans>
          </>
        }
      />
    </p>
  );
}
