// The types of the contract, generated from contract.graphql. In: nothing. Out: types.
/* eslint-disable max-lines -- generated */
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string };
  String: { input: string; output: string };
  Boolean: { input: boolean; output: boolean };
  Int: { input: number; output: number };
  Float: { input: number; output: number };
  /** RFC 3339, UTC, milliseconds: 2026-11-22T09:30:00.000Z */
  DateTime: { input: string; output: string };
  /** ISO 8601 calendar date: 2026-11-22 */
  Date: { input: string; output: string };
  /** BCP 47: fr, en, pt-BR */
  LanguageTag: { input: string; output: string };
  /** ISO 3166-1 alpha-2: FR, GB */
  CountryCode: { input: string; output: string };
  /** https:, http: or mailto: only */
  Url: { input: string; output: string };
};

export type Query = {
  __typename?: "Query";
  organizations?: Maybe<OrganizationConnection>;
  people?: Maybe<PersonConnection>;
  projects?: Maybe<ProjectConnection>;
  practices?: Maybe<PracticeConnection>;
  events?: Maybe<EventConnection>;
  /** What this partner serves. For the hub, never in the public graph. */
  partnerDescriptor?: Maybe<PartnerDescriptor>;
  /** Every change since a cursor, oldest first, deletions included. For the hub, never in the public graph. */
  changes?: Maybe<ChangePage>;
};

export type QueryOrganizationsArgs = {
  filter?: InputMaybe<OrganizationFilter>;
  orderBy?: RecordOrder;
  first?: InputMaybe<Scalars["Int"]["input"]>;
  after?: InputMaybe<Scalars["String"]["input"]>;
  last?: InputMaybe<Scalars["Int"]["input"]>;
  before?: InputMaybe<Scalars["String"]["input"]>;
};

export type QueryPeopleArgs = {
  filter?: InputMaybe<PersonFilter>;
  orderBy?: RecordOrder;
  first?: InputMaybe<Scalars["Int"]["input"]>;
  after?: InputMaybe<Scalars["String"]["input"]>;
  last?: InputMaybe<Scalars["Int"]["input"]>;
  before?: InputMaybe<Scalars["String"]["input"]>;
};

export type QueryProjectsArgs = {
  filter?: InputMaybe<ProjectFilter>;
  orderBy?: RecordOrder;
  first?: InputMaybe<Scalars["Int"]["input"]>;
  after?: InputMaybe<Scalars["String"]["input"]>;
  last?: InputMaybe<Scalars["Int"]["input"]>;
  before?: InputMaybe<Scalars["String"]["input"]>;
};

export type QueryPracticesArgs = {
  filter?: InputMaybe<PracticeFilter>;
  orderBy?: RecordOrder;
  first?: InputMaybe<Scalars["Int"]["input"]>;
  after?: InputMaybe<Scalars["String"]["input"]>;
  last?: InputMaybe<Scalars["Int"]["input"]>;
  before?: InputMaybe<Scalars["String"]["input"]>;
};

export type QueryEventsArgs = {
  filter?: InputMaybe<EventFilter>;
  orderBy?: RecordOrder;
  first?: InputMaybe<Scalars["Int"]["input"]>;
  after?: InputMaybe<Scalars["String"]["input"]>;
  last?: InputMaybe<Scalars["Int"]["input"]>;
  before?: InputMaybe<Scalars["String"]["input"]>;
};

export type QueryChangesArgs = {
  after?: InputMaybe<Scalars["String"]["input"]>;
  first?: Scalars["Int"]["input"];
};

export type Node = {
  id: Scalars["ID"]["output"];
};

