// The way out: how anything of the hub asks a machine that is not its own. The gateway's `fetch` room makes the one
// client; services are handed it by the composition root. In: an address and a request. Out: a response, whole.

/** One request. Redirects are never followed, cookies never kept. */
export interface OutboundRequest {
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** For everything: looking the name up, connecting, sending, reading the last byte. In milliseconds; default 5,000. */
  readonly timeoutMs?: number;
  /** Bytes of the body, decoded. Default 1 MiB. */
  readonly largestBytes?: number;
  /** Gives a redirect as it came, for a caller who looks at where it leads and asks there; else it is `HTTP_ERROR`. */
  readonly keepsRedirects?: boolean;
  readonly signal?: AbortSignal;
}

/** A response, read to its end. */
export interface OutboundResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Why there is no response. `ADDRESS`: one that nobody may be sent to; nothing was connected. */
export type OutboundFault =
  | "ADDRESS"
  | "UNREACHABLE"
  | "TLS_ERROR"
  | "TIMED_OUT"
  | "TOO_LARGE"
  | "BAD_CONTENT"
  | "HTTP_ERROR";

/** What a failed request throws. The message is ours, names no address that was resolved, and may be shown. */
export class OutboundError extends Error {
  override readonly name = "OutboundError";
  readonly fault: OutboundFault;

  constructor(fault: OutboundFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}

/** Sends one request. Throws `OutboundError`. Statuses are given as they came; of redirects see `keepsRedirects`. */
export type Outbound = (url: string, request?: OutboundRequest) => Promise<OutboundResponse>;
