// What the graph of shared work shows: kinds of work, a topic, partners or organizations. In: the address. Out: choices that change it.
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate } from "@tanstack/react-router";
import { useAsk } from "../graph/use-ask.js";
import { ONLY_THIS } from "./glance.js";
import { TopicNames, TopTopics } from "./operations.js";
import { WORK, type GraphSearch, type WorkKind } from "./routes.js";

interface GraphChoicesProps {
  readonly search: GraphSearch;
}

/** The choices. */
export function GraphChoices({ search }: GraphChoicesProps) {
  return (
    <div className="glance-choices">
      <KindBoxes search={search} />
      <TopicChoice search={search} />
      <ByWhom search={search} />
    </div>
  );
}

function KindBoxes({ search }: GraphChoicesProps) {
  const words = useWorkWords();
  const navigate = useNavigate();
  const { kind: shown = WORK } = search;
  const turn = (kind: WorkKind): void => {
    const kinds = WORK.filter((each) => (each === kind ? !shown.includes(each) : shown.includes(each)));
    const { kind: _before, ...rest } = search;
    const isAll = kinds.length === 0 || kinds.length === WORK.length;
    void navigate({
      to: "/network/graph",
      search: isAll ? rest : { ...rest, kind: kinds },
      replace: true,
      resetScroll: false,
    });
  };
  return (
    <fieldset className="choice-boxes">
      <legend>
        <Trans>What connects them</Trans>
      </legend>
      {WORK.map((kind) => (
        <label key={kind}>
          <input type="checkbox" checked={shown.includes(kind)} onChange={() => turn(kind)} />
          {words.kind[kind]}
        </label>
      ))}
    </fieldset>
  );
}

function TopicChoice({ search }: GraphChoicesProps) {
  const navigate = useNavigate();
  const top = useAsk(TopTopics, {}).data?.data.overview?.topTopics ?? [];
  const { topic, ...rest } = search;
  const isOther = topic !== undefined && !top.some(({ value }) => value === topic);
  return (
    <label className="choice">
      <Trans>Topic</Trans>
      <select
        value={topic ?? ""}
        onChange={({ target: { value } }) =>
          void navigate({
            to: "/network/graph",
            search: value === "" ? rest : { ...rest, topic: value },
            replace: true,
            resetScroll: false,
          })
        }
      >
        <option value="">
          <AllTopics />
        </option>
        {isOther && <OtherTopic id={topic} />}
        {top.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

function AllTopics() {
  return <Trans>All topics</Trans>;
}

/** A topic of the address that is none of the most frequent. */
function OtherTopic({ id }: { readonly id: string }) {
  const nodes = useAsk(TopicNames, { ids: [id] }).data?.data.nodes ?? [];
  const [topic] = nodes.flatMap((node) => (node?.__typename === "Topic" ? [node] : []));
  return <option value={id}>{topic?.label ?? id}</option>;
}

function ByWhom({ search }: GraphChoicesProps) {
  const { t } = useLingui();
  const { by, ...rest } = search;
  return (
    <nav className="glance-filters" aria-label={t`Whose work`}>
      <Link
        to="/network/graph"
        search={rest}
        aria-current={by === undefined ? "true" : undefined}
        activeOptions={ONLY_THIS}
        resetScroll={false}
      >
        <Trans>Partners</Trans>
      </Link>
      <Link
        to="/network/graph"
        search={{ ...rest, by: "organization" }}
        aria-current={by === undefined ? undefined : "true"}
        activeOptions={ONLY_THIS}
        resetScroll={false}
      >
        <Trans>Organizations</Trans>
      </Link>
    </nav>
  );
}

/** The words for kinds of shared work: what they are called, one of them beside its title, several of them. */
export function useWorkWords() {
  const { t } = useLingui();
  return {
    kind: {
      adaptation: t`Practices that were adapted`,
      adoption: t`Practices that were taken up`,
      project: t`Projects carried together`,
      exchange: t`Exchanges and visits`,
    },
    one: { adaptation: t`adapted:`, adoption: t`took up:`, project: t`carried together:`, exchange: t`exchange:` },
    many: (kind: WorkKind, count: number): string =>
      ({
        adaptation: t`${plural(count, { one: "# adaptation", other: "# adaptations" })}`,
        adoption: t`${plural(count, { one: "# adoption", other: "# adoptions" })}`,
        project: t`${plural(count, { one: "# joint project", other: "# joint projects" })}`,
        exchange: t`${plural(count, { one: "# exchange", other: "# exchanges" })}`,
      })[kind],
  } as const;
}
