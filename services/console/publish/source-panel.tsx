// From where the hub fetches a partner's table by itself, and what came of it. In: the source, or none. Out: a panel with a form.
import { Trans, useLingui } from "@lingui/react/macro";
import { useAct } from "../graph/use-act.js";
import { useFormats, When } from "../ui/dates.js";
import { FormDialog, type FormValues } from "../ui/dialog.js";
import { RadioInput, SelectInput, TextInput } from "../ui/fields.js";
import { Fact, Facts } from "../ui/page.js";
import { OutLink } from "../ui/text.js";
import { SetSource, type PublishingStateQuery } from "./operations.js";
import { useRowsChoices, useTypeChoices } from "./table-choices.js";

type Source = PublishingStateQuery["source"];

interface SourcePanelProps {
  readonly partner: string;
  readonly source: Source;
}

/** The panel. */
export function SourcePanel({ partner, source }: SourcePanelProps) {
  const isBad = source?.state === "UNREADABLE" || source?.state === "STOPPED";
  return (
    <section className={isBad ? "panel needs-attention" : "panel"}>
      <h2>
        <Trans>A table that is fetched regularly</Trans>
      </h2>
      {source === null ? (
        <p>
          <Trans>
            None. Name the address of a published sheet or file, and what you change there is here by itself.
          </Trans>
        </p>
      ) : (
        <SourceFacts source={source} />
      )}
      <div className="card-acts">
        <SourceForm partner={partner} source={source} />
        {source !== null && <StopButton partner={partner} />}
      </div>
    </section>
  );
}

function SourceFacts({ source }: { readonly source: NonNullable<Source> }) {
  const { t } = useLingui();
  const formats = useFormats();
  const { url, message, checkedAt, nextAt, state } = source;
  return (
    <>
      <p className={state === "UNREADABLE" || state === "STOPPED" ? "notice notice-bad" : ""}>{message}</p>
      <Facts>
        <Fact name={t`Address`}>
          <OutLink url={url}>{url}</OutLink>
        </Fact>
        {checkedAt !== null && (
          <Fact name={t`Last looked at`}>
            <When at={checkedAt} />
          </Fact>
        )}
        <Fact name={t`Next time`}>{formats.time(nextAt)}</Fact>
      </Facts>
    </>
  );
}

const ROWS = ["MERGE", "REPLACE"] as const;

function SourceForm({ partner, source }: SourcePanelProps) {
  const { t } = useLingui();
  const act = useAct(SetSource, { done: t`Kept. The hub looks at it within a minute or two.` });
  const keep = (values: FormValues): Promise<unknown> =>
    act.mutateAsync({
      partner,
      source: values.text("source"),
      rows: values.oneOf("rows", ROWS),
      type: values.optional("type"),
      everyHours: values.number("everyHours") ?? DAY_HOURS,
    });
  return (
    <FormDialog
      title={t`Fetch a table regularly`}
      buttonClass="button button-small"
      button={source === null ? <Trans>Name a table</Trans> : <Trans>Change it</Trans>}
      submit={t`Keep`}
      onSubmit={keep}
    >
      <SourceFields source={source} />
    </FormDialog>
  );
}

const DAY_HOURS = 24;

function SourceFields({ source }: { readonly source: Source }) {
  const { t } = useLingui();
  const rows = useRowsChoices();
  const types = useTypeChoices();
  const address = t`A published Google sheet, a file on your site, a collection of WordPress.`;
  const needed = t`Needed only where the table does not say it.`;
  const absent = t`Records that are not in the table`;
  const hours = String(source?.everyHours ?? DAY_HOURS);
  return (
    <>
      <TextInput
        {...{ name: "source", label: t`Address of the table`, hint: address, value: source?.url }}
        type="url"
        isRequired
      />
      <SelectInput
        {...{ name: "type", label: t`What each row is`, hint: needed, value: source?.type ?? "", choices: types }}
      />
      <RadioInput name="rows" label={absent} value={source?.rows ?? "MERGE"} choices={rows} isRequired />
      <TextInput name="everyHours" type="number" label={t`Every so many hours`} value={hours} isRequired />
    </>
  );
}

function StopButton({ partner }: { readonly partner: string }) {
  const { t } = useLingui();
  const act = useAct(SetSource, { done: t`It is fetched no more. What was imported stays.` });
  return (
    <FormDialog
      title={t`Fetch it no more?`}
      buttonClass="button button-small"
      button={<Trans>Fetch it no more</Trans>}
      submit={t`Fetch it no more`}
      intro={<Trans>What was imported stays as it is.</Trans>}
      onSubmit={() => act.mutateAsync({ partner, source: null, rows: "MERGE", type: null, everyHours: DAY_HOURS })}
    >
      {null}
    </FormDialog>
  );
}
