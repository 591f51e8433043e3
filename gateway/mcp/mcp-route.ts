// `/mcp`: the graph for assistants. In: JSON-RPC by POST, with the caller's key or without. Out: JSON. Each call of a tool is a
// request to `/graphql` of the same server, of the same caller: its key, its address, its points, its limits.
import type { FastifyInstance } from "fastify";
import type { Credentials } from "../../schema/principal.js";
import { askAsReader } from "../server/ask-as-reader.js";

/** Whether a credential is good; anonymous is. */
export type IsGood = (credentials: Credentials) => Promise<boolean>;

/** Adds the route. There are no sessions, and nothing is pushed: GET and DELETE are 405, as the protocol has it. */
export function addMcpRoute(app: FastifyInstance, isGood: IsGood): void {
  app.post("/mcp", async (request, reply) => {
    const { authorization, origin } = request.headers;
    if (!(await isGood({ authorization, origin })))
      return reply.code(401).header("www-authenticate", "Bearer").send(rpcError("The credential is not good."));
    if (Array.isArray(request.body)) return reply.code(400).send(rpcError("Expected one message, got a list of them."));
    const { answerMcp } = await import("./answer-mcp.js"); // the SDK is loaded by those hubs that assistants ask
    await answerMcp(request, reply, askAsReader(app, request));
    return reply;
  });
  for (const method of ["GET", "DELETE"] as const)
    app.route({
      ...{ method, url: "/mcp" },
      handler: (_request, reply) => reply.code(405).header("allow", "POST").send(rpcError("Expected POST.")),
    });
}

function rpcError(message: string): object {
  return { jsonrpc: "2.0", error: { code: -32_000, message }, id: null };
}
