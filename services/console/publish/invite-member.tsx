// Inviting somebody of one's association. In: who they are, what they may do. Out: a link to hand on, where the hub sends no mail.
import { Trans, useLingui } from "@lingui/react/macro";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { CopyText } from "../ui/copy.js";
import { useViewer } from "../graph/session.js";
import { useAct } from "../graph/use-act.js";
import { useAsk } from "../graph/use-ask.js";
import { useFormats } from "../ui/dates.js";
import { FormDialog, type FormValues } from "../ui/dialog.js";
import { RadioInput, SelectInput, TextInput } from "../ui/fields.js";
import { plainText } from "../ui/text.js";
import { Invite, OrganizationChoices, type InviteMutation } from "./operations.js";
import { useRoleWords } from "./role-words.js";
import "../styles/community.css";

type Invited = NonNullable<InviteMutation["inviteMember"]>;

interface InviteMemberProps {
  readonly partner: string;
  /** Whether coordinators may be invited, too. */
  readonly isNetworkWide: boolean;
}

/** The button, and the link of the last invitation. */
export function InviteMember(props: InviteMemberProps) {
  const { t } = useLingui();
  const [invited, setInvited] = useState<Invited | null>(null);
  const act = useAct(Invite);
  const invite = async (values: FormValues): Promise<void> => {
    const input = {
      name: values.text("name"),
      email: values.text("email"),
      organization: values.text("organization"),
      role: values.oneOf("role", ROLES),
    };
    setInvited((await act.mutateAsync({ input })).data.inviteMember);
  };
  return (
    <div className="invite">
      <FormDialog
        title={t`Invite somebody`}
        buttonClass="button button-main"
        button={
          <>
            <UserPlus aria-hidden="true" />
            <Trans>Invite somebody</Trans>
          </>
        }
        submit={t`Invite`}
        onSubmit={invite}
      >
        <InviteFields {...props} />
      </FormDialog>
      <div role="status">{invited !== null && <InvitedNotice invited={invited} />}</div>
    </div>
  );
}

const ROLES = ["READER", "CONTRIBUTOR", "PARTNER_ADMIN", "COORDINATOR"] as const;

function InviteFields({ partner, isNetworkWide }: InviteMemberProps) {
  const { t } = useLingui();
  const viewer = useViewer();
  const words = useRoleWords();
  const found = useAsk(OrganizationChoices, { partner }).data?.data.organizations?.nodes ?? [];
  const organizations = found.map(({ id, name }) => ({ value: id, label: plainText(name) }));
  const roles = ROLES.filter((role) => isNetworkWide || role !== "COORDINATOR").map((value) => ({
    value,
    label: words[value],
  }));
  return (
    <>
      <TextInput name="name" label={t`Name`} maxLength={200} isRequired />
      <TextInput name="email" type="email" label={t`E-mail address`} maxLength={200} isRequired />
      <SelectInput
        key={organizations.length}
        name="organization"
        label={t`Organization`}
        value={viewer.organization ?? ""}
        choices={organizations}
        isRequired
      />
      <RadioInput name="role" label={t`What may they do?`} value="CONTRIBUTOR" choices={roles} isRequired />
    </>
  );
}

function InvitedNotice({ invited: { member, link, expiresAt } }: { readonly invited: Invited }) {
  const { t } = useLingui();
  const formats = useFormats();
  const name = plainText(member.name);
  return (
    <div className="notice">
      <p>
        <Trans>
          The invitation of {name} is ready. Where the hub sends mail, it is on its way; otherwise hand on this link. It
          is good until {formats.day(expiresAt)}, once.
        </Trans>
      </p>
      <CopyText label={t`Link of the invitation`} text={link} />
    </div>
  );
}
