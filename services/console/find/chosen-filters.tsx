// What narrows the question: what was understood of the words, and what was chosen. In: the question. Out: words that can be taken back.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { X } from "lucide-react";
import { useRef } from "react";
import { useFormats } from "../ui/dates.js";
import { useLabels } from "../ui/labels.js";
import { FILTERS, ONLY_ITSELF, type FilterName, type Question } from "./question.js";
import type { Understood } from "./understand.js";
import { useFilterLabel } from "./filter-label.js";

interface ChosenFiltersProps {
  readonly question: Question;
  readonly understood: Understood;
}

/** The words. */
export function ChosenFilters({ question, understood }: ChosenFiltersProps) {
  const { t } = useLingui();
  const chosen = FILTERS.flatMap((name) => (question[name] ?? []).map((value) => ({ name, value })));
  const place = useRef<HTMLDivElement>(null);
  // The word that is taken back goes, and with it the focus: it stays where it was.
  const keepPlace = (): void => place.current?.focus({ preventScroll: true });
  return (
    <div className="chosen" ref={place} tabIndex={-1}>
      <UnderstoodLine question={question} understood={understood} />
      {(chosen.length > 0 || question.cost !== undefined) && (
        <ul className="tags" aria-label={t`Filters`}>
          {chosen.map(({ name, value }) => (
            <ChosenFilter key={`${name}:${value}`} question={question} name={name} value={value} onTaken={keepPlace} />
          ))}
          {question.cost !== undefined && <ChosenCost question={question} cost={question.cost} onTaken={keepPlace} />}
        </ul>
      )}
    </div>
  );
}

interface ChosenFilterProps {
  readonly question: Question;
  readonly name: FilterName;
  readonly value: string;
  readonly onTaken: () => void;
}

function ChosenFilter({ question, name, value, onTaken }: ChosenFilterProps) {
  const { t } = useLingui();
  const label = useFilterLabel()(name, value);
  const rest = (question[name] ?? []).filter((each) => each !== value);
  return (
    <li>
      {label}
      <Link
        to="/find"
        search={{ ...question, [name]: rest }}
        className="icon"
        aria-label={t`Remove the filter ${label}`}
        onClick={onTaken}
        resetScroll={false}
        activeOptions={ONLY_ITSELF}
      >
        <X aria-hidden="true" />
      </Link>
    </li>
  );
}

type ChosenCostProps = Pick<ChosenFilterProps, "question" | "onTaken"> & { readonly cost: string };

function ChosenCost({ question, cost, onTaken }: ChosenCostProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const [amount = "", currency = ""] = cost.split(" ");
  const { cost: _taken, ...rest } = question;
  return (
    <li>
      {cost === "none" ? (
        <Trans>states no cost</Trans>
      ) : (
        <Trans>at most {formats.money(Number(amount), currency)}</Trans>
      )}
      <Link
        to="/find"
        search={rest}
        className="icon"
        aria-label={t`Remove the limit of cost`}
        onClick={onTaken}
        resetScroll={false}
        activeOptions={ONLY_ITSELF}
      >
        <X aria-hidden="true" />
      </Link>
    </li>
  );
}

function UnderstoodLine({ question, understood }: ChosenFiltersProps) {
  const { t } = useLingui();
  const labels = useLabels();
  const formats = useFormats();
  const { isWho, settings, cost, speaks, text } = understood;
  const parts = [
    ...(isWho ? [t`people first`] : []),
    ...settings.map((setting) => labels.setting[setting]),
    ...(cost === null ? [] : [t`at most ${formats.money(cost.amount, cost.currency)}`]),
    ...speaks.map((tag) => t`speaks ${formats.language(tag)}`),
  ];
  if (parts.length === 0) return null;
  return (
    <p className="understood">
      <Trans>
        Understood: “{text}”, {formats.list(parts)}.
      </Trans>{" "}
      <Link to="/find" search={{ ...question, plain: "1" }} activeOptions={ONLY_ITSELF}>
        <Trans>Search the words as they stand</Trans>
      </Link>
    </p>
  );
}
