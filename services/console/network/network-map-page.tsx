// The network on a map, its partners beside it, what it holds in numbers. In: nothing. Out: the page.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { Button } from "react-aria-components";
import { useAsk } from "../graph/use-ask.js";
import { Asked, Empty, Failure } from "../ui/asked.js";
import { useFormats, When } from "../ui/dates.js";
import { ExportList } from "../ui/export-list.js";
import { WorldMap } from "../ui/map/world-map.js";
import { Page } from "../ui/page.js";
import { RecordLink } from "../ui/record-link.js";
import { ListSkeleton } from "../ui/skeleton.js";
import { Name } from "../ui/text.js";
import { TypeMark } from "../ui/type-mark.js";
import { CompletenessNote } from "./completeness-note.js";
import { Glance } from "./glance.js";
import { NetworkPartners, type NetworkPartnersQuery } from "./operations.js";
import { PartnerList } from "./partner-list.js";
import { useOrganizations, type OrganizationPoint, type OrganizationsSoFar } from "./use-organizations.js";

/** The page. */
export function NetworkMapPage() {
  const { t } = useLingui();
  const partners = useAsk(NetworkPartners, {});
  return (
    <Glance>
      <Page
        title={t`The network at a glance`}
        lead={<Trans>Where its organizations are, who its partners are, and how they are just now.</Trans>}
        aside={
          <section>
            <h2>
              <Trans>Partners</Trans>
            </h2>
            <Asked query={partners}>{(data) => <PartnerList partners={data.partners ?? []} />}</Asked>
          </section>
        }
      >
        <Asked query={partners} rows={1}>
          {({ overview }) => (overview === null ? null : <Figures overview={overview} />)}
        </Asked>
        <OrganizationMap />
      </Page>
    </Glance>
  );
}

type Overview = NonNullable<NetworkPartnersQuery["overview"]>;

function Figures({ overview }: { readonly overview: Overview }) {
  const { organizations, people, practices, projects, events, asOf } = overview;
  const figures = [
    ["ORGANIZATION", organizations, <Plural key="o" value={organizations} one="organization" other="organizations" />],
    ["PERSON", people, <Plural key="p" value={people} one="person" other="people" />],
    ["PRACTICE", practices, <Plural key="r" value={practices} one="practice" other="practices" />],
    ["PROJECT", projects, <Plural key="j" value={projects} one="project" other="projects" />],
    ["EVENT", events, <Plural key="e" value={events} one="event" other="events" />],
  ] as const;
  return (
    <>
      <ul className="glance-figures">
        {figures.map(([type, count, word]) => (
          <li key={type}>
            <Link to="/find" search={{ type: [type] }}>
              <Count count={count} /> {word}
            </Link>
          </li>
        ))}
      </ul>
      <p className="hint">
        <Trans>
          As the hub knew it <When at={asOf} />.
        </Trans>
      </p>
    </>
  );
}

function Count({ count }: { readonly count: number }) {
  return <strong>{useFormats().number(count)}</strong>;
}

function OrganizationMap() {
  const { t } = useLingui();
  const found = useOrganizations();
  const { points, read, completeness, error, isReading } = found;
  if (read === 0 && isReading) return <ListSkeleton rows={5} />;
  return (
    <>
      {error !== null && <Failure error={error} again={found.again} />}
      {points.length === 0 ? (
        error === null && <NoPlaces />
      ) : (
        <WorldMap label={t`Map of the network's organizations`} points={points}>
          {(point) => <OrganizationCard point={point} />}
        </WorldMap>
      )}
      <Progress found={found} />
      <ExportList
        name="organizations"
        rows={points.map(({ id, name, latitude, longitude, where }) => ({
          id,
          name,
          place: where,
          latitude,
          longitude,
        }))}
      />
      {completeness !== null && <CompletenessNote completeness={completeness} />}
    </>
  );
}

function NoPlaces() {
  return (
    <Empty>
      <p>
        <Trans>No organization says where it is yet.</Trans>
      </p>
      <p>
        <Link to="/find" search={{ type: ["ORGANIZATION"] }}>
          <Trans>See them as a list</Trans>
        </Link>
      </p>
    </Empty>
  );
}

function Progress({
  found: { points, read, total, isReading, hasMore, more },
}: {
  readonly found: OrganizationsSoFar;
}) {
  const formats = useFormats();
  const unplaced = read - points.length;
  return (
    <p className="hint" role="status">
      {isReading || hasMore ? (
        <Trans>
          {formats.number(read)} of {formats.number(total)} organizations so far.
        </Trans>
      ) : (
        <Plural value={read} one="# organization." other="# organizations." />
      )}{" "}
      {unplaced > 0 && (
        <Plural
          value={unplaced}
          one="# of them does not say where it is."
          other="# of them do not say where they are."
        />
      )}{" "}
      {hasMore && !isReading && (
        <Button className="button button-small" onPress={more}>
          <Trans>Show more</Trans>
        </Button>
      )}
    </p>
  );
}

function OrganizationCard({ point: { organization, where } }: { readonly point: OrganizationPoint }) {
  const { id, name, language, partner } = organization;
  return (
    <div className="card">
      <p className="card-kicker">
        <TypeMark type="organization" />
        {partner !== null && <Name>{partner.name}</Name>}
        {where !== null && <Name>{where}</Name>}
      </p>
      <h3>
        <RecordLink id={id} language={language}>
          {name}
        </RecordLink>
      </h3>
    </div>
  );
}
