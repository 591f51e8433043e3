// Choosing by typing, and what was chosen: for topics and for records. In: what fits the words. Out: a box with a list, and words that can be
// taken back.
import { Trans, useLingui } from "@lingui/react/macro";
import { X } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { Button, ComboBox, Input, Label, ListBox, Popover, Text } from "react-aria-components";
import { Name } from "./text.js";

interface Identified {
  readonly id: string;
}

interface ChoiceBoxProps<C extends Identified> {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly maxLength: number;
  readonly typed: string;
  readonly onTyped: (text: string) => void;
  /** What fits what was typed. */
  readonly items: readonly C[];
  readonly isLooking: boolean;
  /** Said where nothing fits. */
  readonly nothing: ReactNode;
  readonly onChosen: (choice: C) => void;
  /** An option of the list. */
  readonly children: (choice: C) => ReactElement;
}

/** From so many letters on there is a list. */
export const FEWEST_LETTERS = 2;

/** The box. */
export function ChoiceBox<C extends Identified>(props: ChoiceBoxProps<C>) {
  const { label, hint, maxLength, typed, onTyped, items, isLooking, nothing, onChosen, children } = props;
  const choose = (id: unknown): void => {
    const choice = items.find((each) => each.id === id);
    if (choice !== undefined) onChosen(choice);
    onTyped("");
  };
  return (
    <ComboBox
      {...{ className: "field", items, inputValue: typed, onInputChange: onTyped, menuTrigger: "input" }}
      selectedKey={null}
      onSelectionChange={choose}
      allowsEmptyCollection={typed.trim().length >= FEWEST_LETTERS}
    >
      <Label>{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <Input maxLength={maxLength} />
      <Popover className="popup options">
        <ListBox<C> renderEmptyState={() => <p className="hint">{isLooking ? <Trans>Looking …</Trans> : nothing}</p>}>
          {children}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

interface ChosenProps {
  readonly label: string;
  readonly items: ReadonlyArray<Identified & { readonly name: string }>;
  readonly remove: (id: string) => void;
}

/** What was chosen; nothing where nothing was. */
export function Chosen({ label, items, remove }: ChosenProps) {
  const { t } = useLingui();
  if (items.length === 0) return null;
  return (
    <ul className="tags" aria-label={label}>
      {items.map(({ id, name }) => (
        <li key={id}>
          <Name>{name}</Name>
          <Button className="icon" onPress={() => remove(id)} aria-label={t`Remove ${name}`}>
            <X aria-hidden="true" />
          </Button>
        </li>
      ))}
    </ul>
  );
}
