// What there is, topic by region, and where there is nothing. In: the address: topics, a type. Out: the page.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { useAsk } from "../graph/use-ask.js";
import { Asked, Empty } from "../ui/asked.js";
import { ExportList } from "../ui/export-list.js";
import { Page } from "../ui/page.js";
import { TopicField, type ChosenTopic } from "../ui/topic-field.js";
import { useTypeWords } from "../ui/type-mark.js";
import { pageTypeOf } from "../ui/hit-card.js";
import { CoverageTable } from "./coverage-table.js";
import { Glance, ONLY_THIS } from "./glance.js";
import { Coverage, TopTopics, type CoverageQuery } from "./operations.js";
import { RECORD_TYPES, type CoverageSearch, type PublishedType } from "./routes.js";

const ROWS = 12;

/** The page. */
export function CoveragePage() {
  const { t } = useLingui();
  const search = useSearch({ from: "/network/coverage" });
  const top = useAsk(TopTopics, {});
  return (
    <Glance>
      <Page
        title={t`Topics by region`}
        lead={<Trans>How much there is on a topic in a region. Every number opens what it counts.</Trans>}
        isWide
      >
        <TypeChoice search={search} />
        <Asked query={top}>
          {({ overview }) => {
            const most = overview?.topTopics.slice(0, ROWS).map(({ value }) => value) ?? [];
            return <Counted search={search} topics={search.topic ?? most} />;
          }}
        </Asked>
      </Page>
    </Glance>
  );
}

interface CountedProps {
  readonly search: CoverageSearch;
  readonly topics: readonly string[];
}

function Counted({ search, topics }: CountedProps) {
  const { type } = search;
  const query = useAsk(Coverage, { topics, types: type === undefined ? null : [type] }, { keeps: true });
  return (
    <Asked query={query} rows={8}>
      {(data) => <Table search={search} topics={topics} data={data} />}
    </Asked>
  );
}

function Table({ search, topics, data }: CountedProps & { readonly data: CoverageQuery }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const cells = data.coverage ?? [];
  const rows = useMemo(() => rowsOf(topics, data.nodes), [topics, data.nodes]);
  const show = (chosen: readonly ChosenTopic[]): void => {
    const { topic: _before, ...rest } = search;
    const ids = chosen.map(({ id }) => id);
    void navigate({
      to: "/network/coverage",
      search: ids.length === 0 ? rest : { ...rest, topic: ids },
      replace: true,
      resetScroll: false,
    });
  };
  return (
    <>
      {cells.length === 0 ? <NothingCounted /> : <CoverageTable rows={rows} cells={cells} search={search} />}
      <ExportList
        name="coverage"
        rows={cells.map(({ topic, area, label, count }) => ({ topic: topic.label, area, region: label, count }))}
      />
      <div className="coverage-topics">
        <TopicField key={topics.join()} name="topic" label={t`Add a topic`} chosen={rows} onChange={show} />
        {search.topic !== undefined && (
          <Link
            to="/network/coverage"
            search={search.type === undefined ? {} : { type: search.type }}
            resetScroll={false}
          >
            <Trans>Back to the topics with the most records</Trans>
          </Link>
        )}
      </div>
    </>
  );
}

function NothingCounted() {
  return (
    <Empty>
      <p>
        <Trans>Nothing on these topics says in which region it is.</Trans>
      </p>
      <p>
        <Link to="/network/gaps">
          <Trans>See what is missing in the network</Trans>
        </Link>
      </p>
    </Empty>
  );
}

/** The topics in the order asked for, with what they are called. */
function rowsOf(topics: readonly string[], nodes: CoverageQuery["nodes"]): ChosenTopic[] {
  const labels = new Map(
    (nodes ?? []).flatMap((node) => (node?.__typename === "Topic" ? [[node.id, node.label] as const] : [])),
  );
  return topics.map((id) => ({ id, label: labels.get(id) ?? null }));
}

function TypeChoice({ search }: { readonly search: CoverageSearch }) {
  const { t } = useLingui();
  const words = useTypeWords();
  const { type, ...rest } = search;
  const choices: ReadonlyArray<readonly [PublishedType | undefined, string]> = [
    [undefined, t`Everything`],
    ...RECORD_TYPES.map((each) => [each, words[pageTypeOf(each)]] as const),
  ];
  return (
    <nav className="glance-filters" aria-label={t`What is counted`}>
      {choices.map(([value, word]) => (
        <Link
          key={word}
          to="/network/coverage"
          search={value === undefined ? rest : { ...rest, type: value }}
          aria-current={type === value ? "true" : undefined}
          activeOptions={ONLY_THIS}
          resetScroll={false}
        >
          {word}
        </Link>
      ))}
    </nav>
  );
}
