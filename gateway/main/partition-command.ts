// `maillage partition`: the partition as a stand-alone Federation 2 subgraph, for any router. In: partners as JSON and
// a port. Out: a running server. The router in front decides who its readers are; without a key of the hub's, they
// see what is PUBLIC.
import { readFileSync } from "node:fs";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { ApolloServer } from "@apollo/server";
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import fastifyApollo from "@as-integrations/fastify";
import Fastify, { type FastifyRequest } from "fastify";
import {
  GraphQLError,
  Kind,
  print,
  responsePathAsArray,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from "graphql";
import { z } from "zod";
import { CONTRACT_VERSION } from "../../schema/contract-versions.js";
import { subgraphDocument } from "../../schema/sdl.js";
import { isPartnerKey } from "../../schema/record-id.js";
import type { ReaderContext, Subgraph, SubgraphAnswer, SubgraphError } from "../execute/subgraph.js";
import { createHubSigner } from "../fetch/hub-signer.js";
import { PartnerClient } from "../fetch/partner-client.js";
import { keepKey } from "./hub-key.js";
import { ListedPartners } from "../partition/directory.js";
import { createPartition } from "../partition/partition.js";
import { addDrain } from "../server/connections.js";
import { readReader } from "../server/reader.js";
import { formatError, type ServerLog } from "../server/format-error.js";
import type { RunningServer } from "../server/server.js";

export interface PartitionCommand {
  /** JSON: `[{key, endpoint, level}]`, or `@` and a file that holds it. */
  readonly partners: string;
  readonly port: number;
  readonly host?: string;
  /** A file with the key that signs calls to partners, made when it is not there. Without one, calls are not signed. */
  readonly keyFile?: string;
  /** At the end, who asks for nothing for so long is waited for no longer; nobody is waited for when not given. */
  readonly quietMs?: number;
  readonly log: ServerLog;
}

const PARTNERS = z.array(
  z.object({
    key: z.string().refine(isPartnerKey, "expected a partner's key: 2 to 40 of a-z, 0-9 and -"),
    endpoint: z.url({ protocol: /^https?$/ }).refine(isAllowed, "expected https, or http on loopback"),
    level: z.enum(["BASIC", "LIVE"]).default("LIVE"),
    contractVersion: z.string().default(CONTRACT_VERSION),
  }),
);
const REQUEST_TIMEOUT_MS = 5_000;
const LARGEST_BODY = 1024 * 1024;
const ROOTS = ["organizations", "people", "projects", "practices", "events", "_entities"];

interface PartitionContext {
  readonly reader: ReaderContext;
  /** The answer of the whole operation, asked for once. */
  answer: Promise<SubgraphAnswer> | null;
  settled?: SubgraphAnswer;
}

/** Starts the partition as a subgraph. Throws an Error that lists what is wrong with the partners. */
export async function startPartition({
  partners,
  port,
  host = "127.0.0.1",
  keyFile,
  quietMs = 0,
  log,
}: PartitionCommand): Promise<RunningServer> {
  const directory = new ListedPartners(readPartners(partners));
  const signer = keyFile === undefined ? null : createHubSigner(await keepKey(keyFile));
  // http on loopback: readPartners() lets nothing else pass
  const client = new PartnerClient({ development: true, ...(signer === null ? {} : { signer }) });
  const partition = createPartition({
    directory,
    client,
    onFault: (partner) => log.error({ partner, kind: "INVALID" }, "A partner's answer was not as the contract has it."),
  });
  const app = Fastify({ bodyLimit: LARGEST_BODY, forceCloseConnections: "idle" });
  const drain = addDrain(app);
  const apollo = partitionServer(partition, log);
  await apollo.start();
  const contextFor = ({ headers }: FastifyRequest): PartitionContext => {
    return { reader: readReader({ headers, timeoutMs: REQUEST_TIMEOUT_MS }, null), answer: null };
  };
  if (signer !== null) app.get("/.well-known/jwks.json", async () => signer.jwks);
  await app.register(fastifyApollo(apollo), { context: async (request) => contextFor(request) });
  await app.listen({ host, port });
  const address = app.server.address();
  const stop = async (): Promise<void> => {
    await drain(quietMs);
    await app.close();
    await apollo.stop();
    await client.close();
  };
  return { url: `http://localhost:${typeof address === "object" && address !== null ? address.port : port}`, stop };
}

/** What speaks GraphQL for the partition. */
function partitionServer(partition: Subgraph, log: ServerLog): ApolloServer<PartitionContext> {
  return new ApolloServer<PartitionContext>({
    schema: partitionSchema(partition),
    fieldResolver: readMember,
    formatError: (formatted, error) => formatError(formatted, error, { log, showSubgraphErrors: false }),
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginInlineTraceDisabled()],
    stopOnTerminationSignals: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
  });
}

