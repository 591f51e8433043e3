// Publishing a record, or changing one. In: its type and, to change one, its id. Out: a form with a preview.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { MissingPage } from "../app/broken-page.js";
import { useOurselves } from "../community/ourselves.js";
import { useAsk } from "../graph/use-ask.js";
import { Asked } from "../ui/asked.js";
import { Page } from "../ui/page.js";
import { ListSkeleton } from "../ui/skeleton.js";
import type { Cells } from "./cells-of-form.js";
import { startOfRecord, type FormStart } from "./cells-of-record.js";
import { PUBLISHED_TYPES, type PublishedType } from "./field-types.js";
import { useFormTitles } from "./new-record-links.js";
import { RecordForForm } from "./operations.js";
import { OnlyForPublishers } from "./only-for-publishers.js";
import { RecordForm } from "./record-form.js";

/** The page. */
export function RecordFormPage() {
  const { type } = useParams({ from: "/publish/$type" });
  const { id } = useSearch({ from: "/publish/$type" });
  const known = PUBLISHED_TYPES.find((each) => each === type);
  if (known === undefined) return <MissingPage />;
  return <FormPage key={`${known} ${id ?? ""}`} type={known} id={id ?? null} />;
}

interface FormPageProps {
  readonly type: PublishedType;
  readonly id: string | null;
}

function FormPage({ type, id }: FormPageProps) {
  const titles = useFormTitles();
  return (
    <Page
      title={titles[id === null ? "added" : "changed"][type]}
      kicker={
        <Link to="/publish">
          <Trans>What you publish</Trans>
        </Link>
      }
      lead={
        <Trans>Only a few fields are needed. Whatever else you fill in helps others to find it and to judge it.</Trans>
      }
      isWide
    >
      <OnlyForPublishers>
        {(partner) =>
          id === null ? (
            <NewRecord partner={partner} type={type} />
          ) : (
            <ChangedRecord partner={partner} type={type} id={id} />
          )
        }
      </OnlyForPublishers>
    </Page>
  );
}

interface NewRecordProps {
  readonly partner: string;
  readonly type: PublishedType;
}

function NewRecord({ partner, type }: NewRecordProps) {
  const { i18n } = useLingui();
  const own = useOurselves();
  if (own === null) return <ListSkeleton />;
  const belongs: Cells = type === "organization" ? {} : { organization: own.id };
  const zone: Cells = type === "event" ? { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone } : {};
  const start: FormStart = {
    cells: { language: i18n.locale, ...belongs, ...zone },
    names: new Map([[own.id, own.name]]),
  };
  return <RecordForm partner={partner} type={type} id={null} start={start} />;
}

function ChangedRecord({ partner, type, id }: NewRecordProps & { readonly id: string }) {
  const query = useAsk(RecordForForm, { id });
  return (
    <Asked query={query} rows={6}>
      {({ node }) => {
        const start = id.startsWith(`${partner}:${type}:`) ? startOfRecord(node) : null;
        if (start !== null) return <RecordForm partner={partner} type={type} id={id} start={start} />;
        return (
          <p className="notice">
            <Trans>
              There is no such record of yours. <Link to="/publish">See what you publish</Link>.
            </Trans>
          </p>
        );
      }}
    </Asked>
  );
}
