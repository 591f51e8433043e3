// The columns of the table of partners: what is sorted by, and what is shown. In: nothing. Out: columns, in the reader's language.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_basic,
  tableFeatures,
} from "@tanstack/react-table";
import { useMemo, type ReactNode } from "react";
import { useFormats, When } from "../ui/dates.js";
import { Name, plainText } from "../ui/text.js";
import type { BoardQuery } from "./operations.js";
import { PartnerActs } from "./partner-acts.js";
import { useStaffWords } from "./words.js";

export type BoardPartner = NonNullable<BoardQuery["partners"]>[number];

export const FEATURES = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

const helper = createColumnHelper<typeof FEATURES, BoardPartner>();

/** The worst first. */
const RANK = { DOWN: 0, SLOW: 1, UNKNOWN: 2, UP: 3 } as const;

interface Column {
  readonly id: string;
  readonly header: string;
  /** What is sorted by; undefined comes last. */
  readonly value: (partner: BoardPartner) => unknown;
  readonly Cell: (props: CellProps) => ReactNode;
}

interface CellProps {
  readonly partner: BoardPartner;
}

/** The columns, and their headers by id. */
export function usePartnerColumns() {
  const { t, i18n } = useLingui();
  return useMemo(() => {
    const columns: readonly Column[] = [
      { id: "name", header: t`Partner`, value: ({ name }) => name.toLocaleLowerCase(), Cell: NameCell },
      { id: "state", header: t`State`, value: rankOf, Cell: StateCell },
      {
        id: "latency",
        header: t`Answers in`,
        value: ({ health }) => health?.latencyP95Ms ?? undefined,
        Cell: LatencyCell,
      },
      { id: "failures", header: t`Fails`, value: ({ health }) => health?.failureRate, Cell: FailuresCell },
      { id: "answer", header: t`Last answer`, value: ({ health }) => timeOf(health?.lastAnswerAt), Cell: AnswerCell },
      { id: "harvest", header: t`Last read`, value: ({ health }) => timeOf(health?.lastHarvestAt), Cell: HarvestCell },
      {
        id: "level",
        header: t`Level`,
        value: ({ level, contractVersion }) => `${level} ${contractVersion}`,
        Cell: LevelCell,
      },
      { id: "checks", header: t`Checks`, value: ({ conformance }) => conformance?.failed.length, Cell: ChecksCell },
    ];
    return [
      ...columns.map(({ id, header, value, Cell }) =>
        helper.accessor(value, {
          ...{ id, header, sortFn: sortFn_basic, sortUndefined: "last" as const },
          cell: ({ row }) => <Cell partner={row.original} />,
        }),
      ),
      helper.display({ id: "acts", header: t`Acts`, cell: ({ row }) => <PartnerActs partner={row.original} /> }),
    ];
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the words are those of the language
  }, [i18n.locale]);
}

/** Suspended partners come before all that answer. */
function rankOf({ state, health }: BoardPartner): number {
  return state === "ACTIVE" ? RANK[health?.state ?? "UNKNOWN"] : 0.5;
}

function timeOf(at: string | null | undefined): number | undefined {
  return at === null || at === undefined ? undefined : Date.parse(at);
}

function NameCell({ partner: { key, name } }: CellProps) {
  return (
    <>
      <Name>{name}</Name> <code>{key}</code>
    </>
  );
}

const LOOKS = { UP: "pill pill-good", SLOW: "pill pill-warn", DOWN: "pill pill-bad", UNKNOWN: "pill" } as const;

function StateCell({ partner: { state, health, suspension } }: CellProps) {
  const words = useStaffWords();
  const now = health?.state ?? "UNKNOWN";
  return (
    <>
      {state === "SUSPENDED" && (
        <span className="pill pill-warn">
          <Trans>Suspended</Trans>
        </span>
      )}
      {state === "SUSPENDED" && suspension !== null && (
        <span className="hint">
          <When at={suspension.since} />
          <span className="hint" dir="auto">
            {plainText(suspension.reason)}
          </span>
        </span>
      )}
      {state === "QUARANTINED" && (
        <span className="pill pill-bad">
          <Trans>Held back</Trans>
        </span>
      )}
      {state === "ACTIVE" && <span className={LOOKS[now]}>{words.health[now]}</span>}
      {state === "ACTIVE" && health !== null && now !== "UNKNOWN" && (
        <span className="hint">
          <Trans>
            changed <When at={health.since} />
          </Trans>
        </span>
      )}
    </>
  );
}

function LatencyCell({ partner: { health } }: CellProps) {
  const formats = useFormats();
  if (health === null || health.latencyP50Ms === null || health.latencyP95Ms === null) return <Unknown />;
  const [half, most] = [formats.number(health.latencyP50Ms), formats.number(health.latencyP95Ms)];
  return (
    <>
      <Trans>{half} ms</Trans>
      <span className="hint">
        <Trans>19 of 20 within {most} ms</Trans>
      </span>
    </>
  );
}

function FailuresCell({ partner: { health } }: CellProps) {
  const { i18n } = useLingui();
  if (health === null) return <Unknown />;
  const share = new Intl.NumberFormat(i18n.locale, { style: "percent", maximumFractionDigits: 1 }).format(
    health.failureRate,
  );
  return <span className={health.failureRate >= 0.1 ? "failing" : undefined}>{share}</span>;
}

function AnswerCell({ partner: { health } }: CellProps) {
  return health?.lastAnswerAt ? <When at={health.lastAnswerAt} /> : <Unknown />;
}

function HarvestCell({ partner: { health } }: CellProps) {
  return health?.lastHarvestAt ? <When at={health.lastHarvestAt} /> : <Unknown />;
}

function LevelCell({ partner: { level, contractVersion, hosted } }: CellProps) {
  const words = useStaffWords();
  return (
    <>
      {words.level[level] ?? level}
      <span className="hint">
        <Trans>contract {contractVersion}</Trans>
        {hosted && (
          <>
            , <Trans>run by the hub</Trans>
          </>
        )}
      </span>
    </>
  );
}

function ChecksCell({ partner: { conformance } }: CellProps) {
  if (conformance === null)
    return (
      <span className="hint">
        <Trans>not looked at yet</Trans>
      </span>
    );
  const { passed, failed, at } = conformance;
  return (
    <>
      {passed ? (
        <span className="pill pill-good">
          <Trans>Passed</Trans>
        </span>
      ) : (
        <span className="pill pill-bad">
          <Plural value={failed.length} one="# failed" other="# failed" />
        </span>
      )}
      <span className="hint">
        <When at={at} />
        {failed.length > 0 && `: ${failed.join(", ")}`}
      </span>
    </>
  );
}

function Unknown() {
  return (
    <span className="hint">
      <Trans>not known</Trans>
    </span>
  );
}
