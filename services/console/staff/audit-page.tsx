// Who did what, the latest first. In: the address: since which day. Out: the page, and the list to take away.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Download } from "lucide-react";
import { Button } from "react-aria-components";
import { Empty, Failure } from "../ui/asked.js";
import { useFormats } from "../ui/dates.js";
import { ExportMenu } from "../ui/export-menu.js";
import { Page } from "../ui/page.js";
import { RecordLink, typeOfId } from "../ui/record-link.js";
import { ListSkeleton } from "../ui/skeleton.js";
import { plainText } from "../ui/text.js";
import { Health } from "./health.js";
import { useAudit, type AuditEntry } from "./use-audit.js";
import { useActWords } from "./words.js";

/** The page. */
export function AuditPage() {
  const { t } = useLingui();
  return (
    <Health>
      <Page
        title={t`Audit log`}
        lead={<Trans>Who did what in the network. Nothing here can be changed or removed.</Trans>}
        isWide
      >
        <AuditView />
      </Page>
    </Health>
  );
}

function AuditView() {
  const { since } = useSearch({ from: "/staff/audit" });
  const { entries, total, query } = useAudit(since);
  if (query.isPending) return <ListSkeleton rows={6} />;
  return (
    <>
      {query.error !== null && <Failure error={query.error} again={() => void query.refetch()} />}
      <div className="staff-row">
        <SinceChoice since={since} />
        <ExportMenu
          name="audit"
          rows={entries.map(({ id, at, actor, action, subject, note }) => ({ id, at, actor, action, subject, note }))}
          button={
            <>
              <Download aria-hidden="true" />
              <Trans>Export</Trans>
            </>
          }
        />
      </div>
      {entries.length === 0 ? <NothingDone /> : <Entries entries={entries} total={total} />}
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

function SinceChoice({ since }: { readonly since: string | undefined }) {
  const navigate = useNavigate();
  const choose = (day: string): void =>
    void navigate({ to: "/staff/audit", search: day === "" ? {} : { since: day }, replace: true, resetScroll: false });
  return (
    <label className="staff-choice">
      <Trans>Since</Trans>
      <input className="input" type="date" defaultValue={since ?? ""} onChange={({ target }) => choose(target.value)} />
    </label>
  );
}

function NothingDone() {
  return (
    <Empty>
      <p>
        <Trans>Nothing was done in this time.</Trans>
      </p>
    </Empty>
  );
}

function Entries({ entries, total }: { readonly entries: readonly AuditEntry[]; readonly total: number }) {
  const { t } = useLingui();
  return (
    <>
      <p className="hint" role="status">
        <Plural value={total} one="# act" other="# acts" />
      </p>
      <div className="table-scroll" role="region" aria-label={t`Audit log`} tabIndex={0}>
        <table className="audit">
          <thead>
            <tr>
              <th scope="col">
                <Trans>When</Trans>
              </th>
              <th scope="col">
                <Trans>Who</Trans>
              </th>
              <th scope="col">
                <Trans>What</Trans>
              </th>
              <th scope="col">
                <Trans>To what</Trans>
              </th>
              <th scope="col">
                <Trans>Note</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <EntryRow key={entry.id} entry={entry} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function EntryRow({ entry: { at, actor, action, subject, note } }: { readonly entry: AuditEntry }) {
  const formats = useFormats();
  const words = useActWords();
  return (
    <tr>
      <td>
        <time dateTime={at}>{formats.time(at)}</time>
      </td>
      <td>
        <Actor actor={actor} />
      </td>
      <th scope="row">{words(action)}</th>
      <td>{subject !== null && <Subject id={subject} />}</td>
      <td dir="auto">{note === null ? "" : plainText(note)}</td>
    </tr>
  );
}

function Subject({ id }: { readonly id: string }) {
  return typeOfId(id) === null ? <ShortId id={id} /> : <RecordLink id={id}>{id}</RecordLink>;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** As much of an id as tells it from others; the whole of it is in the export. */
function ShortId({ id }: { readonly id: string }) {
  return <code title={id}>{UUID.test(id) ? `${id.slice(0, 8)}…` : id}</code>;
}

/** `member:<id>`, `key:<id>`, the hub itself, or whoever asked about their data. */
function Actor({ actor }: { readonly actor: string }) {
  if (actor === "hub") return <Trans>the hub</Trans>;
  if (actor === "requester") return <Trans>who asked</Trans>;
  if (actor === "anonymous") return <Trans>nobody signed in</Trans>;
  const isMember = actor.startsWith("member:");
  const id = actor.slice(actor.indexOf(":") + 1);
  return (
    <>
      {isMember ? <Trans>member</Trans> : <Trans>access key</Trans>} <ShortId id={id} />
    </>
  );
}
