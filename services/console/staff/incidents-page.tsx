// What went wrong with partners, the latest first. In: the address: a partner. Out: the page.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { nextOf, Paged } from "../ui/paged.js";
import { useAsk } from "../graph/use-ask.js";
import { Empty } from "../ui/asked.js";
import { useFormats } from "../ui/dates.js";
import { Page } from "../ui/page.js";
import { Name, plainText } from "../ui/text.js";
import { Health } from "./health.js";
import { Incidents, PartnerNames, type IncidentsQuery } from "./operations.js";
import { useIncidentWords } from "./words.js";

type Incident = NonNullable<IncidentsQuery["incidents"]>["edges"][number]["node"];

/** The page. */
export function IncidentsPage() {
  return (
    <Health>
      <IncidentsView />
    </Health>
  );
}

function IncidentsView() {
  const { t } = useLingui();
  const { partner } = useSearch({ from: "/staff/incidents" });
  return (
    <Page title={t`Incidents`} lead={<Trans>What the hub noticed of partners, and what it did about it.</Trans>}>
      <PartnerChoice partner={partner} />
      <Paged document={Incidents} variables={{ partner: partner ?? null }} next={({ incidents }) => nextOf(incidents)}>
        {({ incidents }, isFirst) => (
          <>
            {isFirst && <Count total={incidents?.totalCount ?? 0} />}
            <ul className="cards">
              {incidents?.edges.map(({ node }) => (
                <li key={node.id}>
                  <IncidentCard incident={node} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Paged>
    </Page>
  );
}

function PartnerChoice({ partner }: { readonly partner: string | undefined }) {
  const navigate = useNavigate();
  const partners = useAsk(PartnerNames, {}).data?.data.partners ?? [];
  const isOther = partner !== undefined && !partners.some(({ key }) => key === partner);
  const choose = (key: string): void =>
    void navigate({
      to: "/staff/incidents",
      search: key === "" ? {} : { partner: key },
      replace: true,
      resetScroll: false,
    });
  return (
    <label className="staff-choice">
      <Trans>Partner</Trans>
      <select value={partner ?? ""} onChange={({ target }) => choose(target.value)}>
        <option value="">
          <AllPartners />
        </option>
        {isOther && <option value={partner}>{partner}</option>}
        {partners.map(({ key, name }) => (
          <option key={key} value={key}>
            {plainText(name)}
          </option>
        ))}
      </select>
    </label>
  );
}

function AllPartners() {
  return <Trans>All partners</Trans>;
}

function Count({ total }: { readonly total: number }) {
  if (total > 0)
    return (
      <p className="hint" role="status">
        <Plural value={total} one="# incident" other="# incidents" />
      </p>
    );
  return (
    <Empty>
      <p>
        <Trans>Nothing was noticed.</Trans>
      </p>
      <p>
        <Link to="/staff">
          <Trans>See how the partners are</Trans>
        </Link>
      </p>
    </Empty>
  );
}

function IncidentCard({ incident: { partner, at, kind, detail } }: { readonly incident: Incident }) {
  const formats = useFormats();
  const words = useIncidentWords();
  const names = usePartnerName();
  return (
    <div className="card">
      <p className="card-kicker">
        <Name>{names(partner)}</Name>
        <time dateTime={at}>{formats.time(at)}</time>
      </p>
      <h2 className="card-title">{words(kind)}</h2>
      <p>{plainText(detail)}</p>
    </div>
  );
}

/** What partners of any state are called; their key until that is known. */
function usePartnerName(): (key: string) => string {
  const partners = useAsk(PartnerNames, {}).data?.data.partners ?? [];
  return (key) => partners.find((each) => each.key === key)?.name ?? key;
}
