// The registry's types of hosted partners, as type-graphql builds them. In: nothing. Out: classes;
// `schema/registry.graphql` has the words.
import "../../subgraph/no-metadata.js";
import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { DateTime, Url } from "./classes.js";

export enum ImportRows {
  MERGE = "MERGE",
  REPLACE = "REPLACE",
}
registerEnumType(ImportRows, {
  name: "ImportRows",
  valuesConfig: {
    MERGE: { description: "rows that are absent stay" },
    REPLACE: { description: "rows that are absent are deleted, after the count was shown" },
  },
});

export enum SourceState {
  NEW = "NEW",
  FINE = "FINE",
  UNREADABLE = "UNREADABLE",
  STOPPED = "STOPPED",
}
registerEnumType(SourceState, {
  name: "SourceState",
  valuesConfig: {
    NEW: { description: "not looked at yet" },
    UNREADABLE: { description: "cannot be fetched or read: what was imported before stays" },
    STOPPED: { description: "looks like a wrong file: nothing was imported" },
  },
});

@InputType()
export class HostedPartnerInput {
  @Field(() => ID)
  readonly key!: string;
  @Field(() => String)
  readonly name!: string;
  @Field(() => String)
  readonly contactEmail!: string;
  @Field(() => String)
  readonly licence!: string;
  @Field(() => Url, { nullable: true })
  readonly source?: string | null;
}

@InputType()
export class CellInput {
  @Field(() => String)
  readonly column!: string;
  @Field(() => String)
  readonly value!: string;
}

@ObjectType({ description: "`refused`: the row was not imported; otherwise it was, without this value." })
export class ImportFault {
  @Field(() => Int, { nullable: true })
  readonly line?: number | null;
  @Field(() => String, { nullable: true })
  readonly column?: string | null;
  @Field(() => String)
  readonly expected!: string;
  @Field(() => String)
  readonly got!: string;
  @Field(() => Boolean)
  readonly refused!: boolean;
}

@ObjectType({
  description: "`stopped`: nothing was written, because the file looks like a wrong one; `faults` say why.",
})
export class ImportReport {
  @Field(() => [ID])
  readonly ids!: readonly string[];
  @Field(() => Int)
  readonly created!: number;
  @Field(() => Int)
  readonly changed!: number;
  @Field(() => Int)
  readonly unchanged!: number;
  @Field(() => Int)
  readonly deleted!: number;
  @Field(() => [ImportFault])
  readonly faults!: readonly ImportFault[];
  @Field(() => [String])
  readonly notes!: readonly string[];
  @Field(() => Boolean)
  readonly stopped!: boolean;
}

@ObjectType({
  description:
    "`message` says what came of the last time, in the reader's language; a preview by `importTable` has the whole report.",
})
export class TableSource {
  @Field(() => ID)
  readonly partner!: string;
  @Field(() => Url)
  readonly url!: string;
  @Field(() => ImportRows)
  readonly rows!: string;
  @Field(() => String, { nullable: true })
  readonly type?: string | null;
  @Field(() => Int)
  readonly everyHours!: number;
  @Field(() => DateTime, { nullable: true })
  readonly checkedAt?: string | null;
  @Field(() => DateTime)
  readonly nextAt!: string;
  @Field(() => SourceState)
  readonly state!: string;
}

@ArgsType()
export class SaveRecordArgs {
  @Field(() => ID)
  readonly partner!: string;
  @Field(() => [CellInput])
  readonly cells!: readonly CellInput[];
  @Field(() => Boolean, { defaultValue: false })
  readonly dryRun!: boolean;
}

@ArgsType()
export class ImportTableArgs {
  @Field(() => ID)
  readonly partner!: string;
  @Field(() => Url)
  readonly source!: string;
  @Field(() => ImportRows, { defaultValue: ImportRows.MERGE })
  readonly rows!: ImportRows;
  @Field(() => Boolean, { defaultValue: true })
  readonly dryRun!: boolean;
  @Field(() => String, { nullable: true })
  readonly type?: string | null;
  @Field(() => Int, { nullable: true })
  readonly confirmDeleted?: number | null;
}

@ArgsType()
export class SetSourceArgs {
  @Field(() => ID)
  readonly partner!: string;
  @Field(() => Url, { nullable: true })
  readonly source?: string | null;
  @Field(() => ImportRows, { defaultValue: ImportRows.MERGE })
  readonly rows!: ImportRows;
  @Field(() => String, { nullable: true })
  readonly type?: string | null;
  @Field(() => Int, { defaultValue: 24 })
  readonly everyHours!: number;
}
