// What members found should not be here, and the decision on it. In: nothing. Out: the page.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { Button } from "react-aria-components";
import { Empty, Failure } from "../ui/asked.js";
import { Page } from "../ui/page.js";
import { ListSkeleton } from "../ui/skeleton.js";
import { Health } from "./health.js";
import { ReportedCard } from "./reported-card.js";
import { useFlags, type ReportedSubject } from "./use-flags.js";
import { useNames } from "./use-names.js";

/** The page. */
export function ModerationPage() {
  const { t } = useLingui();
  return (
    <Health>
      <Page
        title={t`Moderation`}
        lead={
          <Trans>What members reported, the oldest first. Whoever wrote it is told where you hide or remove it.</Trans>
        }
      >
        <Queue />
      </Page>
    </Health>
  );
}

function Queue() {
  const { subjects, total, query } = useFlags();
  if (query.isPending) return <ListSkeleton rows={4} />;
  return (
    <>
      {query.error !== null && <Failure error={query.error} again={() => void query.refetch()} />}
      {query.data !== undefined && <Count total={total} />}
      <ReportedList subjects={subjects} />
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

function Count({ total }: { readonly total: number }) {
  if (total > 0)
    return (
      <p className="hint" role="status">
        <Plural value={total} one="# report waits" other="# reports wait" />
      </p>
    );
  return (
    <Empty>
      <p>
        <Trans>Nothing was reported.</Trans>
      </p>
      <p>
        <Link to="/communities">
          <Trans>See what is discussed</Trans>
        </Link>
      </p>
    </Empty>
  );
}

/** As many names as may be asked for at once. */
const MOST_NAMES = 100;

function ReportedList({ subjects }: { readonly subjects: readonly ReportedSubject[] }) {
  const names = useNames(subjects.flatMap(({ flags: [{ about }] }) => about ?? []).slice(0, MOST_NAMES));
  return (
    <ul className="cards">
      {subjects.map((reported) => (
        <li key={reported.subject}>
          <ReportedCard reported={reported} name={names(reported.flags[0].about ?? "")} />
        </li>
      ))}
    </ul>
  );
}
