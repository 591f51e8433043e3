// The client for apps: what a sync asks. In: the types of records and what is wanted of each. Out: the text of the operations.

export type RecordType = "ORGANIZATION" | "PERSON" | "PROJECT" | "PRACTICE" | "EVENT";

/** Which fields of a type are kept, as GraphQL: `id name summary organization { id }`. */
export type Selections = Readonly<Partial<Record<RecordType, string>>>;

interface Listed {
  readonly root: string;
  readonly name: string;
}

const LISTED: Readonly<Record<RecordType, Listed>> = {
  ORGANIZATION: { root: "organizations", name: "Organization" },
  PERSON: { root: "people", name: "Person" },
  PROJECT: { root: "projects", name: "Project" },
  PRACTICE: { root: "practices", name: "Practice" },
  EVENT: { root: "events", name: "Event" },
};

export const RECORD_TYPES: readonly RecordType[] = ["ORGANIZATION", "PERSON", "PROJECT", "PRACTICE", "EVENT"];

const USUAL = "name summary language url countries areas topics { id } organization { id } createdAt updatedAt";
/** Two types that call different things by the same name need a name for each: changes of both come in one list. */
const USUAL_MORE: Selections = {
  PERSON: "headline offers",
  PROJECT: "projectStatus: status startDate endDate",
  PRACTICE: "practiceKind licence",
  EVENT: "eventKind eventStatus: status startsAt endsAt timeZone place online",
};

function selectionOf(type: RecordType, select: Selections): string {
  return `__typename id ${select[type] ?? `${USUAL} ${USUAL_MORE[type] ?? ""}`}`;
}

/** A page of all records of a type. */
export function listDocument(type: RecordType, select: Selections): string {
  const { root, name } = LISTED[type];
  return `query SyncList($filter: ${name}Filter, $after: String, $first: Int!) {
  page: ${root}(filter: $filter, orderBy: UPDATED_ASC, first: $first, after: $after) {
    nodes { ${selectionOf(type, select)} } pageInfo { hasNextPage endCursor } completeness { sources { partner status } } } }`;
}

/** A page of changes. */
export function changesDocument(types: readonly RecordType[], select: Selections): string {
  const records = types.map((type) => `... on ${LISTED[type].name} { ${selectionOf(type, select)} }`);
  return `query SyncChanges($filter: SearchFilter, $after: String, $first: Int!) {
  page: recordChangesSince(filter: $filter, after: $after, first: $first) {
    endCursor hasMore changes { op id record { ${records.join(" ")} } } } }`;
}
