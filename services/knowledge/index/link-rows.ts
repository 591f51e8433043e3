// What a record says of others. In: a draft. Out: its rows of `link`, `claim` and `identifier`. The records that it
// names may not be known, or not yet.
import { readIdentifier } from "../../../schema/identifiers.js";
import { isRecordType } from "../../../schema/record-id.js";
import type { RecordDraft } from "../../records/record-draft.js";

/**
 * How one record refers to another: `ReferenceKind` of the public graph, projects' practices, and what the hub's own
 * refer to: a community to its MEMBERs, a discussion to the records that it is ABOUT.
 */
export type LinkKind =
  | "ADAPTATION"
  | "JOINT_PROJECT"
  | "TEAM"
  | "SPEAKER"
  | "MATERIAL"
  | "EVIDENCE"
  | "CONTRIBUTOR"
  | "SERIES"
  | "PRACTICE"
  | "MEMBER"
  | "ABOUT";

/** A reference. `role`: what a person or organization does there; of EVIDENCE, the topic; else empty. */
export interface LinkRow {
  readonly source: string;
  readonly kind: LinkKind;
  readonly target: string;
  readonly role: string;
}

type Reference = readonly [target: string | null | undefined, role?: string | null];

/** The references of a record, each once. */
export function linkRows(draft: RecordDraft): LinkRow[] {
  const rows = new Map<string, LinkRow>();
  for (const [kind, references] of referencesOf(draft)) {
    for (const [target, role] of references) {
      if (target === null || target === undefined) continue;
      const row = { source: draft.id, kind, target, role: role ?? "" };
      rows.set(JSON.stringify([kind, target, row.role]), row);
    }
  }
  return [...rows.values()];
}

/** By type: a member that a record's type does not have counts for nothing. */
function referencesOf(draft: RecordDraft): Array<[LinkKind, Reference[]]> {
  const [, type = ""] = draft.id.split(":");
  return isRecordType(type) ? REFERENCES[type](draft) : [];
}

const REFERENCES = {
  organization: () => [],
  person: (draft: RecordDraft): Array<[LinkKind, Reference[]]> => [
    ["EVIDENCE", (draft.expertise ?? []).flatMap(({ topic, evidence }) => evidence.map((id) => [id, topic] as const))],
  ],
  project: (draft: RecordDraft): Array<[LinkKind, Reference[]]> => [
    ["JOINT_PROJECT", plain(draft.jointWith)],
    ["TEAM", (draft.team ?? []).map(({ person, role }) => [person, role])],
    ["PRACTICE", plain(draft.practices)],
  ],
  practice: (draft: RecordDraft): Array<[LinkKind, Reference[]]> => [
    ["ADAPTATION", [[draft.adaptedFrom]]],
    [
      "CONTRIBUTOR",
      (draft.contributors ?? []).flatMap(({ person, organization, role }) => [
        [person, role] as const,
        [organization, role] as const,
      ]),
    ],
  ],
  event: (draft: RecordDraft): Array<[LinkKind, Reference[]]> => [
    ["SERIES", [[draft.partOf]]],
    ["SPEAKER", plain(draft.speakers)],
    ["MATERIAL", plain(draft.materials)],
  ],
};

function plain(ids: readonly string[] | undefined): Reference[] {
  return (ids ?? []).map((id) => [id]);
}

/** What a person says they know. */
export interface ClaimRow {
  readonly person: string;
  readonly topic: string;
  readonly level: string;
  readonly since: string | null;
  readonly statement: string | null;
}

/** The claims of a person, one for each topic: the last when there are several. Others claim nothing. */
export function claimRows(draft: RecordDraft): ClaimRow[] {
  if (draft.id.split(":")[1] !== "person") return [];
  const claims = (draft.expertise ?? []).map(({ topic, level, since, statement }) => {
    const row = { person: draft.id, topic, level, since: since ?? null, statement: statement ?? null };
    return [topic, row] as const;
  });
  return [...new Map(claims).values()];
}

/** A registry identifier; `digits`: its value when that is all digits, or the digits after a scheme's letters. */
export interface IdentifierRow {
  readonly id: string;
  readonly scheme: string;
  readonly value: string;
  readonly digits: string;
}

/** The identifiers of an organization, each once, as their schemes write them. */
export function identifierRows(draft: RecordDraft): IdentifierRow[] {
  if (draft.id.split(":")[1] !== "organization") return [];
  const rows = (draft.identifiers ?? []).map(({ scheme, value: stated }) => {
    const value = (readIdentifier(scheme, stated).value ?? stated).toUpperCase().replaceAll(/\s+/g, "");
    return { id: draft.id, scheme: scheme.toUpperCase(), value, digits: /\d{4,}$/.exec(value)?.[0] ?? "" };
  });
  return [...new Map(rows.map((row) => [`${row.scheme}:${row.value}`, row])).values()];
}
