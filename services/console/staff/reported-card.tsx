// One thing that was reported: what it says, who wrote it, who reports it and why, and the decision. In: its reports. Out: a card.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useAct } from "../graph/use-act.js";
import { When } from "../ui/dates.js";
import { FormDialog } from "../ui/dialog.js";
import { RadioInput, TextInput } from "../ui/fields.js";
import { RecordLink, typeOfId, type PageType } from "../ui/record-link.js";
import { Name, Prose } from "../ui/text.js";
import { ResolveFlag, type FlagAction } from "./operations.js";
import type { Flag, ReportedSubject } from "./use-flags.js";

interface ReportedProps {
  readonly reported: ReportedSubject;
  /** What the page is called on which it stands, as far as the coordinator may see it. */
  readonly name: string | null;
}

/** The card. */
export function ReportedCard({ reported: { subject, flags }, name }: ReportedProps) {
  const [first] = flags;
  return (
    <article className="card reported">
      <p className="card-kicker">
        <span>
          <Plural value={flags.length} one="# report" other="# reports" />
        </span>
        <When at={first.createdAt} />
      </p>
      <h2 className="card-title">
        <Title subject={subject} about={first.about} name={name} />
      </h2>
      {first.about !== null && <Author author={first.author} />}
      <Words text={first.text} />
      <Reasons flags={flags} />
      <p className="staff-acts">
        <Decide id={first.id} />
      </p>
    </article>
  );
}

interface TitleProps {
  readonly subject: string;
  readonly about: string | null;
  readonly name: string | null;
}

/** What it is, with a link to where it stands. */
function Title({ subject, about, name }: TitleProps) {
  const kinds = useKindWords();
  if (about === null) return <Trans>Something that is gone</Trans>;
  const type = typeOfId(about);
  const kind = kinds(about === subject, type);
  return (
    <Trans>
      {kind}: <RecordLink id={about}>{name ?? about}</RecordLink>
    </Trans>
  );
}

function useKindWords(): (isPage: boolean, type: PageType | null) => string {
  const { t } = useLingui();
  const pages: Partial<Record<PageType, string>> = {
    community: t`Community`,
    discussion: t`Discussion`,
    need: t`Need`,
    exchange: t`Exchange`,
  };
  const parts: Partial<Record<PageType, string>> = {
    discussion: t`A post in`,
    practice: t`What an organization says of the practice`,
    person: t`An endorsement of`,
  };
  const other = t`Something in`;
  return (isPage, type) => (type === null ? other : ((isPage ? pages[type] : parts[type]) ?? other));
}

function Author({ author }: Pick<Flag, "author">) {
  if (author === null)
    return (
      <p className="hint">
        <Trans>Written by an organization that cannot be seen now</Trans>
      </p>
    );
  return (
    <p className="hint">
      <Trans>
        Written by <RecordLink id={author.id}>{author.name}</RecordLink>
      </Trans>
    </p>
  );
}

function Words({ text }: Pick<Flag, "text">) {
  if (text === null)
    return (
      <p className="hint">
        <Trans>No word of it is left: it has been deleted.</Trans>
      </p>
    );
  if (text.trim() === "")
    return (
      <p className="hint">
        <Trans>It says nothing in words.</Trans>
      </p>
    );
  return (
    <blockquote className="reported-words">
      <Prose text={text} />
    </blockquote>
  );
}

function Reasons({ flags }: Pick<ReportedSubject, "flags">) {
  return (
    <>
      <h3 className="reported-by">
        <Trans>Who reports it, and why</Trans>
      </h3>
      <ul className="reasons">
        {flags.map(({ id, by, reason, createdAt }) => (
          <li key={id}>
            <p className="hint">
              {by === null ? (
                <Trans>An organization that cannot be seen now</Trans>
              ) : (
                <RecordLink id={by.id}>
                  <Name>{by.name}</Name>
                </RecordLink>
              )}
              {" · "}
              <When at={createdAt} />
            </p>
            <Prose text={reason} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Decide({ id }: Pick<Flag, "id">) {
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
