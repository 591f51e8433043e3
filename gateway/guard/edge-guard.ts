// What stands before everything else of a request: which document it means, and how large that may be. In: a request's
// body. Out: the text to run, or the error that refuses it. Used alike by every way in: POST, GET, events, web sockets.
import { CodedError } from "../../schema/errors.js";
import type { Principal } from "../../schema/principal.js";
import type { TrustedDocuments } from "../../schema/trusted-documents.js";
import { DocumentGuard } from "./document-guard.js";
import { PUBLIC_LIMITS, type EdgeLimits } from "./edge-limits.js";
import { OperationGuard, type OperationGuardOptions } from "./operation-guard.js";

export interface EdgeGuardOptions extends OperationGuardOptions {
  readonly limits?: EdgeLimits;
  /** Documents that were registered; without them an id is of none. */
  readonly trusted?: TrustedDocuments;
}

/** The members of a request that say what to run. */
export interface DocumentRequest {
  readonly query?: unknown;
  readonly documentId?: unknown;
}

export interface ResolvedDocument {
  readonly query: string;
  readonly isTrusted: boolean;
}

export class EdgeGuard {
  readonly limits: EdgeLimits;
  readonly documents: DocumentGuard;
  readonly operations: OperationGuard;
  readonly #trusted: TrustedDocuments | undefined;

  constructor(options: EdgeGuardOptions = {}) {
    this.limits = options.limits ?? PUBLIC_LIMITS;
    this.documents = new DocumentGuard(this.limits.document);
    this.operations = new OperationGuard(options);
    this.#trusted = options.trusted;
  }

  /** The text to run. Throws a `CodedError` with status 4xx. */
  async resolve({ query, documentId }: DocumentRequest): Promise<ResolvedDocument> {
    const isTrusted = documentId !== undefined && documentId !== null;
    const text = isTrusted ? await this.#find(documentId, query) : query;
    if (typeof text !== "string" || text === "")
      throw bad("Expected a GraphQL request with a `query` or a `documentId`.");
    const refusal = this.documents.refusalOf(text);
    if (refusal !== null) throw refusal;
    return { query: text, isTrusted };
  }

  /** Throws when a reader who may run trusted documents only runs another. */
  requireTrusted(principal: Principal | undefined, isTrusted: boolean): void {
    if (principal?.trustedOnly !== true || isTrusted) return;
    throw new CodedError("TRUSTED_ONLY", "This key runs trusted documents only: send a `documentId`.", {
      http: { status: 403 },
    });
  }

  async #find(id: unknown, query: unknown): Promise<string> {
    if (query !== undefined && query !== null) throw bad("Expected a `query` or a `documentId`, got both.");
    if (typeof id !== "string" || !/^sha256:[0-9a-f]{64}$/.test(id))
      throw bad("documentId: expected `sha256:` and 64 hexadecimal digits, in lower case.");
    const text = (await this.#trusted?.find(id)) ?? null;
    if (text === null)
      throw new CodedError("DOCUMENT_NOT_FOUND", "No trusted document has this id.", { http: { status: 404 } });
    return text;
  }
}

function bad(message: string): CodedError {
  return new CodedError("BAD_REQUEST", message, { http: { status: 400 } });
}
