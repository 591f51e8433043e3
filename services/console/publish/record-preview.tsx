// A record as others will see it, while it is being written. In: its cells, the names of what they refer to. Out: a preview.
import { Trans, useLingui } from "@lingui/react/macro";
import { Fragment, type ReactNode } from "react";
import { useFormats } from "../ui/dates.js";
import { useLabels } from "../ui/labels.js";
import { Name, plainText, Prose } from "../ui/text.js";
import { TypeMark } from "../ui/type-mark.js";
import type { Cells } from "./cells-of-form.js";
import type { FieldGroup, FormField, PublishedType } from "./field-types.js";
import { CONSENT } from "./fields-of-people.js";

interface PreviewProps {
  readonly type: PublishedType;
  readonly groups: readonly FieldGroup[];
  readonly cells: Cells;
  readonly names: ReadonlyMap<string, string>;
}

/** What stands at the head, or is shown to nobody. */
const ELSEWHERE = new Set(["name", "summary", "headline", "topics", "organization", "visibility", "language", CONSENT]);

/** The preview. */
export function RecordPreview({ type, groups, cells, names }: PreviewProps) {
  const { t } = useLingui();
  const labels = useLabels();
  const cell = (column: string): string => cells[column] ?? "";
  const name = cell("name");
  const organization = names.get(cell("organization"));
  const fields = groups
    .flatMap((group) => group.fields)
    .filter(({ column }) => !ELSEWHERE.has(column) && !isHidden(column));
  return (
    <section className="panel preview" aria-label={t`Preview`} tabIndex={0}>
      <h2 className="preview-head">
        <Trans>As others will see it</Trans>
      </h2>
      <p className="card-kicker">
        <TypeMark type={type} />
        {organization !== undefined && <Name>{organization}</Name>}
        {cell("visibility") === "NETWORK" && <span className="pill">{labels.visibility.NETWORK}</span>}
      </p>
      <h3 className="preview-name" lang={cell("language")} dir="auto">
        {name === "" ? <span className="hint">{t`Without a name`}</span> : plainText(name)}
      </h3>
      <Prose text={cell("headline")} language={cell("language")} />
      <Prose text={cell("summary")} language={cell("language")} />
      <Tags ids={cell("topics")} names={names} />
      <dl className="facts">
        {fields.map((field) => (
          <PreviewFact key={field.column} field={field} text={cell(field.column)} names={names} />
        ))}
      </dl>
    </section>
  );
}

function isHidden(column: string): boolean {
  return column.includes("@") || column.startsWith("image.") || column === "areas";
}

function Tags({ ids, names }: { readonly ids: string; readonly names: ReadonlyMap<string, string> }) {
  if (ids === "") return null;
  return (
    <ul className="tags">
      {ids.split("|").map((id) => (
        <li key={id}>{plainText(names.get(id) ?? id)}</li>
      ))}
    </ul>
  );
}

interface FactProps {
  readonly field: FormField;
  readonly text: string;
  readonly names: ReadonlyMap<string, string>;
}

function PreviewFact({ field, text, names }: FactProps) {
  const { t } = useLingui();
  const shown = useShownText(field, text, names);
  if (text === "") return null;
  return (
    <div>
      <dt>{t(field.label)}</dt>
      <dd>{shown}</dd>
    </div>
  );
}

function useShownText(field: FormField, text: string, names: ReadonlyMap<string, string>): ReactNode {
  const { t } = useLingui();
  const labels = useLabels();
  const formats = useFormats();
  const { kind, list } = field;
  const wordOf = (value: string): string => {
    const found = list === undefined ? undefined : Object.entries(labels[list]).find(([key]) => key === value);
    return found?.[1] ?? value;
  };
  if (text === "") return null;
  if (kind === "choice" || kind === "choices") return formats.list(text.split("|").map(wordOf));
  if (kind === "yes-no") return text === "yes" ? t`Yes` : t`No`;
  if (kind === "date") return formats.day(text);
  if (kind === "lines") return <Items items={text.split("\n")} />;
  if (kind === "long") return <Prose text={text} />;
  if (kind === "money") return moneyIn(text, formats);
  if (kind === "expertise") return <Items items={text.split("|").map((item) => levelIn(item, names, labels.level))} />;
  return REFERRING.has(kind) ? <Items items={text.split("|").map((item) => nameIn(item, names))} /> : plainText(text);
}

const REFERRING: ReadonlySet<string> = new Set(["topics", "record", "records", "roles"]);

function moneyIn(text: string, formats: ReturnType<typeof useFormats>): string {
  const [amount = "0", currency = "EUR"] = text.split(" ");
  return formats.money(Number(amount), currency);
}

/** A topic, and how well it is known. */
function levelIn(item: string, names: ReadonlyMap<string, string>, levels: Readonly<Record<string, string>>): string {
  const cut = item.lastIndexOf(":");
  return `${names.get(item.slice(0, cut)) ?? item} (${levels[item.slice(cut + 1)] ?? ""})`;
}

/** The name of what an item begins with, and what is said beside it. */
function nameIn(item: string, names: ReadonlyMap<string, string>): string {
  const id = /^[^:|]+:[a-z]+:[^:|\s]+/.exec(item)?.[0] ?? item;
  const name = names.get(id) ?? id;
  const role = item.slice(id.length + 1).replace(/\s*\((?:LEAD|EQUAL|SUPPORTING)\)$/, "");
  return role === "" ? name : `${name} (${role})`;
}

function Items({ items }: { readonly items: readonly string[] }) {
  return items.map((item, at) => (
    <Fragment key={at}>
      {at > 0 && <br />}
      <bdi>{plainText(item)}</bdi>
    </Fragment>
  ));
}
