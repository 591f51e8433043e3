// The search: one question, three views of it, people first when it asks for people. In: the address. Out: the page.
import { useLingui } from "@lingui/react/macro";
import { useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { Page } from "../ui/page.js";
import { SearchBox } from "../ui/search-box.js";
import { ListSkeleton } from "../ui/skeleton.js";
import { ChosenFilters } from "./chosen-filters.js";
import { CostUnstated } from "./cost-unstated.js";
import { FacetPanel } from "./facet-panel.js";
import { PeopleFirst } from "./people-first.js";
import { askedFor } from "./asked.js";
import { ResultsHead } from "./results-head.js";
import { ResultsList } from "./results-list.js";
import { useFound } from "./use-found.js";

const ResultsMap = lazy(() => import("./results-map.js").then(({ ResultsMap: component }) => ({ default: component })));
const ResultsGraph = lazy(() =>
  import("./results-graph.js").then(({ ResultsGraph: component }) => ({ default: component })),
);

/** The page. */
export function FindPage() {
  const { t } = useLingui();
  const question = useSearch({ from: "/find" });
  const asked = askedFor(question);
  const found = useFound(asked);
  const { q = "", view = "list" } = question;
  const { facets } = found;
  return (
    <Page title={q === "" ? t`Find` : q} isWide isTitleHidden>
      <SearchBox q={q} kept={{ view: question.view }} />
      <ChosenFilters question={question} understood={asked.understood} />
      <div className="find-columns">
        <FacetPanel facets={facets} question={question} />
        <div className="find-results">
          <ResultsHead question={question} found={found} asked={asked} />
          {asked.understood.isWho && <PeopleFirst asked={asked} />}
          <CostUnstated asked={asked} question={question} />
          <Suspense fallback={<ListSkeleton rows={5} />}>
            {view === "list" && <ResultsList found={found} question={question} />}
            {view === "map" && <ResultsMap asked={asked} />}
            {view === "graph" && <ResultsGraph asked={asked} />}
          </Suspense>
        </div>
      </div>
    </Page>
  );
}
