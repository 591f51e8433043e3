// One exchange: between whom, how far it has come, what was said and learnt. In: its id. Out: the page.
import { Trans, useLingui } from "@lingui/react/macro";
import { useParams } from "@tanstack/react-router";
import { useAsk } from "../graph/use-ask.js";
import { MissingPage } from "../app/broken-page.js";
import { Asked } from "../ui/asked.js";
import { When } from "../ui/dates.js";
import { useLabels } from "../ui/labels.js";
import { Fact, Facts, Page, Section } from "../ui/page.js";
import { RecordLink } from "../ui/record-link.js";
import { Name, Prose } from "../ui/text.js";
import { TopicTags } from "../ui/topic-tags.js";
import { TypeMark } from "../ui/type-mark.js";
import { ExchangeActs } from "./exchange-acts.js";
import { usePeriodText } from "./exchange-card.js";
import { ExchangeSteps } from "./exchange-steps.js";
import { FlagButton } from "../ui/flag-button.js";
import { FollowButton } from "../ui/follow-button.js";
import { OneExchange, type OneExchangeQuery } from "./operations.js";
import { TakePart } from "./take-part.js";

type Exchange = NonNullable<OneExchangeQuery["exchange"]>;

/** The page. */
export function ExchangePage() {
  const { id } = useParams({ from: "/exchanges/$id" });
  const query = useAsk(OneExchange, { id });
  return (
    <TakePart>
      <Asked query={query}>
        {({ exchange }) => (exchange === null ? <MissingPage /> : <ExchangeShown key={id} exchange={exchange} />)}
      </Asked>
    </TakePart>
  );
}

function ExchangeShown({ exchange }: { readonly exchange: Exchange }) {
  const { exchangeKind } = useLabels();
  const { id, kind, title, text, state, topics, outcome, materials } = exchange;
  return (
    <Page
      title={title}
      kicker={
        <>
          <TypeMark type="exchange" />
          <span>{exchangeKind[kind]}</span>
        </>
      }
      lead={<ExchangeSteps state={state} />}
      actions={
        <>
          <ExchangeActs exchange={exchange} />
          <FollowButton id={id} />
          <FlagButton id={id} isButton />
        </>
      }
      aside={<Sides exchange={exchange} />}
    >
      {outcome !== null && (
        <Section title={<Trans>What was learnt</Trans>}>
          <Prose text={outcome} />
          <Materials materials={materials} />
        </Section>
      )}
      <Section title={<Trans>The plan</Trans>}>
        <Prose text={text} />
        <TopicTags topics={topics} />
      </Section>
      <Answers answers={exchange.answers} />
    </Page>
  );
}

function Materials({ materials }: Pick<Exchange, "materials">) {
  const shown = materials.flatMap((each) => each ?? []);
  if (shown.length === 0) return null;
  return (
    <>
      <h3>
        <Trans>Written down as practices</Trans>
      </h3>
      <ul className="plain-list">
        {shown.map(({ id, name, language }) => (
          <li key={id}>
            <RecordLink id={id} language={language}>
              {name}
            </RecordLink>
          </li>
        ))}
      </ul>
    </>
  );
}

function Answers({ answers }: Pick<Exchange, "answers">) {
  if (answers === null || answers.length === 0) return null;
  return (
    <Section title={<Trans>What the sides said</Trans>}>
      <p className="hint">
        <Trans>Only the sides read this.</Trans>
      </p>
      <ul className="cards">
        {answers.map(({ by, accept, message, at }) => (
          <li key={`${by?.id} ${at}`} className="card">
            <p className="card-kicker">
              {by === null ? <Trans>An organization</Trans> : <Name>{by.name}</Name>}
              <span className={accept ? "pill pill-good" : "pill pill-bad"}>
                {accept ? <Trans>Agrees</Trans> : <Trans>Declines</Trans>}
              </span>
              <When at={at} />
            </p>
            <Prose text={message} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Sides({ exchange }: { readonly exchange: Exchange }) {
  const { t } = useLingui();
  const { visibility } = useLabels();
  const period = usePeriodText()(exchange);
  const { from, with: others } = exchange;
  return (
    <section>
      <h2>
        <Trans>Between whom</Trans>
      </h2>
      <Facts>
        <Fact name={t`Proposed by`}>
          {from === null ? <Trans>An organization</Trans> : <RecordLink id={from.id}>{from.name}</RecordLink>}
        </Fact>
        <Fact name={t`With`}>
          <ul className="plain-list">
            {others.flatMap((side) =>
              side === null
                ? []
                : [
                    <li key={side.id}>
                      <RecordLink id={side.id}>{side.name}</RecordLink>
                    </li>,
                  ],
            )}
          </ul>
        </Fact>
        {period !== null && <Fact name={t`When`}>{period}</Fact>}
        <Fact name={t`Who may read it`}>{visibility[exchange.visibility]}</Fact>
      </Facts>
    </section>
  );
}
