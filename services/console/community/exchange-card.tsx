// An exchange in a list: what, between whom, how far it has come. In: an exchange. Out: a card.
import { useFormats } from "../ui/dates.js";
import { useLabels } from "../ui/labels.js";
import { RecordLink } from "../ui/record-link.js";
import { plainText } from "../ui/text.js";
import { ExchangeSteps } from "./exchange-steps.js";
import type { ExchangeLineFragment } from "./operations.js";

/** From when to when, in words; null where no day is said. */
export function usePeriodText(): (exchange: Pick<ExchangeLineFragment, "startDate" | "endDate">) => string | null {
  const formats = useFormats();
  return ({ startDate, endDate }) => {
    const days = [startDate, endDate].flatMap((day) => (day === null ? [] : [formats.day(day)]));
    return days.length === 0 ? null : [...new Set(days)].join(" – ");
  };
}

/** The card. */
export function ExchangeCard({ exchange }: { readonly exchange: ExchangeLineFragment }) {
  const { exchangeKind } = useLabels();
  const formats = useFormats();
  const period = usePeriodText()(exchange);
  const { id, kind, title, text, from, with: others, state } = exchange;
  const sides = [from, ...others].flatMap((side) => (side === null ? [] : [plainText(side.name)]));
  return (
    <div className="card">
      <p className="card-kicker">
        <span className="type">{exchangeKind[kind]}</span>
        {period !== null && <span>{period}</span>}
      </p>
      <h2 className="card-title">
        <RecordLink id={id}>{title}</RecordLink>
      </h2>
      <p className="hint">{formats.list(sides)}</p>
      <p className="card-text" dir="auto">
        {plainText(text)}
      </p>
      <ExchangeSteps state={state} />
    </div>
  );
}
