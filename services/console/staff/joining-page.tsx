// Who wants to join: their checks, approval; forms for those who are beside you. In: nothing. Out: the page.
import { Trans, useLingui } from "@lingui/react/macro";
import { useAsk } from "../graph/use-ask.js";
import { Asked, Empty } from "../ui/asked.js";
import { Page, Section } from "../ui/page.js";
import { CheckForm } from "./check-form.js";
import { Health } from "./health.js";
import { JoinForms } from "./join-forms.js";
import { Pending } from "./operations.js";
import { PendingPartner } from "./pending-partner.js";

/** The page. */
export function JoiningPage() {
  const { t } = useLingui();
  return (
    <Health>
      <Page
        title={t`Joining`}
        lead={<Trans>Associations that asked to become partners, and what the checks say of their servers.</Trans>}
      >
        <Waiting />
        <JoinForms />
        <CheckForm />
      </Page>
    </Health>
  );
}

function Waiting() {
  const query = useAsk(Pending, {});
  return (
    <Section title={<Trans>Waiting for your approval</Trans>}>
      <Asked query={query} rows={2}>
        {({ partners }) =>
          partners === null || partners.length === 0 ? (
            <Empty>
              <p>
                <Trans>Nobody waits. An association that is beside you can ask below.</Trans>
              </p>
            </Empty>
          ) : (
            <ul className="cards">
              {partners.map((partner) => (
                <li key={partner.key}>
                  <PendingPartner partner={partner} />
                </li>
              ))}
            </ul>
          )
        }
      </Asked>
    </Section>
  );
}
