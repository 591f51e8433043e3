// The first page: one box, what waits for a member, what is new, what the network holds. In: the overview. Out: ways in. It is what
// newcomers load first: what only members see comes later.
import { lazy, Suspense, type ReactNode } from "react";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { loadPageWords } from "../app/language.js";
import { useAsk } from "../graph/use-ask.js";
import { useViewer } from "../graph/session.js";
import { Asked } from "../ui/asked.js";
import { useFormats } from "../ui/dates.js";
import { Page, Section } from "../ui/page.js";
import { RecordLink } from "../ui/record-link.js";
import { SearchBox } from "../ui/search-box.js";
import { ListSkeleton } from "../ui/skeleton.js";
import { Overview } from "./operations.js";
import type { OverviewQuery } from "./operations.js";

const ForMembers = lazy(async () => {
  const [{ ForMembers: part }] = await Promise.all([import("./for-members.js"), loadPageWords()]);
  return { default: part };
});

/** The page. */
export function HomePage() {
  const { t } = useLingui();
  const viewer = useViewer();
  const query = useAsk(Overview, {});
  return (
    <Page title={t`Who knows what, across associations`}>
      <SearchBox />
      <Examples />
      {viewer.acts && (
        <Suspense fallback={<ListSkeleton rows={4} />}>
          <ForMembers />
        </Suspense>
      )}
      <Asked query={query}>{(data) => <AtAGlance overview={data.overview} />}</Asked>
    </Page>
  );
}

function Examples() {
  const { t } = useLingui();
  const examples = [
    t`Who has run respite care in rural areas for less than 20,000 €?`,
    t`food aid with volunteers`,
    t`French-speaking experts in family carers`,
  ];
  return (
    <ul className="examples" aria-label={t`Examples`}>
      {examples.map((q) => (
        <li key={q}>
          <Link to="/find" search={{ q }}>
            {q}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function AtAGlance({ overview }: { readonly overview: OverviewQuery["overview"] }) {
  const formats = useFormats();
  if (overview === null) return null;
  const { partners, organizations, people, projects, practices, events, topTopics } = overview;
  return (
    <>
      <ul className="figures">
        <Figure count={partners} to="/network">
          <Plural value={partners} one="partner" other="partners" />
        </Figure>
        <Figure count={organizations} type="ORGANIZATION">
          <Plural value={organizations} one="organization" other="organizations" />
        </Figure>
        <Figure count={people} type="PERSON">
          <Plural value={people} one="person" other="people" />
        </Figure>
        <Figure count={practices} type="PRACTICE">
          <Plural value={practices} one="practice" other="practices" />
        </Figure>
        <Figure count={projects} type="PROJECT">
          <Plural value={projects} one="project" other="projects" />
        </Figure>
        <Figure count={events} type="EVENT">
          <Plural value={events} one="event" other="events" />
        </Figure>
      </ul>
      <Section title={<Trans>What the network knows most about</Trans>}>
        <ul className="tags">
          {topTopics.map(({ value, label, count }) => (
            <li key={value}>
              <RecordLink id={value}>{`${label} (${formats.number(count)})`}</RecordLink>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

interface FigureProps {
  readonly count: number;
  readonly type?: string;
  readonly to?: "/network";
  readonly children: ReactNode;
}

function Figure({ count, type, to = undefined, children }: FigureProps) {
  const formats = useFormats();
  const content = (
    <>
      <strong>{formats.number(count)}</strong> {children}
    </>
  );
  return (
    <li>
      {to === undefined ? (
        <Link to="/find" search={type === undefined ? {} : { type: [type] }}>
          {content}
        </Link>
      ) : (
        <Link to={to}>{content}</Link>
      )}
    </li>
  );
}
