// What a hostile or broken machine may say. In: nothing or a body. Out: scripts for the fault server.
import type { Script } from "./fault-server.js";

export const SOUND_BODY = '{"data":{"practices":null}}';
const JSON_HEAD = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";

/** Sends a text, or bytes, as they are. */
export function say(...parts: ReadonlyArray<string | Uint8Array>): Script {
  return (socket) => {
    for (const part of parts) socket.write(part);
  };
}

/** A whole answer; `headers` come before the others, each ended by CR LF. */
export function answer(body: string | Uint8Array = SOUND_BODY, headers = ""): Script {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  return say(`${JSON_HEAD}${headers}content-length: ${bytes.length}\r\n\r\n`, bytes);
}

/** The head of an answer in chunks, and what follows it. */
export function chunked(...parts: readonly string[]): Script {
  return say(`${JSON_HEAD}transfer-encoding: chunked\r\n\r\n`, ...parts);
}

/** An answer with another head altogether. */
export function withHead(head: string, body = SOUND_BODY): Script {
  return say(`${head}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

/** Says something and then the same thing again and again, until the socket is closed. */
export function saySlowly(first: string, then: string, everyMs: number): Script {
  return (socket) => {
    socket.write(first);
    const timer = setInterval(() => socket.write(then), everyMs);
    socket.on("close", () => clearInterval(timer));
  };
}

/** Says something as fast as it is taken, without end. */
export function flood(first: string, then: string): Script {
  return (socket) => {
    socket.write(first);
    const goOn = (): void => {
      while (!socket.destroyed && socket.write(then));
    };
    socket.on("drain", goOn);
    goOn();
  };
}

/** Says something and resets the connection. */
export function reset(first = ""): Script {
  return (socket) => {
    if (first === "") socket.resetAndDestroy();
    else socket.write(first, () => setTimeout(() => socket.resetAndDestroy(), 20));
  };
}

/** Says something and closes its half of the connection. */
export function halfClose(first = ""): Script {
  return (socket) => void socket.end(first);
}

/** Never says anything. */
export const silence: Script = () => undefined;

/** Answers that wait until they are let go. */
export function held(): { readonly script: Script; readonly letGo: () => void } {
  const waiting: Array<() => void> = [];
  return {
    script: (socket, use) => void waiting.push(() => answer()(socket, use)),
    letGo: () => waiting.splice(0).forEach((goOn) => goOn()),
  };
}
