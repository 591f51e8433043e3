// The records of the graph, as far as the knowledge service adds to them. In: nothing. Out: classes that hold an id; the
// fields are added by resolvers. `schema/knowledge.graphql` has the words.
import "../../subgraph/no-metadata.js";
import { InterfaceType, ObjectType } from "type-graphql";
import { Node } from "../topic-classes.js";

@InterfaceType({ implements: Node, resolveType: (row: { readonly __typename: string }) => row.__typename })
export abstract class Record extends Node {}

const record = { implements: [Record, Node] };

@ObjectType(record)
export class Organization extends Record {}
@ObjectType(record)
export class Person extends Record {}
@ObjectType(record)
export class Project extends Record {}
@ObjectType(record)
export class Practice extends Record {}
@ObjectType(record)
export class Event extends Record {}

/** What the hub itself holds; another service has the rest of it. */
@ObjectType({ implements: Node })
export class Community extends Node {}
@ObjectType({ implements: Node })
export class Discussion extends Node {}
