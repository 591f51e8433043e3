// What a person knows: topics, how well, a sentence on each. In: `topic:LEVEL|…`. Out: a search field, and a row for each topic.
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useLabels } from "../ui/labels.js";
import { plainText } from "../ui/text.js";
import { TopicField, type ChosenTopic } from "../ui/topic-field.js";
import type { FieldInputProps } from "./field-types.js";

const LEVELS = ["LEARNING", "PRACTISING", "EXPERT", "REFERENCE"] as const;
type Level = (typeof LEVELS)[number];

interface Known {
  readonly level: Level;
  readonly statement: string;
}

const NEW: Known = { level: "PRACTISING", statement: "" };

function knownOf(start: string, statements: string): ReadonlyMap<string, Known> {
  const said = statements.split("|");
  const items = start.split("|").filter((item) => item !== "");
  return new Map(
    items.map((item, at) => {
      const cut = item.lastIndexOf(":");
      const level = LEVELS.find((each) => each === item.slice(cut + 1)) ?? "PRACTISING";
      return [item.slice(0, cut), { level, statement: said[at] ?? "" }];
    }),
  );
}

type ExpertiseProps = FieldInputProps & {
  /** The sentences, in the order of `start`. */
  readonly statements?: string;
};

/** The field. */
export function ExpertiseField({ field, start, names, onNames, statements = "" }: ExpertiseProps) {
  const { t } = useLingui();
  const { column } = field;
  const [known, setKnown] = useState(() => knownOf(start, statements));
  const [chosen, setChosen] = useState<readonly ChosenTopic[]>(() =>
    [...known.keys()].map((id) => ({ id, label: names.get(id) ?? id })),
  );
  const choose = (topics: readonly ChosenTopic[]): void => {
    setChosen(topics);
    onNames(topics.map(({ id, label }) => [id, label ?? id]));
  };
  const rows = chosen.map((topic) => ({ topic, known: known.get(topic.id) ?? NEW }));
  return (
    <div className="role-field">
      <TopicField
        {...{ name: `${column}.ids`, label: t(field.label), hint: field.hint && t(field.hint), chosen }}
        onChange={choose}
      />
      {rows.length > 0 && (
        <ul className="role-rows">
          {rows.map((row) => (
            <KnownRow
              key={row.topic.id}
              {...row}
              onChange={(next) => setKnown(new Map([...known, [row.topic.id, next]]))}
            />
          ))}
        </ul>
      )}
      <AsCells column={column} rows={rows} />
    </div>
  );
}

interface AsCellsProps {
  readonly column: string;
  readonly rows: ReadonlyArray<{ readonly topic: ChosenTopic; readonly known: Known }>;
}

function AsCells({ column, rows }: AsCellsProps) {
  const levels = rows.map(({ topic, known }) => `${topic.id}:${known.level}`);
  const sentences = rows.map(({ known }) => known.statement.replaceAll("|", "/").trim());
  const isSaid = sentences.some((each) => each !== "");
  return (
    <>
      <input type="hidden" name={column} value={levels.join("|")} />
      <input type="hidden" name={`${column}.statement`} value={isSaid ? sentences.join("|") : ""} />
    </>
  );
}

interface KnownRowProps {
  readonly topic: ChosenTopic;
  readonly known: Known;
  readonly onChange: (known: Known) => void;
}

function KnownRow({ topic, known, onChange }: KnownRowProps) {
  const { t } = useLingui();
  const { level: words } = useLabels();
  const name = plainText(topic.label ?? topic.id);
  return (
    <li>
      <span>{name}</span>
      <select
        value={known.level}
        aria-label={t`How well: ${name}`}
        onChange={({ target }) =>
          onChange({ ...known, level: LEVELS.find((each) => each === target.value) ?? "PRACTISING" })
        }
      >
        {LEVELS.map((each) => (
          <option key={each} value={each}>
            {words[each]}
          </option>
        ))}
      </select>
      <input
        className="input"
        value={known.statement}
        maxLength={300}
        aria-label={t`In a sentence: ${name}`}
        placeholder={t`In a sentence`}
        onChange={({ target }) => onChange({ ...known, statement: target.value })}
      />
    </li>
  );
}
