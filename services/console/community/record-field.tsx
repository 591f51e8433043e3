// Choosing records by their names: organizations, people, practices … of the whole network. In: words. Out: hidden fields with the
// records' ids.
import { Trans, useLingui } from "@lingui/react/macro";
import { X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text, type Key } from "react-aria-components";
import { useAsk } from "../graph/use-ask.js";
import { Name, plainText } from "../ui/text.js";
import { RecordsByText, type RecordType } from "./operations.js";

export interface ChosenRecord {
  readonly id: string;
  readonly name: string;
}

interface RecordFieldProps {
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly types: readonly RecordType[];
  readonly chosen?: readonly ChosenRecord[];
  /** Who is chosen takes the place of who was. */
  readonly isSingle?: boolean;
  /** Not offered. */
  readonly without?: readonly string[];
  readonly onChange?: (records: readonly ChosenRecord[]) => void;
}

/** The field. */
export function RecordField(props: RecordFieldProps) {
  const { name, label, hint, types, chosen: first = [], without = [], isSingle = false, onChange } = props;
  const [chosen, setChosen] = useState(first);
  const change = (next: readonly ChosenRecord[]): void => {
    setChosen(next);
    onChange?.(next);
  };
  const add = (record: ChosenRecord): void => change(isSingle ? [record] : [...chosen, record]);
  const taken = [...without, ...chosen.map(({ id }) => id)];
  return (
    <div className="topic-field">
      <RecordBox label={label} hint={hint} types={types} taken={taken} add={add} />
      <ChosenRecords records={chosen} remove={(id) => change(chosen.filter((each) => each.id !== id))} />
      {chosen.map(({ id }) => (
        <input key={id} type="hidden" name={name} value={id} />
      ))}
    </div>
  );
}

type RecordBoxProps = Pick<RecordFieldProps, "label" | "hint" | "types"> & {
  readonly taken: readonly string[];
  readonly add: (record: ChosenRecord) => void;
};

type FoundRecord = ChosenRecord & { readonly organizationName: string | null };

function RecordBox({ label, hint, types, taken, add }: RecordBoxProps) {
  const [typed, setTyped] = useState("");
  const text = typed.trim();
  const found = useAsk(RecordsByText, { text, types }, { enabled: text.length > 1, keeps: true });
  const all = text.length > 1 ? (found.data?.data.search?.edges.map(({ node }) => node) ?? []) : [];
  const items = all.filter(({ id }) => !taken.includes(id));
  const choose = (key: Key | null): void => {
    const record = items.find(({ id }) => id === key);
    if (record !== undefined) add({ id: record.id, name: record.name });
    setTyped("");
  };
  return (
    <ComboBox
      {...{ className: "field", items, inputValue: typed, onInputChange: setTyped, menuTrigger: "input" }}
      selectedKey={null}
      onSelectionChange={choose}
      allowsEmptyCollection={text.length > 1}
    >
      <Label>{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <Input maxLength={120} />
      <Popover className="popup options">
        <ListBox<FoundRecord> renderEmptyState={() => <NoneFound isLooking={found.isFetching} />}>
          {(record) => <Option record={record} />}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

function NoneFound({ isLooking }: { readonly isLooking: boolean }) {
  return <p className="hint">{isLooking ? <Trans>Looking …</Trans> : <Trans>Nothing has that name.</Trans>}</p>;
}

function Option({ record: { id, name, organizationName } }: { readonly record: FoundRecord }) {
  return (
    <ListBoxItem id={id} className="option" textValue={plainText(name)}>
      <Name>{name}</Name>
      {organizationName !== null && (
        <span className="hint">
          {" "}
          <Name>{organizationName}</Name>
        </span>
      )}
    </ListBoxItem>
  );
}

interface ChosenProps {
  readonly records: readonly ChosenRecord[];
  readonly remove: (id: string) => void;
}

function ChosenRecords({ records, remove }: ChosenProps) {
  const { t } = useLingui();
  if (records.length === 0) return null;
  return (
    <ul className="tags" aria-label={t`Chosen`}>
      {records.map(({ id, name }) => (
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
