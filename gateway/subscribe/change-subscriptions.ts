// Subscriptions to changes. In: a GraphQL request and who makes it. Out: an answer, or answers without end: each change
// once, in order, from the cursor given, or from now. Nothing is kept for a subscriber between pages but a cursor, so
// one that reads slowly costs no more than one that reads fast.
import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  MaxIntrospectionDepthRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type OperationDefinitionNode,
} from "graphql";
import type { ChangeBell } from "../../schema/change-bell.js";
import { CodedError } from "../../schema/errors.js";
import { executeOperation, type OperationAnswer } from "../execute/execute-operation.js";
import type { EdgeGuard } from "../guard/edge-guard.js";
import { documentPoints } from "../guard/operation-cost.js";
import type { OperationGuard } from "../guard/operation-guard.js";
import { compileOperation } from "../plan/compile-operation.js";
import type { CompiledOperation } from "../plan/compiled-operation.js";
import { readReader, type ReaderSource } from "../server/reader.js";
import type { Supergraph } from "../supergraph/supergraph.js";
import { PAGE, pageVariables, toPageOperation, type PageOperation } from "./page-operation.js";

export interface SubscriptionRequest {
  readonly query?: string | null | undefined;
  readonly documentId?: string | null | undefined;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | null | undefined;
}

export interface ChangeSubscriptionOptions {
  /** The supergraph that is current. */
  readonly supergraph: () => Supergraph;
  readonly bell: ChangeBell;
  readonly guard: EdgeGuard;
}

/** Reads who asks, anew for each page: a credential that was revoked ends the subscription. Throws when it is not good. */
export type SourceReader = () => Promise<ReaderSource>;

/** Changes in one page, and so at most in memory for one subscriber. */
const PAGE_SIZE = 100;

export class ChangeSubscriptions {
  readonly #options: ChangeSubscriptionOptions;
  readonly #stopped = Promise.withResolvers<void>();
  #isStopped = false;

  constructor(options: ChangeSubscriptionOptions) {
    this.#options = options;
  }

  /** Answers a request: an error that concerns all of it is an answer, not an exception. */
  async subscribe(
    request: SubscriptionRequest,
    readSource: SourceReader,
  ): Promise<ExecutionResult | AsyncGenerator<ExecutionResult, void, void>> {
    const { guard } = this.#options;
    const supergraph = this.#options.supergraph();
    try {
      const { document, operation } = await readDocument(request, { supergraph, guard, readSource });
      const page = toPageOperation(document, operation);
      if (page === null)
        throw new CodedError("BAD_REQUEST", "Subscribe to `recordChanges`, written as the only field.");
      const given = getVariableValues(supergraph.schema, operation.variableDefinitions ?? [], { ...request.variables });
      if (given.errors !== undefined) return { errors: given.errors.map(toBadInput) };
      const after = page.after(given.coerced) ?? (await this.#options.bell.latest());
      return this.#follow(
        { supergraph, page, request, variables: given.coerced, readSource, guard: guard.operations },
        after,
      );
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }
  }

  /** Ends all subscriptions: their readers may subscribe again, elsewhere or later. */
  stop(): void {
    this.#isStopped = true;
    this.#stopped.resolve();
  }

  async *#follow(subscription: Subscription, start: string): AsyncGenerator<ExecutionResult, void, void> {
    const pages = new SubscribedPages(subscription);
    for (let after = start; !this.#isStopped;) {
      const next = this.#options.bell.next();
      const page = await pages.read(after);
      if (!("changes" in page)) {
        yield page;
        return;
      }
      yield* page.changes;
      after = page.endCursor;
      if (!page.hasMore) await Promise.race([next, this.#stopped.promise]);
    }
  }
}

interface Subscription {
  readonly guard: OperationGuard;
  readonly supergraph: Supergraph;
  readonly page: PageOperation;
  readonly request: SubscriptionRequest;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly readSource: SourceReader;
}

interface SubscribedPage {
  readonly changes: readonly ExecutionResult[];
  readonly endCursor: string;
  readonly hasMore: boolean;
}

/** Reads pages for one subscriber; the operation is compiled once for each set of rights. */
class SubscribedPages {
  readonly #subscription: Subscription;
  #compiled: { readonly scopes: string; readonly operation: CompiledOperation } | null = null;

