// What narrows the question: what was understood of the words, and what was chosen. In: the question. Out: words that can be taken back.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { X } from "lucide-react";
import { useFormats } from "../ui/dates.js";
import { useLabels } from "../ui/labels.js";
import { FILTERS, type FilterName, type Question } from "./question.js";
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
  return (
    <div className="chosen">
      <UnderstoodLine question={question} understood={understood} />
      {(chosen.length > 0 || question.cost !== undefined) && (
        <ul className="tags" aria-label={t`Filters`}>
          {chosen.map(({ name, value }) => (
            <ChosenFilter key={`${name}:${value}`} question={question} name={name} value={value} />
          ))}
          {question.cost !== undefined && <ChosenCost question={question} cost={question.cost} />}
        </ul>
      )}
    </div>
  );
}

interface ChosenFilterProps {
  readonly question: Question;
  readonly name: FilterName;
  readonly value: string;
}

function ChosenFilter({ question, name, value }: ChosenFilterProps) {
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
      >
        <X aria-hidden="true" />
      </Link>
    </li>
  );
}

function ChosenCost({ question, cost }: { readonly question: Question; readonly cost: string }) {
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
      <Link to="/find" search={rest} className="icon" aria-label={t`Remove the limit of cost`}>
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
      <Link to="/find" search={{ ...question, plain: "1" }}>
        <Trans>Search the words as they stand</Trans>
      </Link>
    </p>
  );
}
