// A page of somebody's web site: an origin of its own, with a strict policy. In: the hub that it may load from. Out: its address.
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

export interface AppSite {
  readonly origin: string;
  /** The address of a page that has the widget, with these attributes. */
  pageWith(attributes?: Readonly<Record<string, string>>): string;
  stop(): Promise<void>;
}

/** Starts the site. Its pages may load scripts from the hub and ask it, and nothing else: no inline script, no style, no image. */
export async function startAppSite(hub: string): Promise<AppSite> {
  const server = createServer((request, response) => {
    const attributes = [...new URL(request.url ?? "", "http://site").searchParams]
      .map(([name, value]) => `data-${name}="${value}"`)
      .join(" ");
    response.setHeader(
      "content-security-policy",
      `default-src 'none'; script-src ${hub}; connect-src ${hub}; base-uri 'none'; form-action 'self'`,
    );
    response.setHeader("content-type", "text/html; charset=utf-8");
    if (request.url === "/favicon.ico") return void response.writeHead(204).end();
    response.end(`<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <title>Site</title><main><h1>Our network</h1>
      <script type="module" src="${hub}/client/widget.js" ${attributes}></script></main></html>`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
  return {
    origin,
    pageWith: (attributes = {}) => `${origin}/?${new URLSearchParams(attributes)}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
