// What the results can be narrowed to, with counts. In: facets. Out: links; each of them a question of its own.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "react-aria-components";
import { SlidersHorizontal } from "lucide-react";
import { useFormats } from "../ui/dates.js";
import { ONLY_ITSELF, type FilterName, type Question } from "./question.js";
import { useFilterLabel } from "./filter-label.js";
import type { Facets } from "./use-found.js";

interface FacetPanelProps {
  readonly facets: Facets | null;
  readonly question: Question;
}

/** The panel; on small screens it opens below a button. */
export function FacetPanel({ facets, question }: FacetPanelProps) {
  const { t } = useLingui();
  const [isOpen, setOpen] = useState(false);
  const groups: ReadonlyArray<readonly [FilterName, string, Facets[keyof Facets]]> =
    facets === null
      ? []
      : [
          ["type", t`What it is`, facets.types],
          ["topic", t`Topic`, facets.topics],
          ["country", t`Country`, facets.countries],
          ["area", t`Region`, facets.areas],
          ["setting", t`Setting`, facets.settings],
          ["language", t`Language of the text`, facets.languages],
          ["partner", t`Partner`, facets.partners],
        ];
  return (
    <div className="facets" data-open={isOpen}>
      <Button className="button facets-toggle" onPress={() => setOpen(!isOpen)} aria-expanded={isOpen}>
        <SlidersHorizontal aria-hidden="true" />
        <Trans>Narrow down</Trans>
      </Button>
      <nav className="facets-groups" aria-label={t`Narrow down`}>
        {groups.map(([name, title, values]) => (
          <FacetGroup key={name} name={name} title={title} values={values} question={question} />
        ))}
      </nav>
    </div>
  );
}

interface FacetGroupProps {
  readonly name: FilterName;
  readonly title: string;
  readonly values: ReadonlyArray<{ readonly value: string; readonly label: string; readonly count: number }>;
  readonly question: Question;
}

const SHOWN = 6;

function FacetGroup({ name, title, values, question }: FacetGroupProps) {
  const [isWhole, setWhole] = useState(false);
  const chosen = question[name] ?? [];
  if (values.length < 2 && chosen.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {(isWhole ? values : values.slice(0, SHOWN)).map((facet) => (
          <FacetLink key={facet.value} name={name} facet={facet} question={question} />
        ))}
      </ul>
      {values.length > SHOWN && (
        <button type="button" className="plain" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? <Trans>Show fewer</Trans> : <Trans>Show all {values.length}</Trans>}
        </button>
      )}
    </section>
  );
}

interface FacetLinkProps {
  readonly name: FilterName;
  readonly facet: FacetGroupProps["values"][number];
  readonly question: Question;
}

function FacetLink({ name, facet, question }: FacetLinkProps) {
  const formats = useFormats();
  const labelOf = useFilterLabel();
  const chosen = question[name] ?? [];
  const isChosen = chosen.includes(facet.value);
  const next = isChosen ? chosen.filter((each) => each !== facet.value) : [...chosen, facet.value];
  const label =
    name === "country" || name === "language" || name === "setting" ? labelOf(name, facet.value) : facet.label;
  return (
    <li>
      <Link
        to="/find"
        search={{ ...question, [name]: next }}
        aria-current={isChosen ? "true" : undefined}
        activeOptions={ONLY_ITSELF}
        resetScroll={false}
      >
        <span>{label}</span>
        <span className="count">{formats.number(facet.count)}</span>
      </Link>
    </li>
  );
}
