// Who of a partner has an account, and what can be done about it. In: a partner. Out: a table, the way to invite and to remove.
import "../styles/publish.css";
import { Trans, useLingui } from "@lingui/react/macro";
import { useViewer } from "../graph/session.js";
import { useAsk } from "../graph/use-ask.js";
import { useAct } from "../graph/use-act.js";
import { Asked } from "../ui/asked.js";
import { When } from "../ui/dates.js";
import { FormDialog } from "../ui/dialog.js";
import { Name } from "../ui/text.js";
import { InviteMember } from "./invite-member.js";
import { Members, RemoveMember, type MembersQuery } from "./operations.js";
import { useRoleWords } from "./role-words.js";
import { TableHead } from "./table-head.js";

type Member = NonNullable<MembersQuery["members"]>[number];

interface MemberTableProps {
  readonly partner: string;
  readonly isNetworkWide?: boolean;
}

/** The table. `isNetworkWide`: for coordinators, who may make others coordinators, too. */
export function MemberTable({ partner, isNetworkWide = false }: MemberTableProps) {
  const { t } = useLingui();
  const query = useAsk(Members, { partner });
  return (
    <>
      <InviteMember partner={partner} isNetworkWide={isNetworkWide} />
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
