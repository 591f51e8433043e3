// What to tell partners that are not well, ready to be sent. In: partners. Out: their advice, to be copied or mailed.
import { Trans, useLingui } from "@lingui/react/macro";
import { Mail } from "lucide-react";
import { Section } from "../ui/page.js";
import { Name, plainText } from "../ui/text.js";
import { CopyButton } from "../ui/copy.js";
import type { BoardQuery } from "./operations.js";

type Partner = NonNullable<BoardQuery["partners"]>[number];

interface AdviceListProps {
  readonly partners: readonly Partner[];
}

/** The advice; nothing when all is well. */
export function AdviceList({ partners }: AdviceListProps) {
  const advised = partners.filter(({ health }) => health?.adviceForPartner !== null && health !== null);
  if (advised.length === 0) return null;
  return (
    <Section title={<Trans>What to tell them</Trans>}>
      <ul className="cards-grid">
        {advised.map((partner) => (
          <li key={partner.key}>
            <Advice partner={partner} advice={partner.health?.adviceForPartner ?? ""} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Advice({ partner: { name, contactEmail }, advice }: { readonly partner: Partner; readonly advice: string }) {
  const { t } = useLingui();
  const plain = plainText(name);
  return (
    <div className="card">
      <h3>
        <Name>{name}</Name>
      </h3>
      <p>{advice}</p>
      <p className="staff-acts">
        <CopyButton text={advice} label={t`advice for ${plain}`} />
        {contactEmail !== null && (
          <MailLink to={contactEmail} subject={t`Your directory in the network`} text={advice} name={plain} />
        )}
      </p>
    </div>
  );
}

interface MailLinkProps {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly name: string;
}

/** Opens the reader's own mail program with a letter. */
export function MailLink({ to, subject, text, name }: MailLinkProps) {
  const { t } = useLingui();
  const href = `mailto:${encodeURIComponent(to)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`;
  return (
    <a className="button button-small" href={href} aria-label={t`Write to ${name}`}>
      <Mail aria-hidden="true" />
      <Trans>Write to them</Trans>
    </a>
  );
}
