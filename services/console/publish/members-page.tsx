// Who of a partner has an account. In: who administers it. Out: its members, and the way to invite and to remove.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useViewer } from "../graph/session.js";
import { useAsk } from "../graph/use-ask.js";
import { useAct } from "../graph/use-act.js";
import { Asked, MembersOnly } from "../ui/asked.js";
import { When } from "../ui/dates.js";
import { FormDialog } from "../ui/dialog.js";
import { Page } from "../ui/page.js";
import { Name } from "../ui/text.js";
import { InviteMember } from "./invite-member.js";
import { Members, RemoveMember, type MembersQuery } from "./operations.js";
import { useRoleWords } from "./role-words.js";
import "../styles/publish.css";
import { TableHead } from "./table-head.js";

type Member = NonNullable<MembersQuery["members"]>[number];

/** The page. */
export function MembersPage() {
  const { t } = useLingui();
  const viewer = useViewer();
  const partner = viewer.partner ?? null;
  return (
    <Page
      title={t`Members of your association`}
      kicker={
        <Link to="/publish">
          <Trans>What you publish</Trans>
        </Link>
      }
      lead={<Trans>Who of your association may sign in here, and what for.</Trans>}
    >
      {viewer.may("partner:admin") && partner !== null ? (
        <MemberTable partner={partner} />
      ) : (
        <MembersOnly>
          <Trans>Only those who administer a partner association see its members.</Trans>
        </MembersOnly>
      )}
    </Page>
  );
}

function MemberTable({ partner }: { readonly partner: string }) {
  const { t } = useLingui();
  const query = useAsk(Members, { partner });
  return (
    <>
      <InviteMember partner={partner} />
      <Asked query={query}>
        {({ members }) => (
          <div className="table-scroll">
            <table className="members">
              <TableHead
                words={[t`Name`, t`E-mail address`, t`Organization`, t`What they may do`, t`Last here`, t`Remove`]}
              />
              <tbody>
                {members?.map((member) => (
                  <MemberRow key={member.id} member={member} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Asked>
    </>
  );
}

function MemberRow({ member: { id, name, email, organization, role, lastSeenAt } }: { readonly member: Member }) {
  const words = useRoleWords();
  const viewer = useViewer();
  return (
    <tr>
      <th scope="row">
        <Name>{name}</Name>
      </th>
      <td>{email}</td>
      <td>{organization !== null && <Name>{organization.name}</Name>}</td>
      <td>{words[role]}</td>
      <td>{lastSeenAt === null ? <Trans>Invited, not here yet</Trans> : <When at={lastSeenAt} />}</td>
      <td>{viewer.id !== `member:${id}` && <RemoveButton id={id} name={name} />}</td>
    </tr>
  );
}

function RemoveButton({ id, name }: { readonly id: string; readonly name: string }) {
  const { t } = useLingui();
  const act = useAct(RemoveMember, { done: t`Removed. Their account and all their sessions are gone.` });
  return (
    <FormDialog
      title={t`Remove ${name}?`}
      buttonClass="button button-small"
      button={
        <>
          <Trans>Remove</Trans>
          <span className="visually-hidden">{` (${name})`}</span>
        </>
      }
      submit={t`Remove`}
      intro={<Trans>They are signed out everywhere. What they wrote for your organization stays.</Trans>}
      onSubmit={() => act.mutateAsync({ id })}
    >
      {null}
    </FormDialog>
  );
}
