// A subgraph that is traced where its reader is. In: a subgraph. Out: the same, with a span around each request.
import type { Subgraph } from "./subgraph.js";

/** Adds spans to a subgraph. */
export function traced(name: string, subgraph: Subgraph): Subgraph {
  return (request) => {
    const span = request.reader.spans?.start("fetch", { "maillage.subgraph": name });
    if (span === undefined) return subgraph(request);
    return subgraph(request).then((answer) => {
      const errors = answer.errors?.length ?? 0;
      span.end({ "maillage.errors": errors }, answer.data === undefined || answer.data === null);
      return answer;
    });
  };
}
