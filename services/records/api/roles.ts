// Who did what: the types between records. In: nothing. Out: their GraphQL classes. Their resolvers hand them over
// complete, the records they name already read.
import "../../subgraph/no-metadata.js";
import { Field, ObjectType } from "type-graphql";
import { ContributionDegree, ExpertiseLevel } from "./enums.js";
import { Topic } from "./parts.js";
import { Organization, Person, Project, Record } from "./records.js";
import { CalendarDate } from "./scalars.js";

const simple = { simpleResolvers: true };
const optional = { nullable: true };

@ObjectType(simple)
export class ProjectRole {
  @Field(() => Project, optional) project?: Project;
  @Field(() => Person, optional) person?: Person;
  @Field(() => String, optional) role?: string;
}

@ObjectType(simple)
export class Contributor {
  @Field(() => Person, optional) person?: Person;
  @Field(() => Organization, optional) organization?: Organization;
  @Field(() => String) role!: string;
  @Field(() => ContributionDegree) degree!: string;
}

@ObjectType(simple)
export class Expertise {
  @Field(() => Topic) topic!: Topic;
  @Field(() => ExpertiseLevel) level!: string;
  @Field(() => String, optional) statement?: string;
  @Field(() => CalendarDate, optional) since?: string;
  @Field(() => [Record], { nullable: "items" }) evidence!: Record[];
}
