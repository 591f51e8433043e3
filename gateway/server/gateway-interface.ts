// ApolloServer's door to the executor. In: the supergraph that is current. Out: a `GatewayInterface`. A request runs
// to its end on the supergraph that it was validated against, however often another takes its place meanwhile.
import type { GatewayExecutor, GatewayInterface } from "@apollo/server-gateway-interface";
import { getVariableValues, GraphQLError, type GraphQLSchema } from "graphql";
import { CodedError } from "../../schema/errors.js";
import { OperationGuard, type GuardedOperation, type OperationGuardOptions } from "../guard/operation-guard.js";
import type { ReaderRights } from "../plan/access-rules.js";
import { compileOperation } from "../plan/compile-operation.js";
import type { CompiledOperation } from "../plan/compiled-operation.js";
import { describePlan } from "../plan/describe-plan.js";
import type { Supergraph } from "../supergraph/supergraph.js";
import { executeOperation } from "../execute/execute-operation.js";
import type { ReaderContext } from "../execute/subgraph.js";
import { readReader, type ReaderSource } from "./reader.js";

/** What the HTTP layer hands to the executor with each request. */
export interface RequestContext {
  readonly source: ReaderSource;
}

type ExecutorInput = Parameters<GatewayExecutor>[0];
type ExecutorResult = Awaited<ReturnType<GatewayExecutor>>;
type Listener = (context: { apiSchema: GraphQLSchema; coreSupergraphSdl: string }) => void;

/** The gateway as ApolloServer knows it. `swap` puts another supergraph in place of the present one. */
export class SupergraphGateway implements GatewayInterface {
  readonly #guard: OperationGuard;
  #current: Supergraph;
  readonly #bySchema = new WeakMap<GraphQLSchema, Supergraph>();
  readonly #listeners = new Set<Listener>();

  constructor(supergraph: Supergraph, guard: OperationGuardOptions = {}) {
    this.#guard = new OperationGuard(guard);
    this.#current = supergraph;
    this.#bySchema.set(supergraph.schema, supergraph);
  }

  get current(): Supergraph {
    return this.#current;
  }

  /** From now on new requests run on this supergraph. */
  swap(supergraph: Supergraph): void {
    this.#current = supergraph;
    this.#bySchema.set(supergraph.schema, supergraph);
    for (const listener of this.#listeners) this.#announce(listener);
  }

  async load(): Promise<{ executor: GatewayExecutor }> {
    return { executor: (input) => this.#execute(input) };
  }

  async stop(): Promise<void> {
    this.#listeners.clear();
  }

  onSchemaLoadOrUpdate(listener: Listener): () => void {
    this.#listeners.add(listener);
    this.#announce(listener);
    return () => this.#listeners.delete(listener);
  }

  #charge(
    operation: Pick<GuardedOperation, "compiled" | "variables" | "reader" | "isAnonymous">,
    { supergraph, source }: { readonly supergraph: Supergraph; readonly source: ReaderSource },
  ): CodedError | null {
    return refused(() => {
      const cost = this.#guard.costOf({ ...operation, partners: supergraph.partners() });
      source.spend?.(Math.max(1, cost));
    });
  }

  #announce(listener: Listener): void {
    listener({ apiSchema: this.#current.schema, coreSupergraphSdl: this.#current.text });
  }

  async #execute(input: ExecutorInput): Promise<ExecutorResult> {
    const supergraph = this.#bySchema.get(input.schema) ?? this.#current;
    const { source } = input.context as RequestContext; // the server builds it for every request
    const reader = readReaderOrError(source, input.request.extensions?.maillage);
    if (reader instanceof GraphQLError) return { data: null, errors: [reader] };
    const { operation } = input as Partial<ExecutorInput>; // the server gives none where the name is of none
    if (operation === undefined) return { errors: [unknownOperation()] };
    const kind = operation.operation;
    if (!supergraph.schema.getRootType(kind)) return { errors: [unknownKind(kind)] };
    const isAnonymous = (source.principal?.kind ?? "ANONYMOUS") === "ANONYMOUS";
    const planning = reader.spans?.start("plan", { "graphql.operation.type": kind });
    const rights = { authenticated: !isAnonymous, scopes: reader.scopes };
    const compiled = await compiledOperation(supergraph, input, rights).finally(() => planning?.end());
    reader.trace?.note("operation", compiled.prepared);
    reader.trace?.note("plan", describePlan(compiled.plan));
    const coerced = coerceVariables(supergraph.schema, compiled, input.request.variables);
    if ("errors" in coerced) return coerced;
    const refusal = this.#charge(
      { compiled, variables: coerced.variables, reader, isAnonymous },
      { supergraph, source },
    );
    if (refusal !== null) return { data: null, errors: [refusal] };
    const { data, errors } = await executeOperation(supergraph, compiled, { variables: coerced.variables, reader });
    const extensions = extensionsFor(reader);
    return {
      data: data as Record<string, unknown> | null, // the root shape gives an object or null
      ...(errors.length > 0 ? { errors: errors.map((error) => new GraphQLError(error.message, error)) } : {}),
      ...(extensions === undefined ? {} : { extensions }),
    };
  }
}

