// An association's server that forgives what it should refuse: a token that was shown before is answered again. In: the server behind it. Out: its address, and a way to mend it.
import { createServer, type IncomingMessage } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

export interface ForgivingServer {
  readonly url: string;
  mend(): void;
  stop(): Promise<void>;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** Starts it. */
export async function startForgivingServer(behind: string): Promise<ForgivingServer> {
  let isMended = false;
  const answered = new Map<string, string>();
  const server = createServer(async (request, response) => {
    const body = await readBody(request);
    response.setHeader("content-type", "application/json; charset=utf-8");
    const { authorization = "" } = request.headers;
    const before = answered.get(authorization);
    if (!isMended && before !== undefined) return response.end(before);
    const headers = { "content-type": "application/json", ...(authorization === "" ? {} : { authorization }) };
    const answer = await fetch(new URL(request.url ?? "/", behind), { method: "POST", headers, body });
    const text = await answer.text();
    response.statusCode = answer.status;
    if (answer.ok && authorization !== "") answered.set(authorization, text);
    return response.end(text);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // it listens on a port
    mend: () => void (isMended = true),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
