// Above the results: how many, in which languages, the three views, keeping and exporting. In: what was found. Out: a line and links.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { List, Map as MapIcon, Waypoints } from "lucide-react";
import { useFormats } from "../ui/dates.js";
import { ExportResults } from "./export-results.js";
import type { Asked } from "./asked.js";
import { ONLY_ITSELF, VIEWS, type Question, type View } from "./question.js";
import { SaveSearch } from "./save-search.js";
import { PAGE } from "./found-options.js";
import { type Found } from "./use-found.js";

interface ResultsHeadProps {
  readonly question: Question;
  readonly found: Found;
  readonly asked: Asked;
}

/** The head. */
export function ResultsHead({ question, found, asked }: ResultsHeadProps) {
  const { first, isOld } = found;
  return (
    <div className="results-head">
      <div role="status" aria-busy={isOld}>
        {first !== null && <Total total={first.totalCount} isExact={first.totalIs === "EXACT"} />}
        {found.hits.length > PAGE && (
          <p className="hint">
            <Plural value={found.hits.length} one="# of them is loaded." other="# of them are loaded." />
          </p>
        )}
        {first !== null && <OtherLanguages first={first} />}
      </div>
      <Views question={question} />
      <div className="search-actions">
        <SaveSearch question={question} asked={asked} />
        <ExportResults question={question} asked={asked} hits={found.hits} />
      </div>
    </div>
  );
}

function Total({ total, isExact }: { readonly total: number; readonly isExact: boolean }) {
  const count = <Plural value={total} one="# result" other="# results" />;
  return <p className="results-total">{isExact ? count : <Trans>About {count}</Trans>}</p>;
}

/** Says that a question in one language found records in another. */
function OtherLanguages({ first }: { readonly first: NonNullable<Found["first"]> }) {
  const { i18n } = useLingui();
  const formats = useFormats();
  const others = (first.facets?.languages ?? []).filter(({ value }) => !value.startsWith(i18n.locale));
  const topics = formats.list((first.understoodAs ?? []).flatMap(({ label }) => (label === null ? [] : [label])));
  const languages = formats.list(
    others.slice(0, 3).map(({ value, count }) => `${formats.language(value)} (${formats.number(count)})`),
  );
  return (
    <p className="hint">
      {topics !== "" && <Trans>Read as the topic {topics}.</Trans>}{" "}
      {others.length > 0 && <Trans>Found in other languages too: {languages}.</Trans>}
    </p>
  );
}

const ICONS = { list: List, map: MapIcon, graph: Waypoints } as const;

function Views({ question }: { readonly question: Question }) {
  const { t } = useLingui();
  const words: Readonly<Record<View, string>> = { list: t`List`, map: t`Map`, graph: t`Graph` };
  const { view = "list", ...rest } = question;
  return (
    <nav className="views" aria-label={t`Views`}>
      {VIEWS.map((each) => {
        const Icon = ICONS[each];
        const search = each === "list" ? rest : { ...rest, view: each };
        return (
          <Link
            key={each}
            to="/find"
            search={search}
            aria-current={each === view ? "page" : undefined}
            activeOptions={ONLY_ITSELF}
            resetScroll={false}
          >
            <Icon aria-hidden="true" />
            {words[each]}
          </Link>
        );
      })}
    </nav>
  );
}
