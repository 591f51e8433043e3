// Choosing records by their names: organizations, people, practices … of the whole network. In: words. Out: hidden fields with the
// records' ids.
import { Trans, useLingui } from "@lingui/react/macro";
import { useState, type ReactNode } from "react";
import { ListBoxItem } from "react-aria-components";
import { useAsk } from "../graph/use-ask.js";
import { Chosen, ChoiceBox, FEWEST_LETTERS } from "../ui/choice-box.js";
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
  const { t } = useLingui();
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
      <Chosen label={t`Chosen`} items={chosen} remove={(id) => change(chosen.filter((each) => each.id !== id))} />
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
  const isLong = text.length >= FEWEST_LETTERS;
  const found = useAsk(RecordsByText, { text, types }, { enabled: isLong, keeps: true });
  const all = isLong ? (found.data?.data.search?.edges.map(({ node }) => node) ?? []) : [];
  const items = all.filter(({ id }) => !taken.includes(id));
  return (
    <ChoiceBox<FoundRecord>
      {...{ label, hint, typed, onTyped: setTyped, items, isLooking: found.isFetching, maxLength: 120 }}
      nothing={<Trans>Nothing has that name.</Trans>}
      onChosen={({ id, name }) => add({ id, name })}
    >
      {(record) => <Option record={record} />}
    </ChoiceBox>
  );
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
