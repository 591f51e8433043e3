// Access keys of applications: who has one, for what, when it was used. In: nothing. Out: the page.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useAct } from "../graph/use-act.js";
import { useAsk } from "../graph/use-ask.js";
import { Asked, Empty } from "../ui/asked.js";
import { When } from "../ui/dates.js";
import { FormDialog } from "../ui/dialog.js";
import { Page, Section } from "../ui/page.js";
import { plainText } from "../ui/text.js";
import { Health } from "./health.js";
import { IssuedSecret, IssueKeyButton, type Issued } from "./issue-key.js";
import { Keys, RevokeKey, type KeysQuery } from "./operations.js";
import { useStaffWords } from "./words.js";

type Key = NonNullable<KeysQuery["accessKeys"]>[number];

/** The page. */
export function KeysPage() {
  return (
    <Health>
      <KeysView />
    </Health>
  );
}

function KeysView() {
  const { t } = useLingui();
  const [issued, setIssued] = useState<Issued | null>(null);
  const query = useAsk(Keys, {});
  return (
    <Page
      title={t`Access keys`}
      lead={<Trans>What applications ask the hub with. People sign in instead.</Trans>}
      actions={<IssueKeyButton issued={setIssued} />}
    >
      {issued !== null && <IssuedSecret issued={issued} close={() => setIssued(null)} />}
      <Asked query={query}>
        {({ accessKeys, trustedDocuments }) => (
          <>
            <KeyList keys={accessKeys ?? []} />
            <p className="hint">
              <Plural
                value={trustedDocuments?.length ?? 0}
                one="# trusted operation is registered."
                other="# trusted operations are registered."
              />
            </p>
          </>
        )}
      </Asked>
    </Page>
  );
}

function KeyList({ keys }: { readonly keys: readonly Key[] }) {
  const now = new Date().toISOString();
  const isOver = ({ revokedAt, expiresAt }: Key): boolean =>
    revokedAt !== null || (expiresAt !== null && expiresAt < now);
  const [good, over] = [keys.filter((key) => !isOver(key)), keys.filter(isOver)];
  return (
    <>
      <Section title={<Trans>In use</Trans>}>
        {good.length === 0 ? (
          <Empty>
            <p>
              <Trans>No application has a key.</Trans>
            </p>
          </Empty>
        ) : (
          <Cards keys={good} />
        )}
      </Section>
      {over.length > 0 && (
        <Section title={<Trans>Revoked or expired</Trans>}>
          <Cards keys={over} />
        </Section>
      )}
    </>
  );
}

function Cards({ keys }: { readonly keys: readonly Key[] }) {
  return (
    <ul className="cards-grid">
      {keys.map((key) => (
        <li key={key.id}>
          <KeyCard accessKey={key} />
        </li>
      ))}
    </ul>
  );
}

function KeyCard({ accessKey }: { readonly accessKey: Key }) {
  const words = useStaffWords();
  const { name, prefix, scopes, origins } = accessKey;
  return (
    <div className="card">
      <h3>{plainText(name)}</h3>
      <p className="hint">
        <Trans>
          Begins with <code>{prefix}</code>
        </Trans>
      </p>
      <ul className="bullets">
        {scopes.map((scope) => (
          <li key={scope}>{words.scope[scope] ?? scope}</li>
        ))}
        {scopes.length === 0 && (
          <li>
            <Trans>Reads what is public</Trans>
          </li>
        )}
      </ul>
      {origins.length > 0 && (
        <p className="hint">
          <Trans>Only from pages of {origins.join(", ")}</Trans>
        </p>
      )}
      <KeyTimes accessKey={accessKey} />
      {accessKey.revokedAt === null && <Revoke accessKey={accessKey} />}
    </div>
  );
}

function KeyTimes({ accessKey: { createdAt, lastUsedAt, expiresAt, revokedAt } }: { readonly accessKey: Key }) {
  return (
    <p className="hint">
      <Trans>
        Issued <When at={createdAt} />.
      </Trans>{" "}
      {lastUsedAt === null ? (
        <Trans>Never used.</Trans>
      ) : (
        <Trans>
          Last used <When at={lastUsedAt} />.
        </Trans>
      )}{" "}
      {expiresAt !== null && (
        <Trans>
          Good until <When at={expiresAt} isRelative={false} />.
        </Trans>
      )}{" "}
      {revokedAt !== null && (
        <Trans>
          Revoked <When at={revokedAt} />.
        </Trans>
      )}
    </p>
  );
}

function Revoke({ accessKey: { id, name } }: { readonly accessKey: Key }) {
  const { t } = useLingui();
  const plain = plainText(name);
  const act = useAct(RevokeKey, { done: t`The key ${plain} opens nothing any more.` });
  return (
    <p className="staff-acts">
      <FormDialog
        title={t`Revoke the key ${plain}`}
        button={
          <>
            <Trans>Revoke</Trans>
            <span className="visually-hidden">{` ${plain}`}</span>
          </>
        }
        buttonClass="button button-small button-bad"
        submit={t`Revoke for good`}
        intro={
          <Trans>The application that uses it is refused from now on. A key that was revoked never works again.</Trans>
        }
        onSubmit={() => act.mutateAsync({ id })}
      >
        {null}
      </FormDialog>
    </p>
  );
}
