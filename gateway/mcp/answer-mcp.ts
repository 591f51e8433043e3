// One message of an assistant. In: its request, and a way to ask the graph as its caller. Out: the response, written.
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { AskAsReader } from "../server/ask-as-reader.js";
import { createMcpServer } from "./mcp-server.js";

/** Answers it. */
export async function answerMcp(request: FastifyRequest, reply: FastifyReply, ask: AskAsReader): Promise<void> {
  const server = createMcpServer(ask);
  const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
  reply.hijack(); // the transport writes the response
  reply.raw.once("close", () => void server.close());
  // The SDK's own class does not fit its own interface under exactOptionalPropertyTypes.
  await server.connect(transport as Parameters<typeof server.connect>[0]);
  await transport.handleRequest(request.raw, reply.raw, request.body);
}
