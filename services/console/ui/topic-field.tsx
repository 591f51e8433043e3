// Choosing topics of the thesaurus by typing, in any language. In: words. Out: hidden fields with the topics' ids.
import { Trans, useLingui } from "@lingui/react/macro";
import { X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text, type Key } from "react-aria-components";
import { useAsk } from "../graph/use-ask.js";
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
  const [chosen, setChosen] = useState(first);
  const change = (next: readonly ChosenTopic[]): void => {
    setChosen(next);
    onChange?.(next);
  };
  const add = (topic: ChosenTopic): void => change([...chosen.filter(({ id }) => id !== topic.id), topic]);
  return (
    <div className="topic-field">
      <TopicBox label={label} hint={hint} add={add} />
      <ChosenTopics topics={chosen} remove={(id) => change(chosen.filter((each) => each.id !== id))} />
      {chosen.map(({ id }) => (
        <input key={id} type="hidden" name={name} value={id} />
      ))}
    </div>
  );
}

type TopicBoxProps = Pick<TopicFieldProps, "label" | "hint"> & { readonly add: (topic: ChosenTopic) => void };

function TopicBox({ label, hint, add }: TopicBoxProps) {
  const [typed, setTyped] = useState("");
  const found = useAsk(TopicsByText, { text: typed.trim() }, { enabled: typed.trim().length > 1, keeps: true });
  const items = typed.trim().length > 1 ? (found.data?.data.topics?.edges.map(({ node }) => node) ?? []) : [];
  const choose = (key: Key | null): void => {
    const topic = items.find(({ id }) => id === key);
    if (topic !== undefined) add(topic);
    setTyped("");
  };
  return (
    <ComboBox
      className="field"
      items={items}
      inputValue={typed}
      onInputChange={setTyped}
      selectedKey={null}
      onSelectionChange={choose}
      menuTrigger="input"
      allowsEmptyCollection={typed.trim().length > 1}
    >
      <Label>{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <Input maxLength={80} />
      <Popover className="popup options">
        <ListBox<ChosenTopic> renderEmptyState={() => <Nothing isLooking={found.isFetching} />}>
          {(topic) => <ListBoxItem className="option">{topic.label ?? topic.id}</ListBoxItem>}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

function Nothing({ isLooking }: { readonly isLooking: boolean }) {
  return <p className="hint">{isLooking ? <Trans>Looking …</Trans> : <Trans>No topic has that name.</Trans>}</p>;
}

interface ChosenProps {
  readonly topics: readonly ChosenTopic[];
  readonly remove: (id: string) => void;
}

function ChosenTopics({ topics, remove }: ChosenProps) {
  const { t } = useLingui();
  if (topics.length === 0) return null;
  return (
    <ul className="tags" aria-label={t`Chosen topics`}>
      {topics.map(({ id, label }) => (
        <li key={id}>
          {label ?? id}
          <Button className="icon" onPress={() => remove(id)} aria-label={t`Remove ${label ?? id}`}>
            <X aria-hidden="true" />
          </Button>
        </li>
      ))}
    </ul>
  );
}
