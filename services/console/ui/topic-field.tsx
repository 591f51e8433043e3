// Choosing topics of the thesaurus by typing, in any language. In: words. Out: hidden fields with the topics' ids.
import { Trans, useLingui } from "@lingui/react/macro";
import { useState, type ReactNode } from "react";
import { ListBoxItem } from "react-aria-components";
import { useAsk } from "../graph/use-ask.js";
import { Chosen, ChoiceBox, FEWEST_LETTERS } from "./choice-box.js";
import { TopicsByText } from "./operations.js";

export interface ChosenTopic {
  readonly id: string;
  readonly label: string | null;
}

interface TopicFieldProps {
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly chosen?: readonly ChosenTopic[];
  readonly onChange?: (topics: readonly ChosenTopic[]) => void;
}

/** The field. */
export function TopicField({ name, label, hint, chosen: first = [], onChange }: TopicFieldProps) {
  const { t } = useLingui();
  const [chosen, setChosen] = useState(first);
  const change = (next: readonly ChosenTopic[]): void => {
    setChosen(next);
    onChange?.(next);
  };
  const add = (topic: ChosenTopic): void => change([...chosen.filter(({ id }) => id !== topic.id), topic]);
  return (
    <div className="topic-field">
      <TopicBox label={label} hint={hint} add={add} />
      <Chosen
        label={t`Chosen topics`}
        items={chosen.map((topic) => ({ id: topic.id, name: topic.label ?? topic.id }))}
        remove={(id) => change(chosen.filter((each) => each.id !== id))}
      />
      {chosen.map(({ id }) => (
        <input key={id} type="hidden" name={name} value={id} />
      ))}
    </div>
  );
}

type TopicBoxProps = Pick<TopicFieldProps, "label" | "hint"> & { readonly add: (topic: ChosenTopic) => void };

function TopicBox({ label, hint, add }: TopicBoxProps) {
  const [typed, setTyped] = useState("");
  const text = typed.trim();
  const isLong = text.length >= FEWEST_LETTERS;
  const found = useAsk(TopicsByText, { text }, { enabled: isLong, keeps: true });
  const items = isLong ? (found.data?.data.topics?.edges.map(({ node }) => node) ?? []) : [];
  return (
    <ChoiceBox<ChosenTopic>
      {...{ label, hint, typed, onTyped: setTyped, items, isLooking: found.isFetching, onChosen: add, maxLength: 80 }}
      nothing={<Trans>No topic has that name.</Trans>}
    >
      {({ id, label: name }) => (
        <ListBoxItem id={id} className="option" textValue={name ?? id}>
          {name ?? id}
        </ListBoxItem>
      )}
    </ChoiceBox>
  );
}
