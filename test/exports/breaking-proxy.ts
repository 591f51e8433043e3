// A proxy on a bad line. In: where it leads, after how many bytes it breaks, and how often. Out: its address.
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Passes requests on, and breaks the first few connections after so many bytes. */
export async function breakingProxy(
  target: string,
  after: number,
  times: number,
): Promise<{ server: Server; url: string; broken(): number }> {
  let broken = 0;
  const server = createServer((asked, response) => {
    request(`${target}${asked.url}`, { headers: { ...asked.headers, "accept-encoding": "identity" } }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      let sent = 0;
      answer.on("data", (chunk: Buffer) => {
        const isBreaking = broken < times && sent + chunk.length > after;
        const piece = isBreaking ? chunk.subarray(0, after - sent) : chunk;
        sent += chunk.length;
        if (!isBreaking) return void response.write(piece);
        broken++;
        answer.destroy();
        response.write(piece, () => response.socket?.destroy());
      });
      answer.on("end", () => response.end());
    }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}`, broken: () => broken };
}
