// Pages behind the links of data requests. In: the secret of a link. Out: a page with one button, so that programs that
// look into mail confirm nothing; then the request is confirmed, or everything that is held is handed out, as a file.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { proseLanguage, type ProseLanguage } from "../../schema/prose-language.js";
import type { DataRequests } from "../../services/registry/data-requests.js";
import { readLanguages } from "../server/reader.js";
import { renderPage, SIGN_IN_HEADERS, type Page } from "./sign-in-pages.js";

const EN = {
  confirmTitle: "Your request",
  confirmIntro:
    "You, or somebody who gave your address, asked this network to correct, erase, show or stop using what it says about you. Confirm that it was you.",
  confirm: "Confirm the request",
  confirmed: "Your request is confirmed. You will have an answer within 30 days, by e-mail.",
  discloseTitle: "What the network holds about you",
  discloseIntro: "The file is in JSON. The link works for 7 days.",
  disclose: "Download the file",
  used: "This link was used before or is too old. Make the request again.",
};

type Words = Readonly<Record<keyof typeof EN, string>>;

const FR: Words = {
  confirmTitle: "Votre demande",
  confirmIntro:
    "Vous, ou une personne qui a donné votre adresse, avez demandé à ce réseau de corriger, d'effacer, de montrer ou de ne plus utiliser ce qu'il dit de vous. Confirmez que c'était vous.",
  confirm: "Confirmer la demande",
  confirmed: "Votre demande est confirmée. Vous aurez une réponse sous 30 jours, par courriel.",
  discloseTitle: "Ce que le réseau conserve sur vous",
  discloseIntro: "Le fichier est au format JSON. Le lien est valable 7 jours.",
  disclose: "Télécharger le fichier",
  used: "Ce lien a déjà servi ou est trop ancien. Refaites la demande.",
};

interface LinkRequest {
  readonly Params: { readonly token: string };
}

/** Adds `GET` and `POST /data-request/<token>`. */
export function addDataRequestRoutes(app: FastifyInstance, dataRequests: DataRequests): void {
  void app.register(async (scope) => {
    scope.removeContentTypeParser("text/plain");
    scope.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, _body, done) =>
      done(null, {}),
    );
    scope.addHook("onSend", async (_request, reply) => void reply.headers(SIGN_IN_HEADERS));
    const path = "/data-request/:token";
    scope.get<LinkRequest>(path, async (request, reply) =>
      showLink(await dataRequests.find(tokenOf(request)), request, reply),
    );
    scope.post<LinkRequest>(path, { bodyLimit: 1024 }, async (request, reply) =>
      followLink(dataRequests, request, reply),
    );
  });
}

type Linked = FastifyRequest<LinkRequest>;

function tokenOf({ params }: Linked): string {
  return params.token.slice(0, 100);
}

function showLink(link: Awaited<ReturnType<DataRequests["find"]>>, request: Linked, reply: FastifyReply): FastifyReply {
  const { language, words } = wordsFor(request);
  if (link === null) return send(reply, 410, { language, title: words.confirmTitle, alert: words.used });
  const isConfirm = link.purpose === "CONFIRM";
  return send(reply, 200, {
    language,
    title: isConfirm ? words.confirmTitle : words.discloseTitle,
    intro: isConfirm ? words.confirmIntro : words.discloseIntro,
    form: {
      action: `/data-request/${encodeURIComponent(tokenOf(request))}`,
      fields: [],
      hidden: {},
      submit: isConfirm ? words.confirm : words.disclose,
    },
  });
}

/** Without the secret nobody can send this form: there is no session that another page could use. */
async function followLink(dataRequests: DataRequests, request: Linked, reply: FastifyReply): Promise<FastifyReply> {
  const { language, words } = wordsFor(request);
  const token = tokenOf(request);
  if (await dataRequests.confirm(token))
    return send(reply, 200, { language, title: words.confirmTitle, intro: words.confirmed });
  const held = await dataRequests.disclose(token);
  if (held === null) return send(reply, 410, { language, title: words.confirmTitle, alert: words.used });
  const name = `attachment; filename="data-${new Date().toISOString().slice(0, 10)}.json"`;
  return reply
    .header("content-disposition", name)
    .type("application/json; charset=utf-8")
    .send(JSON.stringify(held, null, 2));
}

function send(reply: FastifyReply, status: number, page: Page): FastifyReply {
  return reply.code(status).type("text/html; charset=utf-8").send(renderPage(page));
}

function wordsFor({ headers }: Linked): { readonly language: ProseLanguage; readonly words: Words } {
  const language = proseLanguage(readLanguages(headers["accept-language"]));
  return { language, words: language === "fr" ? FR : EN };
}
