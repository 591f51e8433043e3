// What members found should not be here, and the decision on it. In: nothing. Out: the page.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { nextOf, Paged } from "../community/paged.js";
import { useAct } from "../graph/use-act.js";
import { Empty } from "../ui/asked.js";
import { When } from "../ui/dates.js";
import { FormDialog } from "../ui/dialog.js";
import { RadioInput, TextInput } from "../ui/fields.js";
import { Page } from "../ui/page.js";
import { RecordLink, typeOfId } from "../ui/record-link.js";
import { Prose } from "../ui/text.js";
import { Health } from "./health.js";
import { Flags, ResolveFlag, type FlagAction, type FlagsQuery } from "./operations.js";
import { useNames } from "./use-names.js";

type Flag = NonNullable<FlagsQuery["moderationQueue"]>["edges"][number]["node"];

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
        <Paged document={Flags} variables={{}} next={({ moderationQueue }) => nextOf(moderationQueue)}>
          {({ moderationQueue }, isFirst) => (
            <>
              {isFirst && <Count total={moderationQueue?.totalCount ?? 0} />}
              <FlagList flags={moderationQueue?.edges.map(({ node }) => node) ?? []} />
            </>
          )}
        </Paged>
      </Page>
    </Health>
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

function FlagList({ flags }: { readonly flags: readonly Flag[] }) {
  const names = useNames(flags.map(({ subject }) => subject));
  return (
    <ul className="cards">
      {flags.map((flag) => (
        <li key={flag.id}>
          <FlagCard flag={flag} name={names(flag.subject)} />
        </li>
      ))}
    </ul>
  );
}

interface FlagProps {
  readonly flag: Flag;
  /** What is reported is called, where it has a page. */
  readonly name: string | null;
}

function FlagCard({ flag, name }: FlagProps) {
  const { subject, reason, by, createdAt } = flag;
  return (
    <div className="card">
      <p className="card-kicker">
        <span>
          {by === null ? (
            <Trans>Reported by an organization that is gone</Trans>
          ) : (
            <Trans>
              Reported by <RecordLink id={by.id}>{by.name}</RecordLink>
            </Trans>
          )}
        </span>
        <When at={createdAt} />
      </p>
      <h2 className="card-title">
        <Subject id={subject} name={name} />
      </h2>
      <Prose text={reason} />
      <p className="staff-acts">
        <Decide flag={flag} />
      </p>
    </div>
  );
}

function Subject({ id, name }: { readonly id: string; readonly name: string | null }) {
  if (typeOfId(id) !== null) return <RecordLink id={id}>{name ?? id}</RecordLink>;
  return (
    <>
      <Trans>A post, an adoption, a review or an endorsement</Trans> <code>{id}</code>
    </>
  );
}

function Decide({ flag: { id } }: Pick<FlagProps, "flag">) {
  const { t } = useLingui();
  const act = useAct(ResolveFlag, { done: t`Decided, for all reports of the same thing.` });
  const choices: ReadonlyArray<{ readonly value: FlagAction; readonly label: string }> = [
    { value: "DISMISS", label: t`Leave it: there is nothing wrong with it` },
    { value: "HIDE", label: t`Hide it: nobody sees it, but it can be shown again` },
    { value: "REMOVE", label: t`Remove it: no word of it is left` },
  ];
  return (
    <FormDialog
      title={t`Decide on what was reported`}
      button={<Trans>Decide</Trans>}
      buttonClass="button button-main button-small"
      submit={t`Decide`}
      onSubmit={(values) => {
        const action = choices.find(({ value }) => value === values.text("action"))?.value ?? "DISMISS";
        return act.mutateAsync({ id, action, note: values.optional("note") });
      }}
    >
      <RadioInput name="action" label={t`What is to happen`} choices={choices} isRequired />
      <TextInput
        name="note"
        label={t`Note`}
        hint={t`Kept with the decision, for coordinators.`}
        rows={3}
        maxLength={2000}
      />
    </FormDialog>
  );
}
