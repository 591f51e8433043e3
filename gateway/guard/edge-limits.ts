// What the edge lets pass: every number of it, in one place. In: nothing. Out: the limits of a hub on a public address,
// and those of `maillage gateway`, whose supergraph and readers are the operator's own.

/** How large a document may be. Fragments count as often as they are spread. */
export interface DocumentLimits {
  /** Lexical tokens: what parsing and validating cost grows with them, faster than in proportion. */
  readonly tokens: number;
  /** Levels of fields below each other. Introspection, which is answered from the schema, has a rule of its own. */
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
}

export interface EdgeLimits {
  readonly document: DocumentLimits;
  /** Bytes of a request's body. */
  readonly body: number;
  /** Values in a request's variables, lists and objects counted through. */
  readonly inputValues: number;
  /** What one operation may cost, in points. */
  readonly cost: number;
  /** Connections open at once; the one that has been idle for longest makes room for the next. */
  readonly connections: number;
  /** Event streams and web sockets that one address may hold open. */
  readonly streams: number;
  /** How long a client may take over the head of a request, and over all of it. */
  readonly headMs: number;
  readonly requestMs: number;
}

/**
 * One operation may cost what a full page of 100 rows with four full lists of 100 in each does.
 */
export const PUBLIC_LIMITS: EdgeLimits = {
  document: { tokens: 2_000, depth: 12, fields: 2_000, aliases: 30, rootFields: 10, directives: 50 },
  body: 256 * 1024,
  inputValues: 2_000,
  cost: 50_000,
  connections: 5_000,
  streams: 200,
  headMs: 6_000,
  requestMs: 9_000,
};

/** Other people's schemas have other shapes: what only guards the process against one request. */
export const ROUTER_LIMITS: EdgeLimits = {
  ...PUBLIC_LIMITS,
  document: { tokens: 5_000, depth: 24, fields: 2_000, aliases: 500, rootFields: 100, directives: 500 },
  cost: Number.MAX_SAFE_INTEGER,
};