function unknownOperation(): CodedError {
  const message = "Expected `operationName` to name an operation of the document, got one that is not there.";
  return new CodedError("OPERATION_RESOLUTION_FAILURE", message, { http: { status: 400 } });
}

/** The error, when what is thrown is one for the reader. */
function refused(work: () => void): CodedError | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
}

/** `extensions.maillage`: the traffic with partners, where there was any, and the walk, where it was asked for. */
function extensionsFor({ tally, trace }: ReaderContext): Record<string, unknown> | undefined {
  if (!tally.isInvolved && trace === null) return undefined;
  return { maillage: { ...tally.toJSON(), ...(trace === null ? {} : { explain: trace.artefacts }) } };
}

function readReaderOrError(source: ReaderSource, wishes: unknown): ReaderContext | GraphQLError {
  try {
    return readReader(source, wishes);
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
}

/** Compiled once for each set of rights, however many ask for it at once. */
function compiledOperation(
  supergraph: Supergraph,
  { queryHash, document, operation }: ExecutorInput,
  rights: ReaderRights,
): Promise<CompiledOperation> {
  const { operations } = supergraph;
  const key = `${queryHash} ${operation.name?.value ?? ""} ${supergraph.access.variantOf(rights)}`;
  const known = operations.get(key);
  if (known !== undefined) return known;
  const compiled = compileOperation(supergraph, { document, operation, rights });
  operations.set(key, compiled);
  compiled.catch(() => operations.delete(key));
  return compiled;
}

type Coerced = { readonly variables: Record<string, unknown> } | { readonly errors: GraphQLError[] };

function coerceVariables(schema: GraphQLSchema, { operation }: CompiledOperation, given: unknown): Coerced {
  const definitions = operation.variableDefinitions ?? [];
  if (definitions.length === 0) return { variables: {} };
  const inputs = (given ?? {}) as Record<string, unknown>; // ApolloServer has checked that it is an object
  const { coerced, errors } = getVariableValues(schema, definitions, inputs, { maxErrors: 5 });
  if (coerced !== undefined) return { variables: coerced };
  return { errors: errors.map((error) => badVariable(error)) };
}

/** What graphql-js' own validation lets pass: an operation of a kind for which the schema has no root type. */
function unknownKind(kind: string): GraphQLError {
  return new CodedError("GRAPHQL_VALIDATION_FAILED", `The schema has no ${kind}s.`, { http: { status: 400 } });
}

function badVariable(error: GraphQLError): GraphQLError {
  return new CodedError("BAD_USER_INPUT", error.message, { http: { status: 400 } });
}