  constructor(subscription: Subscription) {
    this.#subscription = subscription;
  }

  async read(after: string): Promise<SubscribedPage | ExecutionResult> {
    const { supergraph, page, request, variables, readSource, guard } = this.#subscription;
    try {
      const source = await readSource();
      const reader = readReader(source, request.extensions?.maillage);
      const isAnonymous = !isAuthenticated(reader.principal);
      const compiled = await this.#compile(reader.scopes, !isAnonymous);
      const input = { variables: pageVariables(variables, { after, first: PAGE_SIZE }), reader };
      const cost = guard.costOf({ ...input, compiled, isAnonymous, partners: supergraph.partners() });
      source.spend?.(1);
      const answer = toPage(await executeOperation(supergraph, compiled, input), page.key);
      if ("changes" in answer) source.spend?.((cost * answer.changes.length) / PAGE_SIZE);
      return answer;
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }
  }

  async #compile(scopes: readonly string[], authenticated: boolean): Promise<CompiledOperation> {
    const key = [...scopes, authenticated].join(" ");
    if (this.#compiled?.scopes === key) return this.#compiled.operation;
    const { supergraph, page } = this.#subscription;
    const { document, operation } = page;
    const compiled = await compileOperation(supergraph, { document, operation, rights: { authenticated, scopes } });
    this.#compiled = { scopes: key, operation: compiled };
    return compiled;
  }
}

function isAuthenticated(principal: unknown): boolean {
  return typeof principal === "object" && principal !== null && Reflect.get(principal, "kind") !== "ANONYMOUS";
}

interface PageData {
  readonly changes: readonly unknown[];
  readonly endCursor: string;
  readonly hasMore: boolean;
}

/** Each change with the errors that stand below it, as if it had been asked for alone. */
function toPage({ data, errors }: OperationAnswer, key: string): SubscribedPage | ExecutionResult {
  const page = (data as Record<string, PageData | null> | null)?.[PAGE] ?? null; // as the operation selects it
  if (page === null)
    return { errors: errors.map((error) => new GraphQLError(error.message, { ...error, path: [key] })) };
  const changes = page.changes.map((change, index): ExecutionResult => {
    const own = errors.filter(({ path }) => path?.[1] === "changes" && path[2] === index);
    const placed = own.map((error) => {
      return new GraphQLError(error.message, { ...error, path: [key, ...(error.path ?? []).slice(3)] });
    });
    return { data: { [key]: change }, ...(placed.length > 0 ? { errors: placed } : {}) };
  });
  return { changes, endCursor: page.endCursor, hasMore: page.hasMore };
}

interface ReadDocument {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

interface ReadUse {
  readonly supergraph: Supergraph;
  readonly guard: EdgeGuard;
  readonly readSource: SourceReader;
}

async function readDocument(
  request: SubscriptionRequest,
  { supergraph, guard, readSource }: ReadUse,
): Promise<ReadDocument> {
  const { query, isTrusted } = await guard.resolve(request);
  const { principal, spend } = await readSource();
  guard.requireTrusted(principal, isTrusted);
  spend?.(documentPoints(query)); // it is validated for each subscriber
  const document = parse(query, { maxTokens: guard.documents.limits.tokens }); // it parses: the guard has done so
  const [fault] = validate(supergraph.schema, document, RULES, { maxErrors: 5, hideSuggestions: true });
  if (fault !== undefined) throw invalid(fault);
  const operation = getOperationAST(document, request.operationName);
  if (!operation) throw new CodedError("OPERATION_RESOLUTION_FAILURE", "Name the operation to run.");
  if (operation.operation !== "subscription")
    throw new CodedError("BAD_REQUEST", "Only subscriptions are answered here: POST everything else to /graphql.");
  return { document, operation };
}

const RULES = [...specifiedRules, MaxIntrospectionDepthRule];

function invalid({ message }: GraphQLError): CodedError {
  return new CodedError("GRAPHQL_VALIDATION_FAILED", message);
}

function toBadInput({ message }: GraphQLError): CodedError {
  return new CodedError("BAD_USER_INPUT", message);
}
