// Record ids: `<partner>:<type>:<local>`. In: any string a reader or a partner sent. Out: its parts, or null.
// The one place that knows which characters an id may hold and which type name belongs to which GraphQL type.

/** The record types that partners own, as they stand in an id, with their GraphQL type names. */
export const RECORD_TYPES = {
  organization: "Organization",
  person: "Person",
  project: "Project",
  practice: "Practice",
  event: "Event",
} as const;

/** The types of the hub's own ids (`hub:topic:…`), with their GraphQL type names. */
export const HUB_TYPES = {
  topic: "Topic",
  community: "Community",
  discussion: "Discussion",
  need: "Need",
  exchange: "Exchange",
} as const;

export type RecordType = keyof typeof RECORD_TYPES;
export type RecordTypename = (typeof RECORD_TYPES)[RecordType];
export type HubTypename = (typeof HUB_TYPES)[keyof typeof HUB_TYPES];

/** The parts of an id. `partner` is `hub` for what the hub itself holds. */
export interface RecordId {
  readonly partner: string;
  readonly typename: RecordTypename | HubTypename;
  readonly local: string;
}

export const HUB_KEY = "hub";
const PARTNER_KEY = /^[a-z0-9][a-z0-9-]{1,39}$/;
const LOCAL_ID = /^[A-Za-z0-9._~-]{1,128}$/;

/** Whether a string may be a partner's key: 2 to 40 of `a-z 0-9 -`, not beginning with `-`, never `hub`. */
export function isPartnerKey(text: string): boolean {
  return text !== HUB_KEY && PARTNER_KEY.test(text);
}

/** Whether a string may be the local part of an id: 1 to 128 of `A-Z a-z 0-9 . _ ~ -`. */
export function isLocalId(text: string): boolean {
  return LOCAL_ID.test(text);
}

/** Whether a string names one of the record types, as in an id. */
export function isRecordType(text: string): text is RecordType {
  return Object.hasOwn(RECORD_TYPES, text);
}

/** Whether a string is the GraphQL name of a type that partners own. */
export function isRecordTypename(text: string): text is RecordTypename {
  return (Object.values(RECORD_TYPES) as string[]).includes(text); // widened to compare with any string
}

/** Takes an id apart. Null when it is not one; never throws. */
export function parseRecordId(text: unknown): RecordId | null {
  if (typeof text !== "string" || text.length > 192) return null;
  const first = text.indexOf(":");
  const second = text.indexOf(":", first + 1);
  if (first < 0 || second < 0) return null;
  const partner = text.slice(0, first);
  const type = text.slice(first + 1, second);
  const local = text.slice(second + 1);
  if (!LOCAL_ID.test(local)) return null;
  const typename = typenameOf(partner, type);
  return typename === null ? null : { partner, typename, local };
}

function typenameOf(partner: string, type: string): RecordId["typename"] | null {
  if (partner !== HUB_KEY) return PARTNER_KEY.test(partner) && isRecordType(type) ? RECORD_TYPES[type] : null;
  return Object.hasOwn(HUB_TYPES, type) ? HUB_TYPES[type as keyof typeof HUB_TYPES] : null; // own key, just checked
}

/** Puts an id together. The parts are taken as they are. */
export function formatRecordId(partner: string, type: RecordType, local: string): string {
  return `${partner}:${type}:${local}`;
}

/** The key before the first colon, without checking the rest: fast path for ids already known to be sound. */
export function ownerOf(id: string): string {
  return id.slice(0, id.indexOf(":"));
}

/** A reference to what an id names, as GraphQL resolves it: its owner answers the rest. */
export interface RecordStub {
  readonly __typename: string;
  readonly id: string;
}

/** The reference of an id; null when it is none. */
export function recordStub(id: string | null): RecordStub | null {
  const parsed = parseRecordId(id);
  return parsed === null || id === null ? null : { __typename: parsed.typename, id };
}
