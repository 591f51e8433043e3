// The counts as a table: topics down, regions across, colour and number in every cell. In: cells. Out: a table that scrolls in its frame.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useFormats } from "../ui/dates.js";
import { RecordLink } from "../ui/record-link.js";
import type { ChosenTopic } from "../ui/topic-field.js";
import type { CoverageQuery } from "./operations.js";
import type { CoverageSearch } from "./routes.js";

type Cell = NonNullable<CoverageQuery["coverage"]>[number];

interface CoverageTableProps {
  readonly rows: readonly ChosenTopic[];
  readonly cells: readonly Cell[];
  readonly search: CoverageSearch;
}

interface Region {
  readonly area: string;
  readonly label: string;
  readonly count: number;
}

const MOST_REGIONS = 20;
const STEPS = 5;

/** The table. */
export function CoverageTable({ rows, cells, search }: CoverageTableProps) {
  const { t } = useLingui();
  const regions = useMemo(() => regionsOf(cells), [cells]);
  const shown = search.areas === "all" ? regions : regions.slice(0, MOST_REGIONS);
  const counts = useMemo(() => new Map(cells.map(({ topic, area, count }) => [`${topic.id} ${area}`, count])), [cells]);
  const most = cells.reduce((largest, { count }) => Math.max(largest, count), 1);
  return (
    <>
      <div className="coverage-frame" role="region" aria-label={t`Topics by region, a table that scrolls`} tabIndex={0}>
        <table className="coverage">
          <Head regions={shown} search={search} />
          <tbody>
            {rows.map((topic) => (
              <tr key={topic.id}>
                <th scope="row">
                  <RecordLink id={topic.id}>{topic.label ?? topic.id}</RecordLink>
                </th>
                {shown.map((region) => (
                  <CountCell
                    key={region.area}
                    topic={topic}
                    region={region}
                    count={counts.get(`${topic.id} ${region.area}`) ?? 0}
                    most={most}
                    search={search}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Legend most={most} />
      {shown.length < regions.length && <OtherRegions search={search} count={regions.length - shown.length} />}
    </>
  );
}

function Head({ regions, search }: { readonly regions: readonly Region[]; readonly search: CoverageSearch }) {
  return (
    <thead>
      <tr>
        <th scope="col">
          <Trans>Topic</Trans>
        </th>
        {regions.map(({ area, label }) => (
          <th key={area} scope="col">
            <Link to="/find" search={{ area: [area], ...typeOf(search) }}>
              {label}
            </Link>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function typeOf({ type }: CoverageSearch): { readonly type?: readonly string[] } {
  return type === undefined ? {} : { type: [type] };
}

/** The regions, the fullest first. */
function regionsOf(cells: readonly Cell[]): Region[] {
  const regions = new Map<string, Region>();
  for (const { area, label, count } of cells)
    regions.set(area, { area, label, count: count + (regions.get(area)?.count ?? 0) });
  return [...regions.values()].sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}

interface CountCellProps {
  readonly topic: ChosenTopic;
  readonly region: Region;
  readonly count: number;
  readonly most: number;
  readonly search: CoverageSearch;
}

function CountCell({ topic, region, count, most, search }: CountCellProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const name = topic.label ?? topic.id;
  if (count === 0) return <td className="heat heat-0">0</td>;
  const number = formats.number(count);
  return (
    <td className={`heat heat-${stepOf(count, most)}`}>
      <Link
        to="/find"
        search={{ topic: [topic.id], area: [region.area], ...typeOf(search) }}
        aria-label={t`${number} on ${name} in ${region.label}`}
      >
        {number}
      </Link>
    </td>
  );
}

/** 1 to 5: how strong a cell's colour is. Few records are told apart better than many. */
function stepOf(count: number, most: number): number {
  return Math.max(1, Math.ceil((Math.sqrt(count) / Math.sqrt(most)) * STEPS));
}

function Legend({ most }: { readonly most: number }) {
  const formats = useFormats();
  return (
    <p className="hint coverage-legend">
      <span aria-hidden="true" className="legend-steps">
        {Array.from({ length: STEPS }, (_, at) => (
          <span key={at} className={`heat-${at + 1}`} />
        ))}
      </span>
      <Trans>The stronger the colour, the more there is, up to {formats.number(most)}.</Trans>
    </p>
  );
}

/** How many regions are left out, and the way to them. */
function OtherRegions({ search, count }: { readonly search: CoverageSearch; readonly count: number }) {
  return (
    <p className="hint">
      <Plural
        value={count}
        one="# region with fewer records is not shown."
        other="# regions with fewer records are not shown."
      />{" "}
      <Link to="/network/coverage" search={{ ...search, areas: "all" }} resetScroll={false}>
        <Trans>Show all regions</Trans>
      </Link>
    </p>
  );
}