/** What every published thing has in common. `id` is `<partner>:<type>:<local id>`, so it names its owner. */
export type Record = {
  id: Scalars["ID"]["output"];
  name: Scalars["String"]["output"];
  summary?: Maybe<Scalars["String"]["output"]>;
  /** The language of the texts; `translations` holds the others. */
  language: Scalars["LanguageTag"]["output"];
  translations: Array<Translation>;
  topics: Array<Topic>;
  countries: Array<Scalars["CountryCode"]["output"]>;
  /** ISO 3166-2, or any other code, with its scheme where it has one: FR-35, insee:35238, BD */
  areas: Array<Scalars["String"]["output"]>;
  locations: Array<Location>;
  image?: Maybe<Image>;
  visibility: Visibility;
  /** The record's page at its partner. */
  url?: Maybe<Scalars["Url"]["output"]>;
  organization?: Maybe<Organization>;
  createdAt: Scalars["DateTime"]["output"];
  updatedAt: Scalars["DateTime"]["output"];
};

export type Visibility =
  /** anyone */
  | "PUBLIC"
  /** members of the network */
  | "NETWORK";

export type Translation = {
  __typename?: "Translation";
  language: Scalars["LanguageTag"]["output"];
  origin: TranslationOrigin;
  name?: Maybe<Scalars["String"]["output"]>;
  summary?: Maybe<Scalars["String"]["output"]>;
  description?: Maybe<Scalars["String"]["output"]>;
  headline?: Maybe<Scalars["String"]["output"]>;
  problem?: Maybe<Scalars["String"]["output"]>;
  approach?: Maybe<Scalars["String"]["output"]>;
  steps?: Maybe<Array<Scalars["String"]["output"]>>;
  results?: Maybe<Scalars["String"]["output"]>;
  pitfalls?: Maybe<Array<Scalars["String"]["output"]>>;
  outcomes?: Maybe<Scalars["String"]["output"]>;
  culturalNotes?: Maybe<Scalars["String"]["output"]>;
};

export type TranslationOrigin = "HUMAN" | "MACHINE";

/** Coordinates are WGS 84 degrees. For people never finer than AREA. */
export type Location = {
  __typename?: "Location";
  label?: Maybe<Scalars["String"]["output"]>;
  latitude?: Maybe<Scalars["Float"]["output"]>;
  longitude?: Maybe<Scalars["Float"]["output"]>;
  area?: Maybe<Scalars["String"]["output"]>;
  precision: LocationPrecision;
};

export type LocationPrecision = "ADDRESS" | "TOWN" | "AREA";

/** Shown through the hub's own `/media/<digest>`, never from the partner's address. */
export type Image = {
  __typename?: "Image";
  url: Scalars["Url"]["output"];
  alt: Scalars["String"]["output"];
  credit?: Maybe<Scalars["String"]["output"]>;
  licence?: Maybe<Scalars["String"]["output"]>;
};

export type Money = {
  __typename?: "Money";
  amount: Scalars["Float"]["output"];
  /** ISO 4217 */
  currency: Scalars["String"]["output"];
};

export type Setting = "RURAL" | "TOWN" | "CITY" | "ONLINE";

/** org-id.guide style scheme: FR-RNA, FR-SIREN, FR-SIRET, GB-CHC */
export type Identifier = {
  __typename?: "Identifier";
  scheme: Scalars["String"]["output"];
  value: Scalars["String"]["output"];
};

export type Topic = {
  __typename?: "Topic";
  id: Scalars["ID"]["output"];
};

export type Organization = Record &
  Node & {
    __typename?: "Organization";
    id: Scalars["ID"]["output"];
    name: Scalars["String"]["output"];
    legalName?: Maybe<Scalars["String"]["output"]>;
    acronym?: Maybe<Scalars["String"]["output"]>;
    summary?: Maybe<Scalars["String"]["output"]>;
    description?: Maybe<Scalars["String"]["output"]>;
    language: Scalars["LanguageTag"]["output"];
    translations: Array<Translation>;
    identifiers: Array<Identifier>;
    status: OrganizationStatus;
    topics: Array<Topic>;
    countries: Array<Scalars["CountryCode"]["output"]>;
    areas: Array<Scalars["String"]["output"]>;
    locations: Array<Location>;
    image?: Maybe<Image>;
    /** The languages it works in. */
    languages: Array<Scalars["LanguageTag"]["output"]>;
    website?: Maybe<Scalars["Url"]["output"]>;
    /** A public page with a form, never a person's address. */
    contactUrl?: Maybe<Scalars["Url"]["output"]>;
    visibility: Visibility;
    url?: Maybe<Scalars["Url"]["output"]>;
    organization?: Maybe<Organization>;
    /** Here and below: records of the same partner whose `organization` is this one, UPDATED_DESC. Page through the root fields with `organizations` in the filter. */
    people: Array<Maybe<Person>>;
    projects: Array<Maybe<Project>>;
    practices: Array<Maybe<Practice>>;
    events: Array<Maybe<Event>>;
    createdAt: Scalars["DateTime"]["output"];
    updatedAt: Scalars["DateTime"]["output"];
  };

