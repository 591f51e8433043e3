// How every partner is, and what can be done about it. In: nothing. Out: the page.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { RefreshCw } from "lucide-react";
import { Button } from "react-aria-components";
import { useAsk } from "../graph/use-ask.js";
import { Asked, Empty } from "../ui/asked.js";
import { useFormats } from "../ui/dates.js";
import { Page, Section } from "../ui/page.js";
import { AdviceList } from "./advice-list.js";
import { Health } from "./health.js";
import { Board, Pending, type BoardQuery } from "./operations.js";
import { PartnerTable } from "./partner-table.js";

type Partner = NonNullable<BoardQuery["partners"]>[number];

/** The page. */
export function BoardPage() {
  return (
    <Health>
      <BoardView />
    </Health>
  );
}

function BoardView() {
  const { t } = useLingui();
  const query = useAsk(Board, {});
  return (
    <Page title={t`Health of the network`} lead={<Trans>How the partners are, and what to tell them.</Trans>} isWide>
      <WaitingToJoin />
      <Asked query={query} rows={6}>
        {({ partners }, { at }) =>
          partners === null || partners.length === 0 ? (
            <NoPartners />
          ) : (
            <>
              <InShort partners={partners} at={at} again={() => void query.refetch()} isBusy={query.isFetching} />
              <AdviceList partners={partners} />
              <Section title={<Trans>All partners</Trans>}>
                <PartnerTable partners={partners} />
              </Section>
            </>
          )
        }
      </Asked>
    </Page>
  );
}

function NoPartners() {
  return (
    <Empty>
      <p>
        <Trans>The network has no partners yet.</Trans>
      </p>
      <p>
        <Link to="/staff/joining">
          <Trans>Let the first one join</Trans>
        </Link>
      </p>
    </Empty>
  );
}

function WaitingToJoin() {
  const waiting = useAsk(Pending, {}).data?.data.partners?.length ?? 0;
  if (waiting === 0) return null;
  return (
    <p className="notice">
      <Link to="/staff/joining">
        <Plural value={waiting} one="# partner waits to be approved" other="# partners wait to be approved" />
      </Link>
    </p>
  );
}

interface InShortProps {
  readonly partners: readonly Partner[];
  readonly at: number;
  readonly isBusy: boolean;
  readonly again: () => void;
}

/** The counts in one line, and as of when. */
function InShort({ partners, at, isBusy, again }: InShortProps) {
  const formats = useFormats();
  const active = partners.filter(({ state }) => state === "ACTIVE");
  const count = (state: string): number => active.filter(({ health }) => health?.state === state).length;
  const [up, slow, down, unknown] = [count("UP"), count("SLOW"), count("DOWN"), count("UNKNOWN")];
  const away = partners.length - active.length;
  return (
    <div className="in-short" role="status">
      <span className="pill pill-good">
        <Plural value={up} one="# answers" other="# answer" />
      </span>
      {slow > 0 && (
        <span className="pill pill-warn">
          <Plural value={slow} one="# is slow" other="# are slow" />
        </span>
      )}
      {down > 0 && (
        <span className="pill pill-bad">
          <Plural value={down} one="# does not answer" other="# do not answer" />
        </span>
      )}
      {unknown > 0 && (
        <span className="pill">
          <Plural value={unknown} one="# was not asked lately" other="# were not asked lately" />
        </span>
      )}
      {away > 0 && (
        <span className="pill pill-warn">
          <Plural value={away} one="# is suspended or held back" other="# are suspended or held back" />
        </span>
      )}
      <span className="hint">
        <Trans>As of {formats.time(new Date(at).toISOString())}.</Trans>
      </span>
      <Button className="button button-small" onPress={again} isPending={isBusy}>
        <RefreshCw aria-hidden="true" />
        <Trans>Look again</Trans>
      </Button>
    </div>
  );
}
