// The page behind the link at the foot of each digest. In: the token of an address. Out: a page with one button, so that
// programs that look into mail change nothing; then that address gets no digests, or gets them again. Mail programs send the
// same form by themselves (RFC 8058).
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { proseLanguage, type ProseLanguage } from "../../schema/prose-language.js";
import type { DigestStops } from "../../services/registry/mail/digest-stops.js";
import { readLanguages } from "../server/reader.js";
import { renderPage, SIGN_IN_HEADERS, type Page } from "./sign-in-pages.js";

const EN = {
  title: "News by e-mail",
  sending: "The address that got this link is sent news of its association by e-mail. Press the button to stop that.",
  stop: "Stop these messages",
  stopped:
    "The address that got this link is sent no more news by e-mail, also with another account, until it asks for them.",
  resume: "Send them again",
  unknown: "This link is not good. Take it whole, from the foot of a message.",
};

type Words = Readonly<Record<keyof typeof EN, string>>;

const FR: Words = {
  title: "Nouvelles par courriel",
  sending:
    "L’adresse qui a reçu ce lien reçoit par courriel les nouvelles de son association. Appuyez sur le bouton pour arrêter ces envois.",
  stop: "Arrêter ces messages",
  stopped:
    "L’adresse qui a reçu ce lien ne reçoit plus de nouvelles par courriel, même avec un autre compte, jusqu’à ce qu’elle les redemande.",
  resume: "Les recevoir à nouveau",
  unknown: "Ce lien n’est pas valable. Reprenez-le en entier, au bas d’un message.",
};

interface TokenRequest {
  readonly Params: { readonly token: string };
}

type Asked = FastifyRequest<TokenRequest>;

const PATH = "/mail/digests/:token";
/** What mail programs and browsers send; nothing of it is read. */
const FORMS = ["application/x-www-form-urlencoded", "multipart/form-data"];
const BODY = { bodyLimit: 4096 };

/** Adds `GET` and `POST /mail/digests/<token>`, and `POST /mail/digests/<token>/again`. */
export function addDigestRoutes(app: FastifyInstance, stops: DigestStops): void {
  void app.register(async (scope) => {
    scope.removeContentTypeParser("text/plain");
    scope.addContentTypeParser(FORMS, { parseAs: "string" }, (_request, _body, done) => done(null, {}));
    scope.addHook("onSend", async (_request, reply) => void reply.headers(SIGN_IN_HEADERS));
    scope.get<TokenRequest>(PATH, async (request, reply) => show(stops, request, reply));
    scope.post<TokenRequest>(PATH, BODY, async (request, reply) => {
      await stops.stop(tokenOf(request));
      return show(stops, request, reply);
    });
    scope.post<TokenRequest>(`${PATH}/again`, BODY, async (request, reply) => {
      await stops.resume(tokenOf(request));
      return show(stops, request, reply);
    });
  });
}

function tokenOf({ params }: Asked): string {
  return params.token.slice(0, 100);
}

/** How it is now, with the button that changes it. */
async function show(stops: DigestStops, request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { language, words } = wordsFor(request);
  const token = tokenOf(request);
  const hasStopped = await stops.hasStopped(token);
  if (hasStopped === null) return send(reply, 404, { language, title: words.title, alert: words.unknown });
  const action = `/mail/digests/${token}${hasStopped ? "/again" : ""}`;
  return send(reply, 200, {
    language,
    title: words.title,
    intro: hasStopped ? words.stopped : words.sending,
    form: { action, fields: [], hidden: {}, submit: hasStopped ? words.resume : words.stop },
  });
}

function send(reply: FastifyReply, status: number, page: Page): FastifyReply {
  return reply.code(status).type("text/html; charset=utf-8").send(renderPage(page));
}

function wordsFor({ headers }: Asked): { readonly language: ProseLanguage; readonly words: Words } {
  const language = proseLanguage(readLanguages(headers["accept-language"]));
  return { language, words: language === "fr" ? FR : EN };
}
