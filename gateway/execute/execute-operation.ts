// Room "execute" as a whole: a compiled operation and a reader → the answer. In: coerced variables. Out: data and
// errors as the GraphQL specification has them. Never rejects for what a subgraph does.
import type { CodedError } from "../../schema/errors.js";
import { tooManyPeople } from "../../schema/people-meter.js";
import type { Supergraph } from "../supergraph/supergraph.js";
import type { CompiledOperation } from "../plan/compiled-operation.js";
import { answerIntrospection } from "../plan/introspection.js";
import { NULL_REPORTED } from "../shape/outcome.js";
import { Projection } from "../shape/projection.js";
import { Run, type PlacedError } from "./run.js";
import type { ReaderContext } from "./subgraph.js";

export interface OperationAnswer {
  readonly data: unknown;
  readonly errors: readonly PlacedError[];
}

export interface ExecutionInput {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly reader: ReaderContext;
}

const NO_INTROSPECTION: Readonly<Record<string, unknown>> = Object.freeze({});

function withoutPlace({ message, extensions }: CodedError): PlacedError {
  return { message, extensions, path: [] };
}

/** Runs a compiled operation. */
export async function executeOperation(
  supergraph: Supergraph,
  compiled: CompiledOperation,
  { variables, reader }: ExecutionInput,
): Promise<OperationAnswer> {
  const run = new Run(variables, reader);
  if (compiled.run !== null) await compiled.run(run);
  const { introspection } = compiled;
  const meta =
    introspection === null ? NO_INTROSPECTION : answerIntrospection(introspection, supergraph.schema, variables);
  const projection = new Projection(run.errors, meta);
  const data = compiled.shapeFor(variables)(run.data, projection);
  const refused = reader.people?.wasRefused === true ? [withoutPlace(tooManyPeople())] : [];
  return { data: data === NULL_REPORTED ? null : data, errors: [...run.errors, ...projection.errors, ...refused] };
}
