// What coordinators do with a partner: suspend it, let it back, remove it. In: the partner. Out: buttons with forms.
import { Trans, useLingui } from "@lingui/react/macro";
import { patchAnswers, useAct } from "../graph/use-act.js";
import { FormDialog } from "../ui/dialog.js";
import { TextInput } from "../ui/fields.js";
import { say } from "../ui/said.js";
import { plainText } from "../ui/text.js";
import { Board, RemovePartner, ResumePartner, SuspendPartner, type BoardQuery } from "./operations.js";

interface PartnerActsProps {
  readonly partner: { readonly key: string; readonly name: string; readonly state: PartnerState };
}

type PartnerState = NonNullable<BoardQuery["partners"]>[number]["state"];

/** The buttons. */
export function PartnerActs({ partner }: PartnerActsProps) {
  return (
    <div className="staff-acts">
      {partner.state === "ACTIVE" ? <Suspend partner={partner} /> : <Resume partner={partner} />}
      <RemoveButton partner={partner} label={<Trans>Remove</Trans>} />
    </div>
  );
}

function patchState(data: BoardQuery, key: string, state: PartnerState): BoardQuery {
  return { ...data, partners: data.partners?.map((each) => (each.key === key ? { ...each, state } : each)) ?? null };
}

function Suspend({ partner: { key, name } }: PartnerActsProps) {
  const { t } = useLingui();
  const plain = plainText(name);
  const act = useAct(SuspendPartner, {
    done: t`${plain} is suspended.`,
    show: (client) => patchAnswers(client, Board, (data: BoardQuery) => patchState(data, key, "SUSPENDED")),
  });
  return (
    <FormDialog
      title={t`Suspend ${plain}`}
      button={
        <>
          <Trans>Suspend</Trans>
          <span className="visually-hidden">{` ${plain}`}</span>
        </>
      }
      buttonClass="button button-small"
      submit={t`Suspend`}
      intro={<Trans>Its records are shown to nobody until you let it back. Nothing is deleted.</Trans>}
      onSubmit={(values) => act.mutateAsync({ key, reason: values.text("reason") })}
    >
      <TextInput
        name="reason"
        label={t`Why`}
        hint={t`Kept beside the audit log, for coordinators; the partner’s administrators read it too.`}
        rows={3}
        maxLength={500}
        isRequired
      />
    </FormDialog>
  );
}

function Resume({ partner: { key, name, state } }: PartnerActsProps) {
  const { t } = useLingui();
  const plain = plainText(name);
  const act = useAct(ResumePartner, {
    done: t`${plain} is part of the network again.`,
    show: (client) => patchAnswers(client, Board, (data: BoardQuery) => patchState(data, key, "ACTIVE")),
  });
  return (
    <FormDialog
      title={t`Let ${plain} back`}
      button={
        <>
          <Trans>Let it back</Trans>
          <span className="visually-hidden">{` ${plain}`}</span>
        </>
      }
      buttonClass="button button-small"
      submit={t`Let it back`}
      intro={
        state === "QUARANTINED" ? (
          <Trans>
            The hub held this partner back by itself: see its incidents. When you let it back, the hub takes what the
            partner now publishes as meant, also what is missing from it.
          </Trans>
        ) : (
          <Trans>Its records are shown and searched again, as the partner publishes them now.</Trans>
        )
      }
      onSubmit={() => act.mutateAsync({ key })}
    >
      {null}
    </FormDialog>
  );
}

interface RemoveProps {
  readonly partner: { readonly key: string; readonly name: string };
  readonly label: React.ReactNode;
}

/** Removes a partner for good, after its key was typed. */
export function RemoveButton({ partner: { key, name }, label }: RemoveProps) {
  const { t } = useLingui();
  const plain = plainText(name);
  const act = useAct(RemovePartner, { done: t`${plain} is no longer part of the network.` });
  const differs = t`That is not the key of ${plain}. Nothing was removed.`;
  return (
    <FormDialog
      title={t`Remove ${plain} from the network`}
      button={
        <>
          {label}
          <span className="visually-hidden">{` ${plain}`}</span>
        </>
      }
      buttonClass="button button-small button-bad"
      submit={t`Remove for good`}
      intro={
        <Trans>
          Its records leave the search, every feed and every export, and its key <code>{key}</code> is never given out
          again. This cannot be undone.
        </Trans>
      }
      onSubmit={async (values) => {
        if (values.text("key") === key) return act.mutateAsync({ key });
        say({ text: differs, isBad: true });
        throw new Error("another key was typed");
      }}
    >
      <TextInput name="key" label={t`Type ${key} to go on`} autoComplete="off" isRequired />
    </FormDialog>
  );
}
