// The fields that lead from record to record, and those made of several columns. In: a row. Out: rows, stubs or parts.
// What the reader may not see is left out of lists and null elsewhere, roles that name it included.
import "../../subgraph/no-metadata.js";
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { readPageSize } from "../../../schema/page-request.js";
import type { ReadRow } from "../store/read-scope.js";
import type { RecordsContext } from "./records-context.js";
import { PracticeContext, Topic } from "./parts.js";
import { Event, Organization, Person, Practice, Project, Record } from "./records.js";
import { contributorsOf, expertiseOf, projectRolesOf, teamOf } from "./role-lists.js";
import { Contributor, Expertise, ProjectRole } from "./roles.js";
import { Url } from "./scalars.js";

const optional = { nullable: true };
const sparse = { nullable: "items" } as const;
const first = () => Arg("first", () => Int, { defaultValue: 20 });

const topicsOf = (ids: readonly string[]) => ids.map((id) => ({ id }));

@Resolver(() => Record)
export class RecordLinks {
  @FieldResolver(() => [Topic])
  topics(@Root() row: ReadRow) {
    return topicsOf(row.topics);
  }

  @FieldResolver(() => Organization, optional)
  organization(@Root() row: ReadRow, @Ctx() { records }: RecordsContext) {
    return records.refer("Organization", row.organization);
  }
}

@Resolver(() => Organization)
export class OrganizationLinks {
  @FieldResolver(() => [Person], sparse)
  people(@Root() row: ReadRow, @first() size: number, @Ctx() { records }: RecordsContext) {
    return records.list(row.id, { typename: "Person", belonging: "organization", first: readPageSize("first", size) });
  }

  @FieldResolver(() => [Project], sparse)
  projects(@Root() row: ReadRow, @first() size: number, @Ctx() { records }: RecordsContext) {
    return records.list(row.id, { typename: "Project", belonging: "organization", first: readPageSize("first", size) });
  }

  @FieldResolver(() => [Practice], sparse)
  practices(@Root() row: ReadRow, @first() size: number, @Ctx() { records }: RecordsContext) {
    return records.list(row.id, {
      typename: "Practice",
      belonging: "organization",
      first: readPageSize("first", size),
    });
  }

  @FieldResolver(() => [Event], sparse)
  events(@Root() row: ReadRow, @first() size: number, @Ctx() { records }: RecordsContext) {
    return records.list(row.id, { typename: "Event", belonging: "organization", first: readPageSize("first", size) });
  }
}

@Resolver(() => Person)
export class PersonLinks {
  @FieldResolver(() => [Expertise])
  expertise(@Root() row: ReadRow<"Person">, @Ctx() { records }: RecordsContext) {
    return expertiseOf(row, records);
  }

  @FieldResolver(() => [ProjectRole])
  projects(@Root() row: ReadRow<"Person">, @first() size: number, @Ctx() { records }: RecordsContext) {
    return projectRolesOf(row, records, readPageSize("first", size));
  }

  @FieldResolver(() => [Practice], sparse)
  practices(@Root() row: ReadRow, @first() size: number, @Ctx() { records }: RecordsContext) {
    return records.list(row.id, {
      typename: "Practice",
      belonging: "contributors",
      first: readPageSize("first", size),
    });
  }
}

@Resolver(() => Project)
export class ProjectLinks {
  @FieldResolver(() => [Topic])
  audiences(@Root() row: ReadRow<"Project">) {
    return topicsOf(row.audiences);
  }

  @FieldResolver(() => [Organization], sparse)
  jointWith(@Root() row: ReadRow<"Project">, @Ctx() { records }: RecordsContext) {
    return records.referAll("Organization", row.jointWith);
  }

  @FieldResolver(() => [ProjectRole])
  team(@Root() row: ReadRow<"Project">, @Ctx() { records }: RecordsContext) {
    return teamOf(row, records);
  }

  @FieldResolver(() => [Practice], sparse)
  practices(@Root() row: ReadRow<"Project">, @Ctx() { records }: RecordsContext) {
    return records.referAll("Practice", row.practices);
  }
}

@Resolver(() => Practice)
export class PracticeLinks {
  @FieldResolver(() => PracticeContext)
  context(@Root() { settings, audiences, cost, context }: ReadRow<"Practice">) {
    return { ...context, settings, audiences: topicsOf(audiences), cost };
  }

  @FieldResolver(() => [Contributor])
  contributors(@Root() row: ReadRow<"Practice">, @Ctx() { records }: RecordsContext) {
    return contributorsOf(row, records);
  }

  @FieldResolver(() => Practice, optional)
  adaptedFrom(@Root() row: ReadRow<"Practice">, @Ctx() { records }: RecordsContext) {
    return records.refer("Practice", row.adaptedFrom);
  }
}

@Resolver(() => Event)
export class EventLinks {
  @FieldResolver(() => Url, optional)
  joinUrl(@Root() row: ReadRow<"Event">, @Ctx() { caller }: RecordsContext) {
    return caller.isHub ? row.joinUrl : null; // @authenticated: the hub knows who asks, others we do not know
  }

  @FieldResolver(() => Event, optional)
  partOf(@Root() row: ReadRow<"Event">, @Ctx() { records }: RecordsContext) {
    return records.refer("Event", row.partOf);
  }

  @FieldResolver(() => [Person], sparse)
  speakers(@Root() row: ReadRow<"Event">, @Ctx() { records }: RecordsContext) {
    return records.referAll("Person", row.speakers);
  }

  @FieldResolver(() => [Practice], sparse)
  materials(@Root() row: ReadRow<"Event">, @Ctx() { records }: RecordsContext) {
    return records.referAll("Practice", row.materials);
  }
}
