// Who works with whom across the network, as a graph. In: the address: topic, kinds of work, partners or organizations. Out: the page.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { Empty, Failure } from "../ui/asked.js";
import { useFormats } from "../ui/dates.js";
import { RelationGraph } from "../ui/graph/relation-graph.js";
import { Page } from "../ui/page.js";
import { RecordLink } from "../ui/record-link.js";
import { ListSkeleton } from "../ui/skeleton.js";
import { plainText } from "../ui/text.js";
import { TypeMark } from "../ui/type-mark.js";
import { CompletenessNote } from "./completeness-note.js";
import { Glance } from "./glance.js";
import { GraphChoices, useWorkWords } from "./graph-choices.js";
import { WORK, type GraphSearch } from "./routes.js";
import { graphOfOrganizations, graphOfPartners, type Share } from "./shared-work.js";
import { useSharedWork, type Looked, type SharedWork } from "./use-shared-work.js";

/** The page. */
export function NetworkGraphPage() {
  const { t } = useLingui();
  const search = useSearch({ from: "/network/graph" });
  const { kind = WORK, topic } = search;
  const work = useSharedWork(kind, topic);
  return (
    <Glance>
      <Page
        title={t`Who works with whom`}
        lead={
          <Trans>
            What one organization wrote down and another took up, what they carry together, whom they visit.
          </Trans>
        }
        isWide
      >
        <GraphChoices search={search} />
        {work.error !== null && <Failure error={work.error} again={work.again} />}
        {work.isReading && work.shares.length === 0 ? <ListSkeleton rows={4} /> : <Drawn work={work} by={search.by} />}
        <PartShown work={work} />
        {work.completeness !== null && <CompletenessNote completeness={work.completeness} />}
      </Page>
    </Glance>
  );
}

interface DrawnProps {
  readonly work: SharedWork;
  readonly by: GraphSearch["by"];
}

function Drawn({ work: { shares, isReading, error }, by }: DrawnProps) {
  const { t } = useLingui();
  const { ofOne, ofMany } = useWhy();
  const { nodes, edges } = useMemo(
    () => (by === "organization" ? graphOfOrganizations(shares, ofOne) : graphOfPartners(shares, ofMany)),
    [shares, by, ofOne, ofMany],
  );
  if (nodes.length === 0) return error === null && !isReading ? <NothingShared /> : null;
  return (
    <>
      <RelationGraph label={t`Who works with whom in the network`} nodes={nodes} edges={edges}>
        {({ id, name, kind }) =>
          kind === "partner" ? <PartnerNode id={id} name={name} /> : <OrganizationNode id={id} name={name} />
        }
      </RelationGraph>
      <p className="hint">
        {by === "organization" ? (
          <Trans>
            Every dot is an organization, every line one piece of shared work. The larger a dot, the more it shares.
          </Trans>
        ) : (
          <Trans>
            Every dot is a partner; a line joins two that share work across their directories. The larger a dot, the
            more it shares. Work within one partner is not drawn: look at organizations for that.
          </Trans>
        )}
      </p>
    </>
  );
}

function OrganizationNode({ id, name }: { readonly id: string; readonly name: string }) {
  return (
    <p className="card-kicker">
      <TypeMark type="organization" />
      <RecordLink id={id}>{name}</RecordLink>
    </p>
  );
}

function PartnerNode({ id, name }: { readonly id: string; readonly name: string }) {
  return (
    <p className="card-kicker">
      <Trans>Partner</Trans>
      <Link to="/find" search={{ partner: [id] }} dir="auto">
        {plainText(name)}
      </Link>
    </p>
  );
}

function NothingShared() {
  return (
    <Empty>
      <p>
        <Trans>No shared work of this kind is known.</Trans>
      </p>
      <p>
        <Link to="/network/graph" search={{}}>
          <Trans>Show every kind, on every topic</Trans>
        </Link>
      </p>
      <p>
        <Link to="/exchanges">
          <Trans>Propose an exchange</Trans>
        </Link>
      </p>
    </Empty>
  );
}

function useWhy() {
  const { i18n } = useLingui();
  const words = useWorkWords();
  const formats = useFormats();
  return useMemo(
    () => ({
      ofOne: ({ kind, title }: Share): string => `${words.one[kind]} “${plainText(title)}”`,
      ofMany: (shares: readonly Share[]): string =>
        formats.list(
          WORK.flatMap((kind) => {
            const count = shares.filter((each) => each.kind === kind).length;
            return count === 0 ? [] : [words.many(kind, count)];
          }),
        ),
    }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the words are those of the language
    [i18n.locale],
  );
}

/** Says of how much the graph was made. */
function PartShown({ work: { looked, shares } }: { readonly work: SharedWork }) {
  if (looked.length === 0) return null;
  return (
    <p className="hint" role="status">
      <Plural
        value={shares.length}
        one="# piece of shared work was found in:"
        other="# pieces of shared work were found in:"
      />{" "}
      <LookedAt looked={looked} />
    </p>
  );
}

function LookedAt({ looked }: { readonly looked: readonly Looked[] }) {
  const { t } = useLingui();
  const formats = useFormats();
  const words = (each: Looked): string => {
    const [read, total] = [formats.number(each.read), formats.number(each.total)];
    if (each.of === "practices")
      return each.read < each.total ? t`the latest ${read} of ${total} practices` : t`all ${total} practices`;
    if (each.of === "projects")
      return each.read < each.total ? t`the latest ${read} of ${total} projects` : t`all ${total} projects`;
    return each.read < each.total ? t`the latest ${read} of ${total} exchanges` : t`all ${total} exchanges`;
  };
  return <>{formats.list(looked.map(words))}.</>;
}
