// One record as data: what a partner writes, and what the hub reads from its change feed. References are full ids; what is
// left out is empty. The store fills in what can be computed (folded name, words, digest, times).

export interface TranslationDraft {
  readonly language: string;
  readonly origin: "HUMAN" | "MACHINE";
  readonly [field: string]: string | readonly string[] | undefined;
}

export interface LocationDraft {
  readonly label?: string | null;
  readonly latitude?: number | null;
  readonly longitude?: number | null;
  readonly area?: string | null;
  readonly precision: string;
}

export interface ImageDraft {
  readonly url: string;
  readonly alt: string;
  readonly credit?: string | null;
  readonly licence?: string | null;
}

export interface MoneyDraft {
  readonly amount: number;
  readonly currency: string;
}

export interface AttachmentDraft {
  readonly title: string;
  readonly url: string;
  readonly mediaType?: string | null;
  readonly language?: string | null;
}

export interface ExpertiseDraft {
  readonly topic: string;
  readonly level: string;
  readonly statement?: string | null;
  readonly since?: string | null;
  readonly evidence: readonly string[];
}

export interface RoleDraft {
  readonly person: string;
  readonly role?: string | null;
}

export interface ContributorDraft {
  readonly person?: string | null;
  readonly organization?: string | null;
  readonly role: string;
  readonly degree: string;
}

export interface PracticeContextDraft {
  readonly people?: number | null;
  readonly description?: string | null;
  readonly culturalNotes?: string | null;
}

/** The fields of every type. Topics are ids; `organization` is the full id of one of the partner's own. */
interface CommonDraft {
  readonly id: string;
  readonly name: string;
  readonly summary?: string | null;
  readonly language?: string;
  readonly translations?: readonly TranslationDraft[];
  readonly topics?: readonly string[];
  readonly countries?: readonly string[];
  readonly areas?: readonly string[];
  readonly locations?: readonly LocationDraft[];
  readonly image?: ImageDraft | null;
  readonly visibility?: "PUBLIC" | "NETWORK";
  readonly url?: string | null;
  readonly organization?: string | null;
  /** Without it, the time of the first write. */
  readonly createdAt?: string | null;
  /** Without it, `createdAt` at first, later the time of the change. */
  readonly updatedAt?: string | null;
}

interface OrganizationFields {
  readonly legalName?: string | null;
  readonly acronym?: string | null;
  readonly identifiers?: readonly { readonly scheme: string; readonly value: string }[];
  readonly languages?: readonly string[];
  readonly website?: string | null;
  readonly contactUrl?: string | null;
}

interface PersonFields {
  readonly headline?: string | null;
  readonly expertise?: readonly ExpertiseDraft[];
  readonly offers?: readonly string[];
  readonly unavailableUntil?: string | null;
  readonly consentedAt?: string | null;
}

interface ProjectFields {
  readonly startDate?: string | null;
  readonly endDate?: string | null;
  readonly outcomes?: string | null;
  readonly lessons?: string | null;
  readonly jointWith?: readonly string[];
  readonly team?: readonly RoleDraft[];
  readonly practices?: readonly string[];
}

interface PracticeFields {
  readonly practiceKind?: string;
  readonly problem?: string | null;
  readonly approach?: string | null;
  readonly steps?: readonly string[];
  readonly results?: string | null;
  readonly enablers?: readonly string[];
  readonly constraints?: readonly string[];
  readonly pitfalls?: readonly string[];
  readonly resourcesNeeded?: readonly string[];
  readonly context?: PracticeContextDraft;
  readonly licence?: string;
  readonly contributors?: readonly ContributorDraft[];
  readonly adaptedFrom?: string | null;
  readonly version?: string;
}

interface EventFields {
  readonly eventKind?: string;
  readonly startsAt?: string;
  readonly endsAt?: string | null;
  readonly timeZone?: string;
  readonly place?: string | null;
  readonly online?: boolean;
  readonly joinUrl?: string | null;
  readonly capacity?: number | null;
  readonly partOf?: string | null;
  readonly speakers?: readonly string[];
  readonly materials?: readonly string[];
}

/** Fields that several types have: projects and practices (`settings audiences cost`), most (`description status`). */
interface SharedFields {
  readonly description?: string | null;
  readonly status?: string;
  readonly settings?: readonly string[];
  readonly audiences?: readonly string[];
  readonly cost?: MoneyDraft | null;
  readonly attachments?: readonly AttachmentDraft[];
}

/** One record to be written. Its id says its type; members that its type does not have are ignored. */
export type RecordDraft = CommonDraft &
  SharedFields &
  OrganizationFields &
  PersonFields &
  ProjectFields &
  PracticeFields &
  EventFields;