export type OrganizationPeopleArgs = {
  first?: Scalars["Int"]["input"];
};

export type OrganizationProjectsArgs = {
  first?: Scalars["Int"]["input"];
};

export type OrganizationPracticesArgs = {
  first?: Scalars["Int"]["input"];
};

export type OrganizationEventsArgs = {
  first?: Scalars["Int"]["input"];
};

export type OrganizationStatus = "ACTIVE" | "CLOSED";

/** A person who agreed to be listed. Contact data is never part of the contract: people are reached by an introduction. */
export type Person = Record &
  Node & {
    __typename?: "Person";
    id: Scalars["ID"]["output"];
    name: Scalars["String"]["output"];
    headline?: Maybe<Scalars["String"]["output"]>;
    summary?: Maybe<Scalars["String"]["output"]>;
    language: Scalars["LanguageTag"]["output"];
    translations: Array<Translation>;
    languages: Array<Scalars["LanguageTag"]["output"]>;
    expertise: Array<Expertise>;
    offers: Array<Offer>;
    unavailableUntil?: Maybe<Scalars["Date"]["output"]>;
    /** When the person agreed to be listed. For the hub. */
    consentedAt?: Maybe<Scalars["Date"]["output"]>;
    topics: Array<Topic>;
    countries: Array<Scalars["CountryCode"]["output"]>;
    areas: Array<Scalars["String"]["output"]>;
    locations: Array<Location>;
    image?: Maybe<Image>;
    visibility: Visibility;
    url?: Maybe<Scalars["Url"]["output"]>;
    organization?: Maybe<Organization>;
    /** Projects of the same partner whose team names this person. */
    projects: Array<ProjectRole>;
    /** Practices of the same partner to which this person contributed. */
    practices: Array<Maybe<Practice>>;
    createdAt: Scalars["DateTime"]["output"];
    updatedAt: Scalars["DateTime"]["output"];
  };

/** A person who agreed to be listed. Contact data is never part of the contract: people are reached by an introduction. */
export type PersonProjectsArgs = {
  first?: Scalars["Int"]["input"];
};

/** A person who agreed to be listed. Contact data is never part of the contract: people are reached by an introduction. */
export type PersonPracticesArgs = {
  first?: Scalars["Int"]["input"];
};

/** A claim that a person knows a topic, and what backs it. */
export type Expertise = {
  __typename?: "Expertise";
  topic: Topic;
  level: ExpertiseLevel;
  statement?: Maybe<Scalars["String"]["output"]>;
  since?: Maybe<Scalars["Date"]["output"]>;
  evidence: Array<Maybe<Record>>;
};

export type ExpertiseLevel = "LEARNING" | "PRACTISING" | "EXPERT" | "REFERENCE";

export type Offer = "ADVICE" | "MENTORING" | "TRAINING" | "SPEAKING" | "PEER_REVIEW" | "STAFF_EXCHANGE" | "FIELD_VISIT";

