// Where a page of a connection stands (GraphQL Cursor Connections, "PageInfo"): the same class in every service.
import "./no-metadata.js";
import { Field, ObjectType } from "type-graphql";

const optional = { nullable: true };

@ObjectType({ simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean)
  readonly hasNextPage!: boolean;
  @Field(() => Boolean)
  readonly hasPreviousPage!: boolean;
  @Field(() => String, optional)
  readonly startCursor?: string | null;
  @Field(() => String, optional)
  readonly endCursor?: string | null;
}
