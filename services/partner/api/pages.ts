// What partners tell the hub about themselves: the descriptor and the change feed's pages. In: nothing. Out: their
// GraphQL classes.
import "../../subgraph/no-metadata.js";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { ChangeOp, ServiceLevel } from "../../records/api/enums.js";
import { Record } from "../../records/api/records.js";
import { DateTime, LanguageTag } from "../../records/api/scalars.js";

const simple = { simpleResolvers: true };
const optional = { nullable: true };

@ObjectType(simple)
export class RecordCounts {
  @Field(() => Int) organizations!: number;
  @Field(() => Int) people!: number;
  @Field(() => Int) projects!: number;
  @Field(() => Int) practices!: number;
  @Field(() => Int) events!: number;
}

@ObjectType()
export class PartnerDescriptor {
  @Field(() => ID) key!: string;
  @Field(() => String) name!: string;
  @Field(() => String) contractVersion!: string;
  @Field(() => ServiceLevel) level!: string;
  @Field(() => [LanguageTag]) languages!: string[];
  @Field(() => RecordCounts) counts!: RecordCounts;
  @Field(() => String) licence!: string;
}

@ObjectType(simple)
export class Change {
  @Field(() => String) sequence!: string;
  @Field(() => ChangeOp) op!: string;
  @Field(() => ID) id!: string;
  @Field(() => DateTime) at!: string;
  @Field(() => Record, optional) record?: Record;
}

@ObjectType(simple)
export class ChangePage {
  @Field(() => ID) epoch!: string;
  @Field(() => Boolean) restart!: boolean;
  @Field(() => [Change]) changes!: Change[];
  @Field(() => String) endCursor!: string;
  @Field(() => Boolean) hasMore!: boolean;
}
