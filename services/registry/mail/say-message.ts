// Messages in words, but for digests. In: which message, with what in it. Out: a subject and a text, in French or English.
// No text of anybody else's stands in a subject.
import type { MailMessage } from "../../../schema/mail.js";
import type { ProseLanguage } from "../../../schema/prose-language.js";
import type { Message } from "../data-links.js";

/** What is said by the registry itself. */
export type OwnTemplate = Exclude<Message["template"], "digest">;

interface Words {
  readonly subject: string;
  /** Paragraphs; one with `{member}` in it is left out where the message has no such member. */
  readonly text: readonly string[];
}

const WORDS: Readonly<Record<OwnTemplate, Readonly<Record<ProseLanguage, Words>>>> = {
  "data-request-confirm": {
    en: {
      subject: "Please confirm your request about your data",
      text: [
        "Somebody, you perhaps, has asked us to look at what this network says about a person or an association, and has given this address.",
        "If it was you, open this page and press the button. We then answer within 30 days:\n{link}",
        "If it was not you, do nothing: without you nothing happens. The link is good for 7 days.",
      ],
    },
    fr: {
      subject: "Merci de confirmer votre demande sur vos données",
      text: [
        "Quelqu’un, peut-être vous, nous a demandé d’examiner ce que ce réseau dit d’une personne ou d’une association, et a donné cette adresse.",
        "Si c’est vous, ouvrez cette page et appuyez sur le bouton. Nous répondons alors sous 30 jours :\n{link}",
        "Si ce n’est pas vous, ne faites rien : sans vous, il ne se passe rien. Le lien est valable 7 jours.",
      ],
    },
  },
  "data-request-disclosed": {
    en: {
      subject: "What this network holds about you",
      text: [
        "Here is everything that this network holds, as you asked. The link is good for 7 days:\n{link}",
        "{note}",
      ],
    },
    fr: {
      subject: "Ce que ce réseau conserve à votre sujet",
      text: [
        "Voici tout ce que ce réseau conserve, comme vous l’avez demandé. Le lien est valable 7 jours :\n{link}",
        "{note}",
      ],
    },
  },
  "data-request-closed": {
    en: { subject: "Your request about your data has been decided", text: ["{outcome}", "{note}"] },
    fr: { subject: "Une décision sur votre demande concernant vos données", text: ["{outcome}", "{note}"] },
  },
  invitation: {
    en: {
      subject: "You are invited to the network",
      text: [
        "Hello {name},",
        "Your association invites you to this network of associations. Make your account on this page:\n{link}",
        "The link is good for 7 days and for one use. If you do not know what this is about, do nothing.",
      ],
    },
    fr: {
      subject: "Vous êtes invité·e à rejoindre le réseau",
      text: [
        "Bonjour {name},",
        "Votre association vous invite à rejoindre ce réseau d’associations. Créez votre compte sur cette page :\n{link}",
        "Le lien est valable 7 jours et ne sert qu’une fois. Si vous ne savez pas de quoi il s’agit, ne faites rien.",
      ],
    },
  },
};

const OUTCOMES: Readonly<Record<string, Readonly<Record<ProseLanguage, string>>>> = {
  CORRECTED: { en: "What you pointed out has been corrected.", fr: "Ce que vous avez signalé a été corrigé." },
  ERASED: {
    en: "What this network held has been erased and will not be taken in again.",
    fr: "Ce que ce réseau conservait a été effacé et ne sera pas repris.",
  },
  REFUSED: { en: "Your request has been refused.", fr: "Votre demande a été refusée." },
};

/** The message. */
export function sayMessage(
  template: OwnTemplate,
  language: ProseLanguage,
  data: Message["data"],
): Omit<MailMessage, "to"> {
  const { subject, text } = WORDS[template][language];
  const outcome = OUTCOMES[data["outcome"] ?? ""]?.[language] ?? null;
  const said: Message["data"] = { ...data, outcome };
  const paragraphs = text.filter(
    (paragraph) => !MEMBERS.some((name) => paragraph.includes(`{${name}}`) && !said[name]),
  );
  return { subject, text: `${paragraphs.map((each) => fill(each, said)).join("\n\n")}\n` };
}

const MEMBERS = ["link", "note", "outcome", "name"];

function fill(paragraph: string, data: Message["data"]): string {
  return paragraph.replaceAll(/\{(\w+)\}/g, (_, name: string) => data[name] ?? "");
}
