// `GET /export/<partner|all>.{csv,jsonl,jsonld,geojson}`: records as files. In: what is asked for, and by whom. Out: a stream of
// what the graph would show the same reader; 304 when nothing has changed; a refusal before it begins, never in the middle of it.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AskHub } from "../../../schema/ask-hub.js";
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import type { Principal } from "../../../schema/principal.js";
import type { Knowledge } from "../../../services/knowledge/open-knowledge.js";
import { administers } from "../../../services/registry/administers.js";
import { askAsReader } from "../../server/ask-as-reader.js";
import { FROM_MIRROR } from "./export-documents.js";
import { consentsOf } from "./consents.js";
import { JSON_LINES, type ExportFormat } from "./export-format.js";
import { readExportQuestion, type ExportQuestion, type Parameters } from "./export-question.js";
import { geoJson } from "./geo-json.js";
import { headDigest } from "./last-record.js";
import { jsonLd } from "./json-ld.js";
import { isNotModified, tagOfParts } from "./not-modified.js";
import { refusalOf } from "./refusal.js";
import { readerOf, type Authenticate } from "./reader-of.js";
import { streamExport } from "./stream-export.js";
import { tableFormat } from "./table-format.js";
import { PageRefused, walkPages, type WalkedPage } from "./walk-pages.js";

export interface ExportOptions {
  readonly authenticate: Authenticate;
  readonly isKnown: (partner: string) => boolean;
  readonly latestChange: Knowledge["latestChange"];
  readonly translationLanguages: Knowledge["translationLanguages"];
  /** Asks the partners' subgraph, for what is not in the readers' graph. */
  readonly ask: AskHub;
  readonly publicUrl: () => string;
  /** How long a page may lie there before it is taken; a minute when not given. */
  readonly slowMs: number | undefined;
}

interface ExportRequest {
  readonly Params: { readonly file: string };
  readonly Querystring: Parameters;
}

const SLOW_MS = 60_000;

/** Adds the route. At the end of the server, exports under way are broken off: they can be gone on with. */
export function addExportRoutes(app: FastifyInstance, options: ExportOptions): void {
  const running = new Set<AbortController>();
  app.addHook("preClose", async () => {
    for (const each of running) each.abort();
  });
  app.get<ExportRequest>("/export/:file", async (request, reply) => {
    const reader = await readerOf(request, options.authenticate);
    const question = readExportQuestion(request.params.file, request.query);
    if (question === null || (question.partner !== null && !options.isKnown(question.partner)))
      return reply.code(404).send({ error: "There is no such export." });
    const latest = await options.latestChange(reader.visibility);
    const hasConsents = mayReadConsents(reader, question);
    const tag = tagOfParts(
      latest,
      request.url,
      reader.visibility,
      String(hasConsents),
      String(reader.kind === "ANONYMOUS"),
    );
    describe(reply, question, latest);
    if (isNotModified(request, reply, tag)) return reply;
    if (request.method === "HEAD") return reply.type(CONTENT_TYPES[question.extension]).send();
    const gone = new AbortController();
    running.add(gone);
    const forget = (): void => void (gone.abort(), running.delete(gone));
    reply.raw.once("close", forget);
    return send({ app, request, reply, question, reader, hasConsents, options, signal: gone.signal });
  });
}

/** Who takes a partner's records elsewhere must be able to say when each person agreed to be listed. */
function mayReadConsents(reader: Principal, { partner, extension }: ExportQuestion): boolean {
  return extension === "csv" && partner !== null && administers(reader, partner);
}

const CONTENT_TYPES: Readonly<Record<ExportQuestion["extension"], string>> = {
  csv: "text/csv; charset=utf-8; header=present",
  jsonl: JSON_LINES.contentType,
  jsonld: "application/ld+json",
  geojson: "application/geo+json",
};

function describe(reply: FastifyReply, { partner, extension }: ExportQuestion, latest: string): void {
  const day = new Date().toISOString().slice(0, "2026-01-01".length);
  void reply
    .header("content-disposition", `attachment; filename="${partner ?? "maillage"}-${day}.${extension}"`)
    .header("maillage-changes", latest);
}

interface Export {
  readonly app: FastifyInstance;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly question: ExportQuestion;
  readonly reader: Principal;
  readonly hasConsents: boolean;
  readonly options: ExportOptions;
  readonly signal: AbortSignal;
}

/** Nothing is sent before there is a first page: until then it can be refused. */
async function send(parts: Export): Promise<FastifyReply> {
  const { app, request, reply, question, reader, options, signal } = parts;
  const ask = askAsReader(app, request, FROM_MIRROR);
  const pages = walkPages(ask, { ...question, isKnown: reader.kind !== "ANONYMOUS", signal });
  try {
    const consents = parts.hasConsents ? new Map<string, string>() : null;
    const format = await formatOf({ question, consents, visibility: reader.visibility }, options);
    void reply.header("maillage-head", headDigest(format.head));
    const rest = consents === null ? pages : consentsOf(pages, consents, options.ask);
    const first = (await rest.next()).value as WalkedPage; // there is at least one page of each type
    const isCompressed = /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""));
    if (isCompressed) void reply.header("content-encoding", "gzip");
    if (first.missing.length > 0) void reply.header("maillage-missing", first.missing.join(", "));
    const stream = streamExport({
      ...{ first, rest, format, isCompressed, slowMs: options.slowMs ?? SLOW_MS },
      isContinued: question.after !== null,
    });
    signal.addEventListener("abort", () => stream.destroy(), { once: true });
    return reply.type(format.contentType).send(stream);
  } catch (error) {
    if (error instanceof PageRefused) throw refusalOf(error.answer);
    throw error;
  }
}

interface FormatUse {
  readonly question: ExportQuestion;
  readonly consents: ReadonlyMap<string, string> | null;
  readonly visibility: ReaderVisibility;
}

async function formatOf({ question, consents, visibility }: FormatUse, options: ExportOptions): Promise<ExportFormat> {
  const { extension, dialect, types } = question;
  const { publicUrl, translationLanguages } = options;
  if (extension === "jsonl") return JSON_LINES;
  if (extension === "jsonld") return jsonLd(publicUrl());
  if (extension === "geojson") return geoJson(publicUrl());
  const languages = question.languages ?? (await translationLanguages({ ...question, visibility }));
  return tableFormat({ dialect, types, languages, consents });
}
