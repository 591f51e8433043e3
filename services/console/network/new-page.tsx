// What was published, changed or withdrawn lately, by day. In: the address: a type, or what was withdrawn. Out: the page.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useSearch } from "@tanstack/react-router";
import { pageTypeOf } from "../ui/hit-card.js";
import { Page } from "../ui/page.js";
import { useTypeWords } from "../ui/type-mark.js";
import { Glance, ONLY_THIS } from "./glance.js";
import { NewList } from "./new-list.js";
import { NEW_TYPES, type NewSearch, type NewType } from "./routes.js";
import { WithdrawnList } from "./withdrawn-list.js";

/** The page. */
export function NewPage() {
  const { t } = useLingui();
  const search = useSearch({ from: "/new" });
  return (
    <Glance>
      <Page
        title={t`New in the network`}
        lead={<Trans>What partners published, changed or withdrew, the latest first.</Trans>}
      >
        <Kinds search={search} />
        {search.show === undefined && <Types type={search.type} />}
        {search.show === "withdrawn" ? <WithdrawnList /> : <NewList key={search.type} type={search.type} />}
      </Page>
    </Glance>
  );
}

function Kinds({ search: { show } }: { readonly search: NewSearch }) {
  const { t } = useLingui();
  return (
    <nav className="glance-filters" aria-label={t`What happened`}>
      <Link
        to="/new"
        search={{}}
        aria-current={show === undefined ? "true" : undefined}
        activeOptions={ONLY_THIS}
        resetScroll={false}
      >
        <Trans>Published or changed</Trans>
      </Link>
      <Link
        to="/new"
        search={{ show: "withdrawn" }}
        aria-current={show === undefined ? undefined : "true"}
        activeOptions={ONLY_THIS}
        resetScroll={false}
      >
        <Trans>Withdrawn</Trans>
      </Link>
    </nav>
  );
}

function Types({ type }: { readonly type: NewType | undefined }) {
  const { t } = useLingui();
  const words = useTypeWords();
  const choices: ReadonlyArray<readonly [NewType | undefined, string]> = [
    [undefined, t`Everything`],
    ...NEW_TYPES.map((each) => [each, words[pageTypeOf(each)]] as const),
  ];
  return (
    <nav className="glance-filters" aria-label={t`What it is`}>
      {choices.map(([value, word]) => (
        <Link
          key={word}
          to="/new"
          search={value === undefined ? {} : { type: value }}
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
