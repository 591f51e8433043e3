// Incidents: what coordinators are told of partners. The port between those who notice and the registry, which keeps
// them. In: nothing. Out: types. No text of a partner's is part of an incident.

export const INCIDENT_KINDS = [
  /** Answers that break the contract. */
  "INVALID_ANSWER",
  /** Entries of the change feed that break the contract. */
  "INVALID_ENTRIES",
  /** More than half of a partner's records were missing from a snapshot: they are kept until someone decides. */
  "MASS_DISAPPEARANCE",
  /** The change feed ran backwards within its epoch: the partner is quarantined. */
  "SEQUENCE_BACKWARDS",
  /** The change feed goes on without getting on. */
  "FEED_STUCK",
  /** A record was erased on request: the partner should delete it at the source. */
  "ERASURE_REQUESTED",
  /** The partner offers records that were erased here: they are not taken in. */
  "ERASED_OFFERED",
  /** A reader has seen more different people in a day than one may. */
  "MANY_PEOPLE_READ",
  /** The partner serves another SDL than before, which conforms too. */
  "SCHEMA_CHANGED",
  /** The partner serves an SDL that does not hold the contract: it is quarantined. */
  "SCHEMA_BROKEN",
  /** The partner does not pass the conformance kit any more. */
  "NOT_CONFORMING",
  /** A hosted partner's table cannot be fetched or read; what was imported before stays. */
  "SOURCE_UNREADABLE",
  /** A hosted partner's table looks like a wrong one: nothing of it is imported until someone looks. */
  "SOURCE_STOPPED",
] as const;

export type IncidentKind = (typeof INCIDENT_KINDS)[number];

export interface NewIncident {
  readonly partner: string;
  readonly kind: IncidentKind;
  /** Numbers that say how bad it is: how many, expected, got. */
  readonly figures: Readonly<Record<string, number | string>>;
}

/** Takes incidents. */
export interface IncidentLog {
  report(incident: NewIncident): Promise<void>;
  /** The partner serves no more until a person resumes it. */
  quarantine(partner: string): Promise<void>;
}
