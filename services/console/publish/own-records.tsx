// A partner's own records, type by type. In: the partner. Out: lists, each record with ways to change and withdraw it.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { nextOf, Paged } from "../ui/paged.js";
import type { Document } from "../graph/document.js";
import { useAct } from "../graph/use-act.js";
import { Empty } from "../ui/asked.js";
import { When } from "../ui/dates.js";
import { FormDialog } from "../ui/dialog.js";
import { useLabels } from "../ui/labels.js";
import { RecordLink } from "../ui/record-link.js";
import { plainText } from "../ui/text.js";
import type { PublishedType } from "./field-types.js";
import { OwnEvents, OwnOrganizations, OwnPeople, OwnPractices, OwnProjects, Withdraw } from "./operations.js";
import type { OwnPracticesQuery, OwnPartnerQuery } from "./operations.js";

type Counts = NonNullable<NonNullable<OwnPartnerQuery["viewer"]>["partner"]>["counts"];
type Connection = NonNullable<OwnPracticesQuery["practices"]>;
type OwnRecord = Omit<Connection["nodes"][number], "__typename">;
type Records = Omit<Connection, "nodes"> & { readonly nodes: readonly OwnRecord[] };
type Variables = { readonly partner: string; readonly after?: string | null | undefined };

interface OwnRecordsProps {
  readonly partner: string;
  readonly counts: Counts;
  readonly mayChange: boolean;
}

/** The lists, one at a time. */
export function OwnRecords({ partner, counts, mayChange }: OwnRecordsProps) {
  const { t } = useLingui();
  const [shown, setShown] = useState("practice");
  const tabs: ReadonlyArray<readonly [PublishedType, string, number | undefined]> = [
    ["practice", t`Practices`, counts?.practices],
    ["person", t`People`, counts?.people],
    ["project", t`Projects`, counts?.projects],
    ["event", t`Events`, counts?.events],
    ["organization", t`Organizations`, counts?.organizations],
  ];
  return (
    <Tabs selectedKey={shown} onSelectionChange={(key) => setShown(String(key))}>
      <TabList className="record-tabs" aria-label={t`Types of records`}>
        {tabs.map(([type, label, count]) => (
          <Tab key={type} id={type} className="record-tab">
            {label} {count !== undefined && <span className="count">{count}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map(([type]) => (
        <TabPanel key={type} id={type}>
          <RecordList type={type} partner={partner} mayChange={mayChange} />
        </TabPanel>
      ))}
    </Tabs>
  );
}

type ListProps = Omit<OwnRecordsProps, "counts"> & { readonly type: PublishedType };

function RecordList({ type, ...props }: ListProps) {
  switch (type) {
    case "organization":
      return <TypedList {...props} type={type} document={OwnOrganizations} of={(data) => data.organizations} />;
    case "person":
      return <TypedList {...props} type={type} document={OwnPeople} of={(data) => data.people} />;
    case "project":
      return <TypedList {...props} type={type} document={OwnProjects} of={(data) => data.projects} />;
    case "practice":
      return <TypedList {...props} type={type} document={OwnPractices} of={(data) => data.practices} />;
    case "event":
      return <TypedList {...props} type={type} document={OwnEvents} of={(data) => data.events} />;
  }
}

interface TypedListProps<D> extends ListProps {
  readonly document: Document<D, Variables>;
  readonly of: (data: D) => Records | null;
}

function TypedList<D>({ document, of, type, partner, mayChange }: TypedListProps<D>) {
  return (
    <Paged document={document} variables={{ partner }} next={(data) => nextOf(of(data))}>
      {(data) => {
        const records = of(data)?.nodes ?? [];
        if (records.length === 0) return <NoneYet type={type} mayChange={mayChange} />;
        return (
          <ul className="own-records">
            {records.map((record) => (
              <OneRecord key={record.id} record={record} type={type} mayChange={mayChange} />
            ))}
          </ul>
        );
      }}
    </Paged>
  );
}

function NoneYet({ type, mayChange }: Pick<ListProps, "type" | "mayChange">) {
  return (
    <Empty>
      <Trans>None yet.</Trans>{" "}
      {mayChange && (
        <Link to="/publish/$type" params={{ type }}>
          <Trans>Publish the first one</Trans>
        </Link>
      )}
    </Empty>
  );
}

interface OneRecordProps extends Pick<ListProps, "type" | "mayChange"> {
  readonly record: OwnRecord;
}

function OneRecord({ record, type, mayChange }: OneRecordProps) {
  const { t } = useLingui();
  const { visibility } = useLabels();
  const { id, updatedAt, language } = record;
  const name = plainText(record.name);
  return (
    <li>
      <span>
        <RecordLink id={id} language={language}>
          {name}
        </RecordLink>{" "}
        <span className="hint">
          <Trans>
            changed <When at={updatedAt} />
          </Trans>
          {record.visibility === "NETWORK" && ` · ${visibility.NETWORK}`}
        </span>
      </span>
      {mayChange && (
        <span className="card-acts">
          <Link
            className="button button-small"
            to="/publish/$type"
            params={{ type }}
            search={{ id }}
            aria-label={t`Change ${name}`}
          >
            <Trans>Change</Trans>
          </Link>
          <WithdrawButton id={id} name={name} />
        </span>
      )}
    </li>
  );
}

function WithdrawButton({ id, name }: { readonly id: string; readonly name: string }) {
  const { t } = useLingui();
  const act = useAct(Withdraw, { done: t`Withdrawn. Within a minute it is gone everywhere.` });
  return (
    <FormDialog
      title={t`Withdraw “${name}”?`}
      buttonClass="button button-small"
      button={
        <>
          <Trans>Withdraw</Trans>
          <span className="visually-hidden">{` (${name})`}</span>
        </>
      }
      submit={t`Withdraw it`}
      intro={
        <Trans>It leaves the network within a minute: searches, feeds and exports too. This cannot be undone.</Trans>
      }
      onSubmit={() => act.mutateAsync({ id })}
    >
      {null}
    </FormDialog>
  );
}
