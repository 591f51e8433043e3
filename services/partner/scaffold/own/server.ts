// The server: `node server.ts [address to listen on]`. In: HTTP requests of the hub. Out: GraphQL over HTTP; everything that does not carry a good token is refused.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { execute, GraphQLError, parse, validate, type DocumentNode, type ExecutionResult } from "graphql";
import { readRecords } from "./data.ts";
import { Feed } from "./feed.ts";
import { buildSchema, type Context } from "./resolvers.ts";
import { readSettings, stateFile } from "./settings.ts";
import { Refusal, tokenCheck, type Reader } from "./tokens.ts";

const LARGEST_BODY = 1024 * 1024;
const MOST_TOKENS = 10_000;
const FRESH_MS = 5_000;
const DRAIN_MS = 5_000;

const settings = readSettings();
const schema = buildSchema();
const feed = new Feed(stateFile("feed.json"), settings);
const checkToken = tokenCheck(settings.hub, settings.key);

let reading: Promise<void> | null = null;
let readAt = -Infinity;

/** Reads your system when what is known is older than five seconds; once for all who wait. */
async function refresh(): Promise<void> {
  if (performance.now() - readAt < FRESH_MS) return;
  reading ??= readRecords(settings)
    .then((records) => {
      feed.update(records);
      readAt = performance.now();
    })
    .finally(() => void (reading = null));
  await reading;
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

function refuse(status: number, message: string): Reply {
  return { status, body: { errors: [{ message }] } };
}

async function answer(request: IncomingMessage): Promise<Reply> {
  const path = (request.url ?? "").split("?", 1)[0] ?? "";
  if (request.method === "GET" && path === "/health") return { status: 200, body: { status: "ok" } };
  if (path !== `/${settings.key}/graphql` && path !== "/graphql") return refuse(404, `POST /${settings.key}/graphql`);
  if (request.method !== "POST") return refuse(405, "POST only");
  const body = await readBody(request);
  if (body === null) return refuse(413, "too large");
  const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (token === undefined) return refuse(401, "token refused: there is none");
  try {
    return await answerReader(await checkToken({ token, path, body }), body);
  } catch (error) {
    if (error instanceof Refusal) return refuse(401, `token refused: ${error.message}`);
    throw error;
  }
}

async function answerReader(reader: Reader, body: Buffer): Promise<Reply> {
  const { query, variables } = readQuestion(body);
  if (typeof query !== "string") return refuse(400, 'expected {"query": "…"}');
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: MOST_TOKENS });
  } catch {
    return refuse(400, "not a GraphQL document");
  }
  const faults = validate(schema, document, undefined, { maxErrors: 5 });
  if (faults.length > 0) return { status: 400, body: { errors: faults.map(({ message }) => ({ message })) } };
  await refresh();
  const contextValue: Context = { reader, feed, settings };
  const result = await execute({ schema, document, variableValues: variables, contextValue });
  return { status: 200, body: masked(result) };
}

function readQuestion(body: Buffer): { readonly query?: unknown; readonly variables?: Record<string, unknown> } {
  try {
    const read: unknown = JSON.parse(body.toString("utf8"));
    return typeof read === "object" && read !== null ? read : {};
  } catch {
    return {}; // not JSON
  }
}

/** What went wrong in here is for the log; a reader is told what they can do about. */
function masked({ data, errors }: ExecutionResult): unknown {
  if (errors === undefined) return { data };
  const told = errors.map((error) => {
    if (error.originalError === undefined || error.extensions["code"] === "BAD_USER_INPUT") return error;
    process.stderr.write(`${error.originalError.stack ?? error.message}\n`);
    return new GraphQLError("something failed", { path: error.path ?? [], extensions: { code: "INTERNAL" } });
  });
  return { data, errors: told };
}

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length; // http gives buffers
    if (size > LARGEST_BODY) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, {
    "content-type": "application/json",
    ...(status === 413 ? { connection: "close" } : {}),
  });
  response.end(JSON.stringify(body));
}

const server = createServer({ requestTimeout: 10_000 }, (request, response) => {
  answer(request).then(
    (reply) => send(response, reply),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      send(response, refuse(503, "your system or the hub's keys could not be read"));
    },
  );
});

await refresh();
const [, , host = settings.host] = process.argv;
server.listen(settings.port, host, () => {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : settings.port;
  process.stdout.write(`ready http://${host}:${port}/${settings.key}/graphql\n`);
});
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    server.close(() => process.exit(0));
    setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref();
  });
}
