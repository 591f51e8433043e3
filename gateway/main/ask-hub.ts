// How the hub's services ask each other (schema/ask-hub.ts): by the subgraphs that the gateway asks, not through its edge. In:
// the subgraphs. Out: the way to ask.
import type { AskHub, HubQuestion } from "../../schema/ask-hub.js";
import { CodedError, ERROR_CODES, type ErrorCode } from "../../schema/errors.js";
import { ANONYMOUS } from "../../schema/principal.js";
import type { Subgraph, SubgraphError } from "../execute/subgraph.js";
import { Tally } from "../execute/tally.js";

const DEADLINE_MS = 10_000;

/** The way to ask these subgraphs. */
export function askHubOf(subgraphs: Readonly<Record<HubQuestion["subgraph"], Subgraph>>): AskHub {
  return async ({ subgraph, operation, variables, visibility, freshness, languages = [], mustBeWhole = false }) => {
    const scopes = visibility === "NETWORK" ? ["read:network"] : [];
    const { data, errors = [] } = await subgraphs[subgraph]({
      operation,
      variables,
      reader: {
        ...{ visibility, scopes, freshness, languages, partial: "allow", signal: null, trace: null },
        deadline: Date.now() + DEADLINE_MS,
        tally: new Tally(),
        principal: { ...ANONYMOUS, scopes, visibility },
      },
    });
    const refused = errors.find(({ path = [] }) => mustBeWhole || path.length <= 1);
    if (data === null || data === undefined || refused !== undefined) throw toError(refused, subgraph);
    return data;
  };
}

/** A way that can be used before there is one: it waits until there is. */
export function lateAskHub(): { readonly ask: AskHub; set(ask: AskHub): void } {
  const known = Promise.withResolvers<AskHub>();
  return { ask: async (question) => (await known.promise)(question), set: known.resolve };
}

function toError(error: SubgraphError | undefined, subgraph: string): Error {
  const code = String(error?.extensions?.["code"] ?? "");
  if (error === undefined || !Object.hasOwn(ERROR_CODES, code))
    return new Error(`The subgraph ${subgraph} did not answer.`);
  return new CodedError(code as ErrorCode, error.message); // own key, just checked
}
