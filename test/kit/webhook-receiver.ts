// A program that webhooks are sent to: a real HTTP server that keeps what it is sent. In: how it answers each time. Out: what
// came, in the order in which it came.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  // eslint-disable-next-line typescript/no-explicit-any -- bodies are compared, not computed with
  readonly body: any;
}

export interface WebhookReceiver {
  readonly url: string;
  readonly received: Received[];
  stop(): Promise<void>;
}

/** Starts one. `answer` is told how many messages came before; without it each is taken. */
export async function startReceiver(
  answer: (response: ServerResponse, before: number) => void = (response) => response.writeHead(204).end(),
): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const text = Buffer.concat(parts).toString();
      const before = received.length;
      received.push({ headers: request.headers, text, body: JSON.parse(text) });
      answer(response, before);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens by now
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url, received, stop };
}