/** The contract, answered root field by root field from one run of the partition. */
function partitionSchema(partition: Subgraph): GraphQLSchema {
  // eslint-disable-next-line max-params -- the form of a GraphQL resolver
  const resolve = async (_source: unknown, _args: unknown, context: PartitionContext, info: GraphQLResolveInfo) => {
    const request = () => ({ operation: writeOperation(info), variables: info.variableValues, reader: context.reader });
    context.answer ??= partition(request()).then((answer) => (context.settled = answer));
    const { data, errors } = await context.answer;
    const whole = errors?.find((error) => error.path === undefined);
    if (whole !== undefined) throw toError(whole);
    throwOwn(data?.[info.path.key], context, info);
    return data?.[info.path.key] ?? null;
  };
  const byTypename = { __resolveType: (row: { readonly __typename: string }) => row.__typename };
  const query = Object.fromEntries(ROOTS.map((name) => [name, resolve]));
  const resolvers = { Query: query, Node: byTypename, Record: byTypename, _Entity: byTypename };
  return buildSubgraphSchema([{ typeDefs: subgraphDocument("partners"), resolvers: resolvers as never }]); // plain functions
}

/** The partition answers under response keys. */
// eslint-disable-next-line max-params -- the form of a GraphQL resolver
function readMember(source: unknown, _args: unknown, context: PartitionContext, info: GraphQLResolveInfo): unknown {
  const value: unknown = typeof source === "object" && source !== null ? Reflect.get(source, info.path.key) : null;
  throwOwn(value, context, info);
  return value;
}

/** Where a value is null because of an error, the error is thrown, so that it comes out at its place. */
function throwOwn(value: unknown, { settled }: PartitionContext, info: GraphQLResolveInfo): void {
  if ((value ?? null) !== null || settled?.errors === undefined) return;
  const path = responsePathAsArray(info.path).join("\n");
  const own = settled.errors.find((error) => error.path?.join("\n") === path);
  if (own !== undefined) throw toError(own);
}

function toError({ message, extensions }: SubgraphError): GraphQLError {
  return new GraphQLError(message, { extensions: extensions ?? {} });
}

/** The operation as it came, less what the partition does not answer, and with the type names that executing it needs. */
function writeOperation({ operation, fragments, schema }: GraphQLResolveInfo): string {
  const types = new TypeInfo(schema);
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...Object.values(fragments)] };
  const name: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } };
  return print(
    visit(
      document,
      visitWithTypeInfo(types, {
        Field(node) {
          const isRoot = types.getParentType() === schema.getQueryType();
          return isRoot && !ROOTS.includes(node.name.value) ? null : undefined;
        },
        SelectionSet: (node) => ({ ...node, selections: [...node.selections, name] }),
      }),
    ),
  );
}

function readPartners(text: string): z.infer<typeof PARTNERS> {
  const parsed = PARTNERS.safeParse(readJson(text));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `- ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`--partners cannot be used:\n${faults.join("\n")}`);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text.startsWith("@") ? readFileSync(text.slice(1), "utf8") : text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`--partners: expected JSON, [{key, endpoint, level}], or @ and a file that holds it: ${why}`, {
      cause,
    });
  }
}

function isAllowed(endpoint: string): boolean {
  const { protocol, hostname } = new URL(endpoint);
  return protocol === "https:" || ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
}
