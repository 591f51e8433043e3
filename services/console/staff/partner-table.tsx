// The partners as a table that is sorted by any of its columns; cards on narrow screens. In: partners. Out: the table.
import { Trans, useLingui } from "@lingui/react/macro";
import { useTable, type SortingState } from "@tanstack/react-table";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useState } from "react";
import { FEATURES, usePartnerColumns, type BoardPartner } from "./partner-columns.js";

interface PartnerTableProps {
  readonly partners: readonly BoardPartner[];
}

/** The worst first, until the reader sorts otherwise. */
const FIRST: SortingState = [{ id: "state", desc: false }];

/** The table. */
export function PartnerTable({ partners }: PartnerTableProps) {
  const table = usePartnerTable(partners);
  return (
    <>
      <SortChoice table={table} />
      <div className="table-scroll">
        <table className="board" role="table">
          <caption className="visually-hidden">
            <Trans>Partners of the network and how they are</Trans>
          </caption>
          <thead role="rowgroup">
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id} role="row">
                {group.headers.map((header) => (
                  <HeaderCell key={header.id} header={header} />
                ))}
              </tr>
            ))}
          </thead>
          <tbody role="rowgroup">
            {table.getRowModel().rows.map((row) => (
              <tr key={row.id} role="row">
                {row.getAllCells().map((cell) => (
                  <BodyCell key={cell.id} id={cell.column.id} label={String(cell.column.columnDef.header)}>
                    <table.FlexRender cell={cell} />
                  </BodyCell>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

type Table = ReturnType<typeof usePartnerTable>;
type Header = ReturnType<Table["getHeaderGroups"]>[number]["headers"][number];

function usePartnerTable(partners: readonly BoardPartner[]) {
  const columns = usePartnerColumns();
  const [sorting, setSorting] = useState<SortingState>(FIRST);
  return useTable({
    ...{ features: FEATURES, columns, data: partners },
    ...{ state: { sorting }, onSortingChange: setSorting, enableSortingRemoval: false, enableMultiSort: false },
    getRowId: ({ key }) => key,
  });
}

const DIRECTIONS = { asc: "ascending", desc: "descending" } as const;

function HeaderCell({ header }: { readonly header: Header }) {
  const { column } = header;
  const label = String(column.columnDef.header);
  if (!column.getCanSort())
    return (
      <th scope="col" role="columnheader">
        <span className="visually-hidden">{label}</span>
      </th>
    );
  const sorted = column.getIsSorted();
  return (
    <th scope="col" role="columnheader" aria-sort={sorted === false ? "none" : DIRECTIONS[sorted]}>
      <button type="button" className="sort" onClick={() => column.toggleSorting()}>
        {label}
        {sorted === "asc" && <ArrowUp aria-hidden="true" />}
        {sorted === "desc" && <ArrowDown aria-hidden="true" />}
      </button>
    </th>
  );
}

interface BodyCellProps {
  readonly id: string;
  readonly label: string;
  readonly children: React.ReactNode;
}

function BodyCell({ id, label, children }: BodyCellProps) {
  if (id === "name")
    return (
      <th scope="row" role="rowheader">
        {children}
      </th>
    );
  return (
    <td role="cell" data-label={id === "acts" ? undefined : label}>
      <div>{children}</div>
    </td>
  );
}

/** Where the table is cards, there are no headers to sort by. */
function SortChoice({ table }: { readonly table: Table }) {
  const { t } = useLingui();
  const [sorted] = table.state.sorting;
  const columns = table.getAllColumns().filter((column) => column.getCanSort());
  return (
    <label className="sort-choice">
      <Trans>Sort by</Trans>
      <select
        value={sorted?.id ?? ""}
        aria-label={t`Sort by`}
        onChange={({ target }) => table.getColumn(target.value)?.toggleSorting(false)}
      >
        {columns.map((column) => (
          <option key={column.id} value={column.id}>
            {String(column.columnDef.header)}
          </option>
        ))}
      </select>
    </label>
  );
}
