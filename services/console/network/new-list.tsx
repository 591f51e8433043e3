// What was published or changed, this week first, by day. In: a type. Out: sections of days.
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { Button } from "react-aria-components";
import { Empty, Failure } from "../ui/asked.js";
import { useFormats } from "../ui/dates.js";
import { OtherLanguage, pageTypeOf } from "../ui/hit-card.js";
import { ExportList } from "../ui/export-list.js";
import { Section } from "../ui/page.js";
import { RecordLink } from "../ui/record-link.js";
import { ListSkeleton } from "../ui/skeleton.js";
import { Name, plainText } from "../ui/text.js";
import { TypeMark } from "../ui/type-mark.js";
import { dayOf, groupBy, isThisWeek } from "./by-day.js";
import type { NewType } from "./routes.js";
import { useFirstPublished, useNewest, type NewHit } from "./use-newest.js";

/** The list. */
export function NewList({ type }: { readonly type: NewType | undefined }) {
  const query = useNewest(type);
  const pages = useMemo(
    () => (query.data?.pages ?? []).map(({ data }) => data.search?.edges.map(({ node }) => node) ?? []),
    [query.data],
  );
  const hits = pages.flat();
  const isNew = useFirstPublished(pages);
  const thisWeek = hits.filter(({ updatedAt }) => isThisWeek(updatedAt));
  const before = hits.filter(({ updatedAt }) => !isThisWeek(updatedAt));
  if (query.isPending) return <ListSkeleton rows={6} />;
  return (
    <>
      {query.error !== null && <Failure error={query.error} again={() => void query.refetch()} />}
      <Section title={<Trans>This week</Trans>}>
        {thisWeek.length === 0 ? (
          <NothingThisWeek isAll={type === undefined} />
        ) : (
          <Days hits={thisWeek} isNew={isNew} />
        )}
      </Section>
      {before.length > 0 && (
        <Section title={<Trans>Before that</Trans>}>
          <Days hits={before} isNew={isNew} />
        </Section>
      )}
      <ExportList
        name="new"
        rows={hits.map(({ id, type: kind, name, summary, language, updatedAt }) => ({
          ...{ id, type: kind, name, summary, language, updatedAt },
        }))}
      />
      {query.hasNextPage && (
        <p className="more">
          <Button className="button" isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
            <Trans>Show more</Trans>
          </Button>
        </p>
      )}
    </>
  );
}

function NothingThisWeek({ isAll }: { readonly isAll: boolean }) {
  return (
    <Empty>
      <p>
        {isAll ? (
          <Trans>Nothing was published or changed this week.</Trans>
        ) : (
          <Trans>Nothing of this kind was published or changed this week.</Trans>
        )}
      </p>
      <p>
        <Link to="/publish">
          <Trans>Publish something</Trans>
        </Link>
      </p>
    </Empty>
  );
}

interface DaysProps {
  readonly hits: readonly NewHit[];
  /** Whether it was published then, and not only changed; null while that is not known. */
  readonly isNew: (hit: NewHit) => boolean | null;
}

function Days({ hits, isNew }: DaysProps) {
  const formats = useFormats();
  return (
    <>
      {groupBy(hits, ({ updatedAt }) => dayOf(updatedAt)).map(({ key, items }) => (
        <section key={key} className="day">
          <h3>{formats.day(key)}</h3>
          <ul className="day-list">
            {items.map((hit) => (
              <li key={hit.id}>
                <NewLine hit={hit} isNew={isNew(hit)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function NewLine({ hit, isNew }: { readonly hit: NewHit; readonly isNew: boolean | null }) {
  const { id, type, name, language, summary, organizationName } = hit;
  return (
    <>
      <p className="card-kicker">
        <TypeMark type={pageTypeOf(type)} />
        {isNew === true && (
          <span className="pill pill-good">
            <Trans>New</Trans>
          </span>
        )}
        {isNew === false && (
          <span className="pill">
            <Trans>Updated</Trans>
          </span>
        )}
        {organizationName !== null && <Name>{organizationName}</Name>}
        <OtherLanguage tag={language} />
      </p>
      <p>
        <RecordLink id={id} language={language}>
          {name}
        </RecordLink>
      </p>
      {summary !== null && (
        <p className="hint day-summary" dir="auto" lang={language}>
          {plainText(summary)}
        </p>
      )}
    </>
  );
}
