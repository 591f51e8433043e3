// Requests about personal data in a partner's records. In: who administers it. Out: requests, and the way to settle each.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { nextOf, Paged } from "../ui/paged.js";
import { useViewer } from "../graph/session.js";
import { useAct } from "../graph/use-act.js";
import { useAsk } from "../graph/use-ask.js";
import { Empty, MembersOnly } from "../ui/asked.js";
import { useFormats, When } from "../ui/dates.js";
import { FormDialog } from "../ui/dialog.js";
import { RadioInput, TextInput } from "../ui/fields.js";
import { Page, Section } from "../ui/page.js";
import { RecordLink } from "../ui/record-link.js";
import { Prose } from "../ui/text.js";
import { NamesOf, OwnRequests, Resolve, type DataRequestState, type OwnRequestsQuery } from "./operations.js";
import { OUTCOMES, useRequestWords } from "./request-words.js";
import "../styles/publish.css";

type Request = NonNullable<OwnRequestsQuery["dataRequests"]>["edges"][number]["node"];

/** The page. */
export function OwnRequestsPage() {
  const { t } = useLingui();
  const viewer = useViewer();
  return (
    <Page
      title={t`Requests about personal data`}
      kicker={
        <Link to="/publish">
          <Trans>What you publish</Trans>
        </Link>
      }
      lead={
        <Trans>
          Anybody may ask what the network says of them, and have it corrected or erased. You have 30 days to answer.
        </Trans>
      }
    >
      {viewer.may("partner:admin") ? (
        <>
          <Section title={<Trans>Waiting for you</Trans>}>
            <RequestList state="OPEN" />
          </Section>
          <Section title={<Trans>Settled</Trans>}>
            <RequestList state="CLOSED" />
          </Section>
        </>
      ) : (
        <MembersOnly>
          <Trans>Only those who administer a partner association see these requests.</Trans>
        </MembersOnly>
      )}
    </Page>
  );
}

function RequestList({ state }: { readonly state: DataRequestState }) {
  return (
    <Paged document={OwnRequests} variables={{ state: [state] }} next={(data) => nextOf(data.dataRequests)}>
      {({ dataRequests }) => {
        const requests = dataRequests?.edges.map(({ node }) => node) ?? [];
        if (requests.length === 0)
          return (
            <Empty>{state === "OPEN" ? <Trans>Nobody waits for an answer.</Trans> : <Trans>None yet.</Trans>}</Empty>
          );
        return <RequestCards requests={requests} />;
      }}
    </Paged>
  );
}

function RequestCards({ requests }: { readonly requests: readonly Request[] }) {
  const ids = [...new Set(requests.map(({ subject }) => subject))];
  const nodes = useAsk(NamesOf, { ids }).data?.data.nodes ?? [];
  const names = new Map(
    nodes.flatMap((node) => (node !== null && "name" in node ? [[node.id, node.name] as const] : [])),
  );
  return (
    <ul className="cards">
      {requests.map((request) => (
        <li key={request.id}>
          <RequestCard request={request} name={names.get(request.subject) ?? request.subject} />
        </li>
      ))}
    </ul>
  );
}

function RequestCard({ request, name }: { readonly request: Request; readonly name: string }) {
  const formats = useFormats();
  const { kinds, outcomes } = useRequestWords();
  const { subject, kind, text, state, dueAt, outcome } = request;
  return (
    <div className="card">
      <p className="card-kicker">
        <span>{kinds[kind]}</span>
        {state === "OPEN" && (
          <span>
            <Trans>
              to be answered by {formats.day(dueAt)} (<When at={dueAt} />)
            </Trans>
          </span>
        )}
      </p>
      <h3>
        <RecordLink id={subject}>{name}</RecordLink>
      </h3>
      <Prose text={text} />
      {outcome !== null && (
        <p>
          <span className="pill pill-good">{outcomes[outcome]}</span>
        </p>
      )}
      {state === "OPEN" && (
        <div className="card-acts">
          <ResolveButton request={request} />
        </div>
      )}
    </div>
  );
}

function ResolveButton({ request: { id, kind } }: { readonly request: Request }) {
  const { t } = useLingui();
  const { outcomes } = useRequestWords();
  const act = useAct(Resolve, { done: t`Settled. Whoever asked is told.` });
  const choices = OUTCOMES[kind].map((value) => ({ value, label: outcomes[value] }));
  const hint = t`Sent to whoever asked. Where you refuse, say why.`;
  return (
    <FormDialog
      title={t`Settle this request`}
      buttonClass="button button-main button-small"
      button={<Trans>Settle it</Trans>}
      submit={t`Settle it`}
      intro={
        <Trans>
          A correction is made in your own records first. What is erased here is gone everywhere in the network, and
          stays away.
        </Trans>
      }
      onSubmit={(values) =>
        act.mutateAsync({ id, outcome: values.oneOf("outcome", OUTCOMES[kind]), note: values.optional("note") })
      }
    >
      <RadioInput name="outcome" label={t`What comes of it`} choices={choices} isRequired />
      <TextInput name="note" label={t`A word to them`} hint={hint} rows={3} maxLength={2000} />
    </FormDialog>
  );
}
