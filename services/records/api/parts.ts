// The parts of records: what has no id of its own. In: nothing. Out: their GraphQL classes, answered as they are stored.
import "../../subgraph/no-metadata.js";
import { Field, Float, ID, InterfaceType, Int, ObjectType } from "type-graphql";
import { LocationPrecision, Setting, TranslationOrigin } from "./enums.js";
import { LanguageTag, Url } from "./scalars.js";

const simple = { simpleResolvers: true };
const optional = { nullable: true };

@InterfaceType()
export abstract class Node {
  @Field(() => ID) id!: string;
}

@ObjectType(simple)
export class Translation {
  @Field(() => LanguageTag) language!: string;
  @Field(() => TranslationOrigin) origin!: string;
  @Field(() => String, optional) name?: string;
  @Field(() => String, optional) summary?: string;
  @Field(() => String, optional) description?: string;
  @Field(() => String, optional) headline?: string;
  @Field(() => String, optional) problem?: string;
  @Field(() => String, optional) approach?: string;
  @Field(() => [String], optional) steps?: string[];
  @Field(() => String, optional) results?: string;
  @Field(() => [String], optional) pitfalls?: string[];
  @Field(() => String, optional) outcomes?: string;
  @Field(() => String, optional) culturalNotes?: string;
}

@ObjectType(simple)
export class Location {
  @Field(() => String, optional) label?: string;
  @Field(() => Float, optional) latitude?: number;
  @Field(() => Float, optional) longitude?: number;
  @Field(() => String, optional) area?: string;
  @Field(() => LocationPrecision) precision!: string;
}

@ObjectType(simple)
export class Image {
  @Field(() => Url) url!: string;
  @Field(() => String) alt!: string;
  @Field(() => String, optional) credit?: string;
  @Field(() => String, optional) licence?: string;
}

@ObjectType(simple)
export class Money {
  @Field(() => Float) amount!: number;
  @Field(() => String) currency!: string;
}

@ObjectType(simple)
export class Identifier {
  @Field(() => String) scheme!: string;
  @Field(() => String) value!: string;
}

@ObjectType(simple)
export class Topic {
  @Field(() => ID) id!: string;
}

@ObjectType(simple)
export class Attachment {
  @Field(() => String) title!: string;
  @Field(() => Url) url!: string;
  @Field(() => String, optional) mediaType?: string;
  @Field(() => LanguageTag, optional) language?: string;
}

@ObjectType(simple)
export class PracticeContext {
  @Field(() => [Setting]) settings!: string[];
  @Field(() => [Topic]) audiences!: Topic[];
  @Field(() => Money, optional) cost?: Money;
  @Field(() => Int, optional) people?: number;
  @Field(() => String, optional) description?: string;
  @Field(() => String, optional) culturalNotes?: string;
}