export type Project = Record &
  Node & {
    __typename?: "Project";
    id: Scalars["ID"]["output"];
    name: Scalars["String"]["output"];
    summary?: Maybe<Scalars["String"]["output"]>;
    description?: Maybe<Scalars["String"]["output"]>;
    language: Scalars["LanguageTag"]["output"];
    translations: Array<Translation>;
    status: ProjectStatus;
    startDate?: Maybe<Scalars["Date"]["output"]>;
    endDate?: Maybe<Scalars["Date"]["output"]>;
    settings: Array<Setting>;
    audiences: Array<Topic>;
    cost?: Maybe<Money>;
    outcomes?: Maybe<Scalars["String"]["output"]>;
    /** What they would do differently. */
    lessons?: Maybe<Scalars["String"]["output"]>;
    attachments: Array<Attachment>;
    topics: Array<Topic>;
    countries: Array<Scalars["CountryCode"]["output"]>;
    areas: Array<Scalars["String"]["output"]>;
    locations: Array<Location>;
    image?: Maybe<Image>;
    visibility: Visibility;
    url?: Maybe<Scalars["Url"]["output"]>;
    organization?: Maybe<Organization>;
    /** Organizations of any partner that carry the project together. */
    jointWith: Array<Maybe<Organization>>;
    team: Array<ProjectRole>;
    practices: Array<Maybe<Practice>>;
    createdAt: Scalars["DateTime"]["output"];
    updatedAt: Scalars["DateTime"]["output"];
  };

export type ProjectStatus = "PLANNED" | "ACTIVE" | "COMPLETED" | "SUSPENDED";

export type ProjectRole = {
  __typename?: "ProjectRole";
  project?: Maybe<Project>;
  person?: Maybe<Person>;
  role?: Maybe<Scalars["String"]["output"]>;
};

/** Something that worked, written down so that others can reuse it. */
export type Practice = Record &
  Node & {
    __typename?: "Practice";
    id: Scalars["ID"]["output"];
    name: Scalars["String"]["output"];
    practiceKind: PracticeKind;
    summary?: Maybe<Scalars["String"]["output"]>;
    language: Scalars["LanguageTag"]["output"];
    translations: Array<Translation>;
    problem?: Maybe<Scalars["String"]["output"]>;
    approach?: Maybe<Scalars["String"]["output"]>;
    steps: Array<Scalars["String"]["output"]>;
    results?: Maybe<Scalars["String"]["output"]>;
    enablers: Array<Scalars["String"]["output"]>;
    constraints: Array<Scalars["String"]["output"]>;
    /** Mistakes others need not make again. */
    pitfalls: Array<Scalars["String"]["output"]>;
    resourcesNeeded: Array<Scalars["String"]["output"]>;
    context: PracticeContext;
    /** SPDX id, for example CC-BY-4.0 */
    licence: Scalars["String"]["output"];
    attachments: Array<Attachment>;
    contributors: Array<Contributor>;
    /** The practice of any partner that this one adapts. */
    adaptedFrom?: Maybe<Practice>;
    version: Scalars["String"]["output"];
    topics: Array<Topic>;
    countries: Array<Scalars["CountryCode"]["output"]>;
    areas: Array<Scalars["String"]["output"]>;
    locations: Array<Location>;
    image?: Maybe<Image>;
    visibility: Visibility;
    url?: Maybe<Scalars["Url"]["output"]>;
    organization?: Maybe<Organization>;
    createdAt: Scalars["DateTime"]["output"];
    updatedAt: Scalars["DateTime"]["output"];
  };

export type PracticeKind = "CASE_STUDY" | "GUIDE" | "TOOL" | "PROGRAMME_MODEL" | "METHOD" | "LESSON";

/** Where a practice worked, so that a reader can judge whether it will work elsewhere. */
export type PracticeContext = {
  __typename?: "PracticeContext";
  settings: Array<Setting>;
  audiences: Array<Topic>;
  cost?: Maybe<Money>;
  people?: Maybe<Scalars["Int"]["output"]>;
  description?: Maybe<Scalars["String"]["output"]>;
  culturalNotes?: Maybe<Scalars["String"]["output"]>;
};

