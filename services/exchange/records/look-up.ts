// Partners' records as exchange needs them. In: ids and for whom. Out: what their owners, or the mirror, say of those that
// may be seen; all others are missing, whatever the reason.
import type { AskHub, HubQuestion } from "../../../schema/ask-hub.js";
import { parseRecordId, isRecordTypename, type RecordTypename } from "../../../schema/record-id.js";

/** What exchange knows of a record. */
export interface KnownRecord {
  readonly id: string;
  readonly typename: RecordTypename;
  readonly name: string;
  readonly visibility: "PUBLIC" | "NETWORK";
  /** The organization that it belongs to; an organization belongs to itself. */
  readonly organization: string | null;
  readonly topics: readonly string[];
  readonly areas: readonly string[];
  /** Who contributed or speaks. */
  readonly people: readonly string[];
  readonly adaptedFrom: string | null;
  /** RFC 3339. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: string | null;
  readonly evidence: StatedEvidence | null;
  readonly event: KnownEvent | null;
}

/** What a practice says of itself that others can check. */
export interface StatedEvidence {
  readonly results: boolean;
  readonly steps: boolean;
  readonly pitfalls: boolean;
  readonly context: boolean;
  readonly attachments: number;
}

/** When and how an event takes place. */
export interface KnownEvent {
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly status: string;
  readonly capacity: number | null;
  readonly place: string | null;
  readonly summary: string | null;
  readonly url: string | null;
  readonly materials: readonly string[];
}

interface Stub {
  readonly id: string;
}

/** A record as the fields below ask for it. */
export interface AnsweredRecord extends Stub {
  readonly __typename: string;
  readonly name: string;
  readonly visibility: "PUBLIC" | "NETWORK";
  readonly organization: Stub | null;
  readonly topics: readonly Stub[];
  readonly areas: readonly string[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version?: string;
  readonly adaptedFrom?: Stub | null;
  readonly contributors?: ReadonlyArray<{ readonly person: Stub | null }>;
  readonly results?: string | null;
  readonly steps?: readonly string[];
  readonly pitfalls?: readonly string[];
  readonly attachments?: readonly unknown[];
  readonly context?: { readonly description: string | null; readonly settings: readonly string[] };
  readonly startsAt?: string;
  readonly endsAt?: string | null;
  readonly eventStatus?: string;
  readonly capacity?: number | null;
  readonly place?: string | null;
  readonly summary?: string | null;
  readonly url?: string | null;
  readonly speakers?: ReadonlyArray<Stub | null>;
  readonly materials?: ReadonlyArray<Stub | null>;
}

const COMMON = "id name visibility organization { id } topics { id } areas createdAt updatedAt";
/** What is asked of a record, wherever one is given. */
export const KNOWN_FIELDS = `__typename
  ... on Organization { ${COMMON} }
  ... on Person { ${COMMON} }
  ... on Project { ${COMMON} }
  ... on Practice { ${COMMON} version adaptedFrom { id } contributors { person { id } } results steps pitfalls
    attachments { title } context { description settings } }
  ... on Event { ${COMMON} startsAt endsAt eventStatus: status capacity place summary url speakers { id } materials { id } }`;
const OPERATION = `query Known($representations: [_Any!]!) { _entities(representations: $representations) { ${KNOWN_FIELDS} } }`;

const AT_ONCE = 100;

export type LookUpAs = Pick<HubQuestion, "visibility" | "freshness" | "mustBeWhole">;

/** Looks records up. Throws when nobody answers at all. */
export async function lookUp(ask: AskHub, ids: readonly string[], as: LookUpAs): Promise<Map<string, KnownRecord>> {
  const wanted = [...new Set(ids)].flatMap((id) => {
    const typename = parseRecordId(id)?.typename ?? "";
    return isRecordTypename(typename) ? [{ __typename: typename, id }] : [];
  });
  const found = new Map<string, KnownRecord>();
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const representations = wanted.slice(at, at + AT_ONCE);
    const data = await ask({ subgraph: "partners", operation: OPERATION, variables: { representations }, ...as });
    const entities = data["_entities"] as ReadonlyArray<AnsweredRecord | null>; // as the operation asks
    for (const entity of entities) if (entity !== null) found.set(entity.id, knownRecord(entity));
  }
  return found;
}

/** What exchange knows of a record that was answered. */
export function knownRecord(entity: AnsweredRecord): KnownRecord {
  const { id, name, visibility, areas, createdAt, updatedAt, version = null, adaptedFrom = null } = entity;
  const typename = entity.__typename as RecordTypename; // partners have no others
  return {
    ...{ id, typename, name, visibility, areas, createdAt, updatedAt, version },
    organization: typename === "Organization" ? id : (entity.organization?.id ?? null),
    topics: entity.topics.map((topic) => topic.id),
    people: [...(entity.contributors ?? []).map(({ person }) => person), ...(entity.speakers ?? [])].flatMap(idOf),
    adaptedFrom: adaptedFrom?.id ?? null,
    evidence: typename === "Practice" ? statedEvidence(entity) : null,
    event: knownEvent(entity),
  };
}

function statedEvidence(practice: AnsweredRecord): StatedEvidence {
  const { description = null, settings = [] } = practice.context ?? {};
  return {
    results: isSaid(practice.results),
    steps: (practice.steps ?? []).length > 0,
    pitfalls: (practice.pitfalls ?? []).length > 0,
    context: isSaid(description) || settings.length > 0,
    attachments: (practice.attachments ?? []).length,
  };
}

function knownEvent(entity: AnsweredRecord): KnownEvent | null {
  const { startsAt, endsAt = null, capacity = null, place = null, summary = null, url = null } = entity;
  if (startsAt === undefined) return null;
  const status = entity.eventStatus ?? "PLANNED";
  return { startsAt, endsAt, status, capacity, place, summary, url, materials: (entity.materials ?? []).flatMap(idOf) };
}

function isSaid(text: string | null | undefined): boolean {
  return text !== undefined && text !== null && text.trim() !== "";
}

function idOf(stub: Stub | null): string[] {
  return stub === null ? [] : [stub.id];
}
