// What the network exchanged in a month, with the month before beside it. In: a month. Out: a page that prints on one sheet.
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Printer } from "lucide-react";
import { Button } from "react-aria-components";
import { useAsk } from "../graph/use-ask.js";
import { Asked } from "../ui/asked.js";
import { useFormats } from "../ui/dates.js";
import { Page } from "../ui/page.js";
import { RecordLink } from "../ui/record-link.js";
import { plainText } from "../ui/text.js";
import { useActivityWords } from "./activity-words.js";
import { monthsBefore, monthOf, periodOf } from "./months.js";
import { Activity, NamesOf, type ActivityQuery } from "./operations.js";
import "../styles/publish.css";
import { TableHead } from "./table-head.js";

type Report = NonNullable<ActivityQuery["activityReport"]>;
type Figure = Report["figures"][number];

/** The page. */
export function ReportPage() {
  const { t } = useLingui();
  const monthText = useMonthText();
  const { month = monthsBefore(monthOf(new Date()), 2)[1] ?? monthOf(new Date()) } = useSearch({ from: "/report" });
  const query = useAsk(Activity, periodOf(month), { keeps: true });
  return (
    <Page
      title={t`Activity report: ${monthText(month)}`}
      lead={<Trans>What partners exchanged, beside the month before. Every figure leads to examples.</Trans>}
      actions={
        <>
          <MonthChoice month={month} />
          <Button className="button" onPress={() => print()}>
            <Printer aria-hidden="true" />
            <Trans>Print</Trans>
          </Button>
        </>
      }
      isWide
    >
      <Asked query={query} rows={6}>
        {({ activityReport }) => (activityReport === null ? null : <Figures report={activityReport} />)}
      </Asked>
    </Page>
  );
}

function useMonthText(): (month: string) => string {
  const { i18n } = useLingui();
  const format = new Intl.DateTimeFormat(i18n.locale, { month: "long", year: "numeric", timeZone: "UTC" });
  return (month) => format.format(new Date(`${month}-01T00:00:00Z`));
}

const OFFERED = 24;

function MonthChoice({ month }: { readonly month: string }) {
  const { t } = useLingui();
  const monthText = useMonthText();
  const navigate = useNavigate();
  const months = [...new Set([...monthsBefore(monthOf(new Date()), OFFERED), month])];
  return (
    <select
      className="month-choice"
      aria-label={t`Month`}
      value={month}
      onChange={({ target }) => void navigate({ to: "/report", search: { month: target.value } })}
    >
      {months.map((each) => (
        <option key={each} value={each}>
          {monthText(each)}
        </option>
      ))}
    </select>
  );
}

const EXAMPLES = 5;

function Figures({ report: { figures, asOf } }: { readonly report: Report }) {
  const { t } = useLingui();
  const formats = useFormats();
  const ids = [...new Set(figures.flatMap(({ examples }) => examples.slice(0, EXAMPLES)))];
  const found = useAsk(NamesOf, { ids }, { enabled: ids.length > 0 });
  const names = new Map(
    found.data?.data.nodes?.flatMap((node) => (node === null ? [] : [[node.id, nameOf(node)] as const])),
  );
  return (
    <>
      <table className="report">
        <TableHead words={[t`What`, t`This month`, t`The month before`, t`Difference`, t`Examples`]} />
        <tbody>
          {figures.map((figure) => (
            <FigureRow key={figure.kind} figure={figure} names={names} />
          ))}
        </tbody>
      </table>
      <p className="hint">
        <Trans>Counted on {formats.time(asOf)}, of what you may see.</Trans>
      </p>
    </>
  );
}

interface FigureProps {
  readonly figure: Figure;
  readonly names: ReadonlyMap<string, string>;
}

function FigureRow({ figure: { kind, count, previous, examples }, names }: FigureProps) {
  const { t } = useLingui();
  const words = useActivityWords();
  const formats = useFormats();
  const shown = examples.slice(0, EXAMPLES).filter((id) => names.has(id));
  return (
    <tr>
      <th scope="row">{words[kind]}</th>
      <td className="figure">{formats.number(count)}</td>
      <td data-label={t`The month before`}>{formats.number(previous)}</td>
      <td>
        <Difference count={count} previous={previous} />
      </td>
      <td>
        <ul className="report-examples">
          {shown.map((id) => (
            <li key={id}>
              <RecordLink id={id}>{names.get(id) ?? id}</RecordLink>
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}

/** More or less, in words: not by a sign or a colour. */
function Difference({ count, previous }: Pick<Figure, "count" | "previous">) {
  const { t } = useLingui();
  const more = count - previous;
  const less = -more;
  if (more === 0) return t`as many`;
  return more > 0
    ? t`${plural(more, { one: "# more", other: "# more" })}`
    : t`${plural(less, { one: "# fewer", other: "# fewer" })}`;
}

function nameOf(node: object): string {
  if ("name" in node && typeof node.name === "string") return plainText(node.name);
  return "title" in node && typeof node.title === "string" ? plainText(node.title) : "";
}