export type Attachment = {
  __typename?: "Attachment";
  title: Scalars["String"]["output"];
  url: Scalars["Url"]["output"];
  mediaType?: Maybe<Scalars["String"]["output"]>;
  language?: Maybe<Scalars["LanguageTag"]["output"]>;
};

/** CRediT-style contribution. */
export type Contributor = {
  __typename?: "Contributor";
  person?: Maybe<Person>;
  organization?: Maybe<Organization>;
  role: Scalars["String"]["output"];
  degree: ContributionDegree;
};

export type ContributionDegree = "LEAD" | "EQUAL" | "SUPPORTING";

export type Event = Record &
  Node & {
    __typename?: "Event";
    id: Scalars["ID"]["output"];
    name: Scalars["String"]["output"];
    eventKind: EventKind;
    status: EventStatus;
    summary?: Maybe<Scalars["String"]["output"]>;
    description?: Maybe<Scalars["String"]["output"]>;
    language: Scalars["LanguageTag"]["output"];
    translations: Array<Translation>;
    startsAt: Scalars["DateTime"]["output"];
    endsAt?: Maybe<Scalars["DateTime"]["output"]>;
    /** IANA: Europe/Paris */
    timeZone: Scalars["String"]["output"];
    place?: Maybe<Scalars["String"]["output"]>;
    online: Scalars["Boolean"]["output"];
    joinUrl?: Maybe<Scalars["Url"]["output"]>;
    capacity?: Maybe<Scalars["Int"]["output"]>;
    /** The series or conference that this event belongs to. */
    partOf?: Maybe<Event>;
    speakers: Array<Maybe<Person>>;
    materials: Array<Maybe<Practice>>;
    attachments: Array<Attachment>;
    topics: Array<Topic>;
    countries: Array<Scalars["CountryCode"]["output"]>;
    areas: Array<Scalars["String"]["output"]>;
    locations: Array<Location>;
    image?: Maybe<Image>;
    visibility: Visibility;
    url?: Maybe<Scalars["Url"]["output"]>;
    organization?: Maybe<Organization>;
    createdAt: Scalars["DateTime"]["output"];
    updatedAt: Scalars["DateTime"]["output"];
  };

export type EventKind = "TRAINING" | "WORKSHOP" | "WEBINAR" | "CONFERENCE" | "FORUM" | "FIELD_VISIT";

export type EventStatus = "PLANNED" | "CONFIRMED" | "POSTPONED" | "CANCELLED";

export type OrganizationFilter = {
  text?: InputMaybe<Scalars["String"]["input"]>;
  topics?: InputMaybe<Array<Scalars["ID"]["input"]>>;
  countries?: InputMaybe<Array<Scalars["CountryCode"]["input"]>>;
  areas?: InputMaybe<Array<Scalars["String"]["input"]>>;
  near?: InputMaybe<NearInput>;
  languages?: InputMaybe<Array<Scalars["LanguageTag"]["input"]>>;
  updatedSince?: InputMaybe<Scalars["DateTime"]["input"]>;
  updatedBefore?: InputMaybe<Scalars["DateTime"]["input"]>;
  organizations?: InputMaybe<Array<Scalars["ID"]["input"]>>;
  identifier?: InputMaybe<IdentifierInput>;
  status?: InputMaybe<Array<OrganizationStatus>>;
};

export type PersonFilter = {
  text?: InputMaybe<Scalars["String"]["input"]>;
  topics?: InputMaybe<Array<Scalars["ID"]["input"]>>;
  countries?: InputMaybe<Array<Scalars["CountryCode"]["input"]>>;
  areas?: InputMaybe<Array<Scalars["String"]["input"]>>;
  languages?: InputMaybe<Array<Scalars["LanguageTag"]["input"]>>;
  updatedSince?: InputMaybe<Scalars["DateTime"]["input"]>;
  updatedBefore?: InputMaybe<Scalars["DateTime"]["input"]>;
  organizations?: InputMaybe<Array<Scalars["ID"]["input"]>>;
  offers?: InputMaybe<Array<Offer>>;
};

