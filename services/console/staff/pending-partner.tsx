// An association that asked to join: who it is, what the checks say of it, and the decision. In: the partner. Out: a card.
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "react-aria-components";
import { useAct } from "../graph/use-act.js";
import { Fact, Facts } from "../ui/page.js";
import { Name, plainText } from "../ui/text.js";
import { useCheck } from "./use-check.js";
import { ApprovePartner, type PendingQuery } from "./operations.js";
import { RemoveButton } from "./partner-acts.js";
import { CheckProgress, ReportView } from "./report-view.js";
import { useStaffWords } from "./words.js";

type Partner = NonNullable<PendingQuery["partners"]>[number];

interface PendingProps {
  readonly partner: Partner;
}

/** The card. */
export function PendingPartner({ partner }: PendingProps) {
  const { t } = useLingui();
  const { key, name, endpoint, contactEmail } = partner;
  const plain = plainText(name);
  const check = useCheck();
  const approve = useAct(ApprovePartner, { done: t`${plain} is a partner of the network now.` });
  return (
    <div className="card pending">
      <h3>
        <Name>{name}</Name>
      </h3>
      <PartnerFacts partner={partner} />
      <p className="staff-acts">
        <Button className="button button-main" onPress={() => approve.mutate({ key })} isPending={approve.isPending}>
          <Trans>Approve</Trans>
          <span className="visually-hidden">{` ${plain}`}</span>
        </Button>
        {endpoint !== null && (
          <Button className="button" onPress={() => check.run({ endpoint, key })} isPending={check.isRunning}>
            <Trans>Check again</Trans>
            <span className="visually-hidden">{` ${plain}`}</span>
          </Button>
        )}
        <RemoveButton partner={partner} label={<Trans>Decline</Trans>} />
      </p>
      <CheckProgress isRunning={check.isRunning || approve.isPending} />
      {check.report !== null && <ReportView report={check.report} name={name} contactEmail={contactEmail} />}
    </div>
  );
}

function PartnerFacts({ partner }: PendingProps) {
  const words = useStaffWords();
  const { key, endpoint, hosted, licence, level, contractVersion, contactEmail, conformance } = partner;
  return (
    <Facts>
      <Fact name={<Trans>Key</Trans>}>
        <code>{key}</code>
      </Fact>
      <Fact name={<Trans>Server</Trans>}>{hosted ? <Trans>run by the hub</Trans> : <code>{endpoint}</code>}</Fact>
      <Fact name={<Trans>Level</Trans>}>
        {words.level[level] ?? level}, <Trans>contract {contractVersion}</Trans>
      </Fact>
      <Fact name={<Trans>Licence</Trans>}>{plainText(licence)}</Fact>
      {contactEmail !== null && <Fact name={<Trans>Contact</Trans>}>{plainText(contactEmail)}</Fact>}
      {conformance !== null && (
        <Fact name={<Trans>Checks</Trans>}>
          {conformance.passed ? <Trans>Passed</Trans> : <Trans>Failed: {conformance.failed.join(", ")}</Trans>}
        </Fact>
      )}
    </Facts>
  );
}
