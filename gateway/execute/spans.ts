// The spans of one request, for operators who trace. In: what is done for the request. Out: OpenTelemetry spans. Only what is
// listed here can be said of anything: nothing of documents, variables, names or addresses.
import { ROOT_CONTEXT, SpanStatusCode, trace, type Context, type Span, type Tracer } from "@opentelemetry/api";

/** What a span may say. */
export interface SpanFacts {
  readonly "graphql.operation.type"?: string;
  readonly "http.response.status_code"?: number;
  readonly "maillage.subgraph"?: string;
  readonly "maillage.partner"?: string;
  readonly "maillage.outcome"?: string;
  readonly "maillage.errors"?: number;
  readonly "maillage.bytes"?: number;
}

/** Something that has begun. */
export interface OpenSpan {
  end(facts?: SpanFacts, failed?: boolean): void;
}

export class RequestSpans {
  readonly #tracer: Tracer;
  readonly #root: Span;
  readonly #context: Context;

  constructor(tracer: Tracer) {
    this.#tracer = tracer;
    this.#root = tracer.startSpan("graphql request", {}, ROOT_CONTEXT);
    this.#context = trace.setSpan(ROOT_CONTEXT, this.#root);
  }

  /** 32 hexadecimal digits, as W3C has them. */
  get traceId(): string {
    return this.#root.spanContext().traceId;
  }

  /** Begins something below the request. */
  start(name: "plan" | "fetch" | "partner", facts: SpanFacts = {}): OpenSpan {
    const span = this.#tracer.startSpan(name, { attributes: { ...facts } }, this.#context);
    return { end: (more = {}, failed = false) => end(span, more, failed) };
  }

  /** The request is over. */
  end(facts: SpanFacts, failed: boolean): void {
    end(this.#root, facts, failed);
  }
}

function end(span: Span, facts: SpanFacts, failed: boolean): void {
  span.setAttributes({ ...facts });
  if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