export type ProjectFilter = {
  text?: InputMaybe<Scalars["String"]["input"]>;
  topics?: InputMaybe<Array<Scalars["ID"]["input"]>>;
  countries?: InputMaybe<Array<Scalars["CountryCode"]["input"]>>;
  areas?: InputMaybe<Array<Scalars["String"]["input"]>>;
  near?: InputMaybe<NearInput>;
  languages?: InputMaybe<Array<Scalars["LanguageTag"]["input"]>>;
  updatedSince?: InputMaybe<Scalars["DateTime"]["input"]>;
  updatedBefore?: InputMaybe<Scalars["DateTime"]["input"]>;
  organizations?: InputMaybe<Array<Scalars["ID"]["input"]>>;
  status?: InputMaybe<Array<ProjectStatus>>;
  activeOn?: InputMaybe<Scalars["Date"]["input"]>;
  settings?: InputMaybe<Array<Setting>>;
  audiences?: InputMaybe<Array<Scalars["ID"]["input"]>>;
  costAtMost?: InputMaybe<MoneyInput>;
};

export type PracticeFilter = {
  text?: InputMaybe<Scalars["String"]["input"]>;
  topics?: InputMaybe<Array<Scalars["ID"]["input"]>>;
  countries?: InputMaybe<Array<Scalars["CountryCode"]["input"]>>;
  areas?: InputMaybe<Array<Scalars["String"]["input"]>>;
  near?: InputMaybe<NearInput>;
  languages?: InputMaybe<Array<Scalars["LanguageTag"]["input"]>>;
  updatedSince?: InputMaybe<Scalars["DateTime"]["input"]>;
  updatedBefore?: InputMaybe<Scalars["DateTime"]["input"]>;
  organizations?: InputMaybe<Array<Scalars["ID"]["input"]>>;
  kinds?: InputMaybe<Array<PracticeKind>>;
  licences?: InputMaybe<Array<Scalars["String"]["input"]>>;
  settings?: InputMaybe<Array<Setting>>;
  audiences?: InputMaybe<Array<Scalars["ID"]["input"]>>;
  costAtMost?: InputMaybe<MoneyInput>;
};

export type EventFilter = {
  text?: InputMaybe<Scalars["String"]["input"]>;
  topics?: InputMaybe<Array<Scalars["ID"]["input"]>>;
  countries?: InputMaybe<Array<Scalars["CountryCode"]["input"]>>;
  areas?: InputMaybe<Array<Scalars["String"]["input"]>>;
  near?: InputMaybe<NearInput>;
  languages?: InputMaybe<Array<Scalars["LanguageTag"]["input"]>>;
  updatedSince?: InputMaybe<Scalars["DateTime"]["input"]>;
  updatedBefore?: InputMaybe<Scalars["DateTime"]["input"]>;
  organizations?: InputMaybe<Array<Scalars["ID"]["input"]>>;
  kinds?: InputMaybe<Array<EventKind>>;
  status?: InputMaybe<Array<EventStatus>>;
  startsAfter?: InputMaybe<Scalars["DateTime"]["input"]>;
  startsBefore?: InputMaybe<Scalars["DateTime"]["input"]>;
  online?: InputMaybe<Scalars["Boolean"]["input"]>;
};

export type IdentifierInput = {
  scheme: Scalars["String"]["input"];
  value: Scalars["String"]["input"];
};

export type MoneyInput = {
  amount: Scalars["Float"]["input"];
  currency: Scalars["String"]["input"];
};

export type NearInput = {
  latitude: Scalars["Float"]["input"];
  longitude: Scalars["Float"]["input"];
  radiusKm: Scalars["Float"]["input"];
};

/** A total order: ties are broken by id, ascending, in every order. STARTS_* is for events and projects; nulls last. */
export type RecordOrder = "UPDATED_DESC" | "UPDATED_ASC" | "NAME_ASC" | "STARTS_ASC" | "STARTS_DESC";

