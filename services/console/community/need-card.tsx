// A need in a list: what is sought, by whom, until when. In: a need. Out: a card.
import { Trans } from "@lingui/react/macro";
import { useFormats, When } from "../ui/dates.js";
import { useLabels } from "../ui/labels.js";
import { RecordLink } from "../ui/record-link.js";
import { Name, plainText } from "../ui/text.js";
import { TopicTags } from "../ui/topic-tags.js";
import type { NeedLineFragment } from "./operations.js";

const PILLS = { OPEN: "pill pill-warn", ANSWERED: "pill pill-good", CLOSED: "pill" } as const;

/** In which state a need is, in words. */
export function NeedStatePill({ state }: Pick<NeedLineFragment, "state">) {
  const { needState } = useLabels();
  return <span className={PILLS[state]}>{needState[state]}</span>;
}

/** The card. */
export function NeedCard({ need }: { readonly need: NeedLineFragment }) {
  const formats = useFormats();
  const { id, title, text, topics, by, state, until, createdAt } = need;
  return (
    <div className="card">
      <p className="card-kicker">
        <NeedStatePill state={state} />
        {by !== null && <Name>{by.name}</Name>}
        <When at={createdAt} />
        {until !== null && state === "OPEN" && (
          <span>
            <Trans>until {formats.day(until)}</Trans>
          </span>
        )}
      </p>
      <h2 className="card-title">
        <RecordLink id={id}>{title}</RecordLink>
      </h2>
      <p className="card-text" dir="auto">
        {plainText(text)}
      </p>
      <TopicTags topics={topics} />
    </div>
  );
}
