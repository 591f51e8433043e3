// Exchanges between teams: joint projects, staff exchanges, field visits. In: which kind. Out: those that one may know of, and a
// form that proposes one.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link, useSearch } from "@tanstack/react-router";
import { Empty } from "../ui/asked.js";
import { useLabels } from "../ui/labels.js";
import { Page } from "../ui/page.js";
import { rowsOfExchanges } from "./exported.js";
import { ExchangeCard } from "./exchange-card.js";
import { Exchanges } from "./operations.js";
import { nextOf, Paged } from "../ui/paged.js";
import { ProposeExchange } from "./propose-exchange.js";
import { EXCHANGE_KINDS } from "./routes.js";
import { TakePart } from "./take-part.js";

/** The page. */
export function ExchangesPage() {
  const { t } = useLingui();
  const { kind } = useSearch({ from: "/exchanges" });
  return (
    <TakePart>
      <Page
        title={t`Exchanges between teams`}
        lead={
          <Trans>Work on a project together, lend each other staff for a while, or go and see how others do it.</Trans>
        }
        actions={<ProposeExchange />}
      >
        <Kinds kind={kind} />
        <ExchangeList kind={kind} />
      </Page>
    </TakePart>
  );
}

type Kind = (typeof EXCHANGE_KINDS)[number] | undefined;

function ExchangeList({ kind }: { readonly kind: Kind }) {
  const variables = { kind: kind === undefined ? null : [kind] };
  return (
    <Paged
      document={Exchanges}
      variables={variables}
      next={(data) => nextOf(data.exchanges)}
      exported={{ name: "exchanges", rowsOf: rowsOfExchanges }}
    >
      {({ exchanges }, isFirst) => (
        <>
          {isFirst && (
            <p role="status" className="hint">
              <Plural value={exchanges?.totalCount ?? 0} one="# exchange" other="# exchanges" />
            </p>
          )}
          {exchanges?.totalCount === 0 && (
            <Empty>
              <Trans>
                None yet. Propose one: find an association whose work interests you, and say what you have in mind.
              </Trans>
            </Empty>
          )}
          <ul className="cards">
            {exchanges?.edges.map(({ node }) => (
              <li key={node.id}>
                <ExchangeCard exchange={node} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Paged>
  );
}

function Kinds({ kind }: { readonly kind: Kind }) {
  const { t } = useLingui();
  const { exchangeKind } = useLabels();
  return (
    <nav className="filters" aria-label={t`Which exchanges`}>
      {[undefined, ...EXCHANGE_KINDS].map((value) => (
        <Link
          key={value ?? "all"}
          to="/exchanges"
          search={value === undefined ? {} : { kind: value }}
          data-chosen={value === kind}
          activeOptions={{ exact: true, includeSearch: true }}
        >
          {value === undefined ? t`All` : exchangeKind[value]}
        </Link>
      ))}
    </nav>
  );
}