export type PageInfo = {
  __typename?: "PageInfo";
  hasNextPage: Scalars["Boolean"]["output"];
  hasPreviousPage: Scalars["Boolean"]["output"];
  startCursor?: Maybe<Scalars["String"]["output"]>;
  endCursor?: Maybe<Scalars["String"]["output"]>;
};

export type OrganizationConnection = {
  __typename?: "OrganizationConnection";
  edges: Array<OrganizationEdge>;
  nodes: Array<Organization>;
  pageInfo: PageInfo;
  totalCount: Scalars["Int"]["output"];
};

export type OrganizationEdge = {
  __typename?: "OrganizationEdge";
  cursor: Scalars["String"]["output"];
  node: Organization;
};

export type PersonConnection = {
  __typename?: "PersonConnection";
  edges: Array<PersonEdge>;
  nodes: Array<Person>;
  pageInfo: PageInfo;
  totalCount: Scalars["Int"]["output"];
};

export type PersonEdge = {
  __typename?: "PersonEdge";
  cursor: Scalars["String"]["output"];
  node: Person;
};

export type ProjectConnection = {
  __typename?: "ProjectConnection";
  edges: Array<ProjectEdge>;
  nodes: Array<Project>;
  pageInfo: PageInfo;
  totalCount: Scalars["Int"]["output"];
};

export type ProjectEdge = {
  __typename?: "ProjectEdge";
  cursor: Scalars["String"]["output"];
  node: Project;
};

export type PracticeConnection = {
  __typename?: "PracticeConnection";
  edges: Array<PracticeEdge>;
  nodes: Array<Practice>;
  pageInfo: PageInfo;
  totalCount: Scalars["Int"]["output"];
};

export type PracticeEdge = {
  __typename?: "PracticeEdge";
  cursor: Scalars["String"]["output"];
  node: Practice;
};

export type EventConnection = {
  __typename?: "EventConnection";
  edges: Array<EventEdge>;
  nodes: Array<Event>;
  pageInfo: PageInfo;
  totalCount: Scalars["Int"]["output"];
};

export type EventEdge = {
  __typename?: "EventEdge";
  cursor: Scalars["String"]["output"];
  node: Event;
};

export type PartnerDescriptor = {
  __typename?: "PartnerDescriptor";
  /** the prefix of every id this partner owns: lower-case letters, digits, '-', 2 to 40; never `hub` */
  key: Scalars["ID"]["output"];
  name: Scalars["String"]["output"];
  contractVersion: Scalars["String"]["output"];
  /** BASIC: descriptor, changes and _entities. LIVE: the paginated root fields too. */
  level: ServiceLevel;
  languages: Array<Scalars["LanguageTag"]["output"]>;
  counts: RecordCounts;
  licence: Scalars["String"]["output"];
};

export type ServiceLevel = "BASIC" | "LIVE";

export type RecordCounts = {
  __typename?: "RecordCounts";
  organizations: Scalars["Int"]["output"];
  people: Scalars["Int"]["output"];
  projects: Scalars["Int"]["output"];
  practices: Scalars["Int"]["output"];
  events: Scalars["Int"]["output"];
};

/** `after: null` begins a snapshot: one entry per live record, then the changes since. `restart` says that the cursor is no longer known and a snapshot begins. A database restored from a backup starts a new `epoch`. */
export type ChangePage = {
  __typename?: "ChangePage";
  epoch: Scalars["ID"]["output"];
  restart: Scalars["Boolean"]["output"];
  changes: Array<Change>;
  endCursor: Scalars["String"]["output"];
  hasMore: Scalars["Boolean"]["output"];
};

/** `sequence` grows by one with every change of this partner within an epoch. `record` is the record as it is now, null when it is gone. */
export type Change = {
  __typename?: "Change";
  sequence: Scalars["String"]["output"];
  op: ChangeOp;
  id: Scalars["ID"]["output"];
  at: Scalars["DateTime"]["output"];
  record?: Maybe<Record>;
};

export type ChangeOp = "UPSERT" | "DELETE";
