// An endpoint in front of an association's server that may begin to say something else. In: where the real one answers.
// Out: its address, and what it changes.
import { createServer } from "node:http";
import { once } from "node:events";

export interface ChangingEndpoint {
  readonly endpoint: string;
  /** What becomes of the SDL; may be set while it runs. */
  sdl: (text: string) => string;
  /** What becomes of answers; may be set while it runs. */
  answer: (json: ChangingAnswer) => void;
  /** How often the SDL was asked for. */
  asked: number;
  stop(): void;
}

// eslint-disable-next-line typescript/no-explicit-any -- answers are spoilt, whatever is in them
type ChangingAnswer = { data?: any };

/** Starts it, at the same path. */
export async function startChangingEndpoint(target: string): Promise<ChangingEndpoint> {
  const server = createServer();
  const unchanged = { sdl: (text: string) => text, answer: () => undefined };
  const changing: ChangingEndpoint = { endpoint: "", ...unchanged, asked: 0, stop: () => server.close() };
  server.on("request", async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer); // http streams give buffers
    const headers = { "content-type": "application/json", authorization: request.headers.authorization ?? "" };
    const answer = await fetch(target, { method: "POST", headers, body: Buffer.concat(chunks) });
    const json = (await answer.json()) as ChangingAnswer; // a GraphQL response
    if (typeof json.data?._service?.sdl === "string") {
      changing.asked++;
      json.data._service.sdl = changing.sdl(json.data._service.sdl);
    }
    changing.answer(json);
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(JSON.stringify(json));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return Object.assign(changing, { endpoint: `http://127.0.0.1:${port}${new URL(target).pathname}`, stop });
}
