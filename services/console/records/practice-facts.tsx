// A practice at a glance: setting, people, cost, licence, who made it. In: the practice. Out: panels beside its page.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useFormats } from "../ui/dates.js";
import { useLabels } from "../ui/labels.js";
import { Fact, Facts } from "../ui/page.js";
import { RecordLink } from "../ui/record-link.js";
import { Name } from "../ui/text.js";
import { TopicTags } from "../ui/topic-tags.js";
import type { PracticeShown } from "./shown.js";

/** The panels. */
export function PracticeFacts({ practice }: { readonly practice: PracticeShown }) {
  const formats = useFormats();
  const labels = useLabels();
  const { context, licence, version } = practice;
  return (
    <>
      <section>
        <h2>
          <Trans>At a glance</Trans>
        </h2>
        <Facts>
          <Fact name={<Trans>Cost</Trans>}>
            {context.cost === null ? (
              <Trans>not stated</Trans>
            ) : (
              formats.money(context.cost.amount, context.cost.currency)
            )}
          </Fact>
          {context.settings.length > 0 && (
            <Fact name={<Trans>Setting</Trans>}>
              {formats.list(context.settings.map((setting) => labels.setting[setting]))}
            </Fact>
          )}
          {context.people !== null && (
            <Fact name={<Trans>People</Trans>}>
              <Plural value={context.people} one="# person" other="# people" />
            </Fact>
          )}
          {context.audiences.length > 0 && (
            <Fact name={<Trans>For whom</Trans>}>
              <TopicTags topics={context.audiences} />
            </Fact>
          )}
          <Fact name={<Trans>Licence</Trans>}>{licence}</Fact>
          <Fact name={<Trans>Version</Trans>}>{version}</Fact>
        </Facts>
      </section>
      <Contributors contributors={practice.contributors} />
    </>
  );
}

function Contributors({ contributors }: Pick<PracticeShown, "contributors">) {
  const { t } = useLingui();
  const labels = useLabels();
  if (contributors.length === 0) return null;
  return (
    <section>
      <h2>{t`Made by`}</h2>
      <ul className="link-list">
        {contributors.map(({ person, organization, role, degree }, at) => {
          const who = person ?? organization;
          return (
            <li key={at}>
              {who === null ? (
                <Trans>Somebody who is not listed</Trans>
              ) : (
                <RecordLink id={who.id}>{who.name}</RecordLink>
              )}{" "}
              <span className="hint">
                <Name>{role}</Name>, {labels.degree[degree]}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
