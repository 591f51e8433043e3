// The words of reading partners' rows: shapes, uses, stubs. Types only, and the one value that stands for a breach.
import type { GraphQLObjectType } from "graphql";
import type { ErasedLookup } from "../../schema/erasures.js";
import type { PeopleMeter } from "../../schema/people-meter.js";
import type { ReaderVisibility } from "../../schema/hub-token.js";
import type { CollectContext } from "../shape/collect-fields.js";
import type { Contract } from "./contract.js";
import type { ReservedKeys } from "./reserved-keys.js";

/** What a value becomes when it breaks the contract; the nearest row that may be left out is left out. */
export const INVALID = Symbol("breaks the contract");

/** Who answers for a partner: itself, or the mirror. */
export type Via = "LIVE" | "MIRROR";

/** What compiling a selection on the contract needs. */
export interface RowContext extends CollectContext {
  readonly contract: Contract;
  readonly keys: ReservedKeys;
  /** How many fields of rows have been compiled: fragments in fragments can make any number of a short text. */
  readonly compiled: { fields: number };
}

/** Reads an object that a partner sent: the reader's object, or INVALID. */
export type ObjectReader = (
  raw: Readonly<Record<string, unknown>>,
  use: RowUse,
) => Record<string, unknown> | typeof INVALID;

/** A selection on an object type, compiled. */
export interface RowShape {
  readonly type: GraphQLObjectType;
  /** The selection for the partner, without its braces. */
  readonly text: string;
  /** The reader's variables that the text uses. */
  readonly variables: ReadonlySet<string>;
  /** Whether it holds references to follow. */
  readonly leadsOn: boolean;
  readonly read: ObjectReader;
}

/** A field that may name records of other partners, and what the reader wants of them. */
export interface HopField {
  /** Whether the field may hold a record of this type. */
  accepts(typename: string): boolean;
  /** What is asked of a record of one of the accepted types, and how it is read. */
  shapeOf(typename: string): RowShape;
}

/** A reference to a record, to be followed to its owner: it stands at `holder[key]`. */
export interface Stub {
  readonly id: string;
  readonly owner: string;
  /** The partner that refers to it; empty when the reader does. */
  readonly from: string;
  readonly field: HopField;
  readonly holder: Record<string, unknown> | unknown[];
  readonly key: string | number;
  /** In a list: whether the record keeps its place when its owner does not know it. */
  readonly fixed: boolean;
}

/** What is being read of one partner's: the answer, and who gave it. */
export interface RowUse {
  readonly partner: string;
  readonly visibility: ReaderVisibility;
  readonly via: Via;
  readonly asOf: string;
  /** Stubs found so far. */
  readonly stubs: Stub[];
  /** Rows, nested ones included, that were not as the contract has them, and so were removed. */
  faults: number;
  /** What was erased on request is removed, whoever sends it. */
  readonly erased?: ErasedLookup;
  /** Counts the people that the reader is given. */
  readonly people?: PeopleMeter | null | undefined;
}
