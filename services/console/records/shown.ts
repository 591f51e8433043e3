// The records as their pages ask for them. In: the generated types. Out: one type for each.
import type {
  EventByIdQuery,
  OrganizationByIdQuery,
  PersonByIdQuery,
  PracticeByIdQuery,
  ProjectByIdQuery,
} from "./operations.js";

/** One of the types of a node. */
type OfType<N, T extends string> = Extract<NonNullable<N>, { readonly __typename: T }>;

export type PracticeShown = OfType<PracticeByIdQuery["node"], "Practice">;
export type PersonShown = OfType<PersonByIdQuery["node"], "Person">;
export type OrganizationShown = OfType<OrganizationByIdQuery["node"], "Organization">;
export type ProjectShown = OfType<ProjectByIdQuery["node"], "Project">;
export type EventShown = OfType<EventByIdQuery["node"], "Event">;
