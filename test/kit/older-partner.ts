// A partner of an older contract: the reference partner behind a server that takes no question which the frozen text of
// that version does not know. In: where the real one answers. Out: its address, and what it was asked.
import { once } from "node:events";
import { createServer } from "node:http";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { parse, validate } from "graphql";
import { CONTRACT_VERSION } from "../../schema/contract-versions.js";
import { partnerDocument, partnerSdl } from "../../services/records/api/contract-sdl.js";

export interface OlderPartner {
  readonly endpoint: string;
  /** The version that it serves; may be raised while it runs. */
  version: string;
  /** What stands in its schema besides. */
  extra: string;
  /** The texts of the questions that it answered. */
  readonly answered: string[];
  /** What it could not answer, and why. */
  readonly rejected: string[];
  stop(): void;
}

// eslint-disable-next-line typescript/no-explicit-any -- answers are changed, whatever is in them
type Answer = { data?: any };

/** Starts it, at the same path. */
export async function startOlderPartner(target: string, version: string): Promise<OlderPartner> {
  const server = createServer();
  const older = { version, extra: "", answered: [] as string[], rejected: [] as string[] };
  server.on("request", async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer); // http streams give buffers
    const body = Buffer.concat(chunks);
    const { query, variables } = JSON.parse(body.toString("utf8")) as { query: string; variables?: object };
    const faults = faultsOf(query, variables ?? {}, older.version);
    const answer = faults.length > 0 ? { errors: faults } : await forward(target, body, request.headers.authorization);
    if (faults.length > 0) older.rejected.push(`${faults[0]?.message}: ${query}`);
    else older.answered.push(query);
    const { data } = answer as Answer; // what there is of it
    if (data?._service?.sdl !== undefined) data._service.sdl = `${partnerSdl(older.version)}${older.extra}`;
    if (data?.partnerDescriptor?.contractVersion !== undefined) data.partnerDescriptor.contractVersion = older.version;
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(answer));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return Object.assign(older, { endpoint: `http://127.0.0.1:${port}${new URL(target).pathname}`, stop });
}

function faultsOf(query: string, variables: object, version: string): ReadonlyArray<{ readonly message: string }> {
  try {
    const schema = buildSubgraphSchema([{ typeDefs: partnerDocument(version) }]);
    const faults = validate(schema, parse(query));
    const knows = version === CONTRACT_VERSION || !JSON.stringify(variables).includes("updatedBefore");
    return knows ? faults : [...faults, { message: "updatedBefore" }];
  } catch {
    return []; // no GraphQL: the real one says so
  }
}

async function forward(target: string, body: Buffer, authorization = ""): Promise<unknown> {
  const headers = { "content-type": "application/json", authorization };
  return (await fetch(target, { method: "POST", headers, body: new Uint8Array(body) })).json();
}
