// People or organizations, each with what they did. In: `id:role|…`. Out: a search field, and a row for each who was chosen.
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { RecordField, type ChosenRecord } from "../community/record-field.js";
import { useLabels } from "../ui/labels.js";
import { Name } from "../ui/text.js";
import type { FieldInputProps } from "./field-types.js";

const DEGREES = ["LEAD", "EQUAL", "SUPPORTING"] as const;
type Degree = (typeof DEGREES)[number];

interface Role {
  readonly role: string;
  readonly degree: Degree;
}

const ITEM = /^([^:|]+:[a-z]+:[^:|\s]+)(?::(.*?))?(?:\s*\((LEAD|EQUAL|SUPPORTING)\))?$/;

/** Reads the roles of a column. */
function rolesOf(start: string): ReadonlyMap<string, Role> {
  const roles = start.split("|").flatMap((item) => {
    const [, id, role = "", degree] = ITEM.exec(item) ?? [];
    return id === undefined
      ? []
      : [[id, { role, degree: DEGREES.find((each) => each === degree) ?? "EQUAL" }] as const];
  });
  return new Map(roles);
}

const NONE: Role = { role: "", degree: "EQUAL" };

/** The text of a role in its column; what would cut it in two is left out. */
function textOf(id: string, { role, degree }: Role, hasDegrees: boolean): string {
  const plain = role
    .replaceAll(/[|:()]/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  const said = plain === "" ? id : `${id}:${plain}`;
  return hasDegrees && degree !== "EQUAL" ? `${said} (${degree})` : said;
}

/** The field. */
export function RoleField({ field, start, names, onNames }: FieldInputProps) {
  const { t } = useLingui();
  const { column } = field;
  const [roles, setRoles] = useState(() => rolesOf(start));
  const [chosen, setChosen] = useState<readonly ChosenRecord[]>(() =>
    [...roles.keys()].map((id) => ({ id, name: names.get(id) ?? id })),
  );
  const hasDegrees = column === "contributors";
  const choose = (records: readonly ChosenRecord[]): void => {
    setChosen(records);
    onNames(records.map(({ id, name }) => [id, name]));
  };
  const text = chosen.map(({ id }) => textOf(id, roles.get(id) ?? NONE, hasDegrees)).join("|");
  return (
    <div className="role-field">
      <RecordField
        name={`${column}.ids`}
        label={t(field.label)}
        hint={field.hint && t(field.hint)}
        types={field.types ?? []}
        chosen={chosen}
        onChange={choose}
      />
      {chosen.length > 0 && (
        <ul className="role-rows">
          {chosen.map((record) => (
            <RoleRow
              key={record.id}
              record={record}
              role={roles.get(record.id) ?? NONE}
              hasDegree={hasDegrees}
              onChange={(role) => setRoles(new Map([...roles, [record.id, role]]))}
            />
          ))}
        </ul>
      )}
      <input type="hidden" name={column} value={text} />
    </div>
  );
}

interface RoleRowProps {
  readonly record: ChosenRecord;
  readonly role: Role;
  readonly hasDegree: boolean;
  readonly onChange: (role: Role) => void;
}

function RoleRow({ record: { name }, role, hasDegree, onChange }: RoleRowProps) {
  const { t } = useLingui();
  const { degree: words } = useLabels();
  return (
    <li>
      <Name>{name}</Name>
      <input
        className="input"
        value={role.role}
        maxLength={100}
        aria-label={t`What ${name} did`}
        placeholder={t`What they did`}
        onChange={({ target }) => onChange({ ...role, role: target.value })}
      />
      {hasDegree && (
        <select
          value={role.degree}
          aria-label={t`How much ${name} did`}
          onChange={({ target }) =>
            onChange({ ...role, degree: DEGREES.find((each) => each === target.value) ?? "EQUAL" })
          }
        >
          {DEGREES.map((each) => (
            <option key={each} value={each}>
              {words[each]}
            </option>
          ))}
        </select>
      )}
    </li>
  );
}
