// Notices in words. In: what happened, with the names that the reader may see by now. Out: a sentence, in French or English.
// Whoever may not be named is "an organization".
import type { ProseLanguage } from "../../../schema/prose-language.js";
import type { NoticeKind } from "./tell-organization.js";

/** What a notice is about, by name; null where the reader may not see it, or it is gone. */
export interface NoticeNames {
  readonly subject: string | null;
  readonly by: string | null;
  readonly about: string | null;
}

/** `{by}`, `{subject}`, `{about}` stand for names. */
const SENTENCES: Readonly<Record<NoticeKind, Readonly<Record<ProseLanguage, string>>>> = {
  "adoption.recorded": {
    en: "{by} uses your practice {subject}.",
    fr: "{by} utilise votre pratique {subject}.",
  },
  "adoption.changed": {
    en: "{by} says more about its use of {subject}.",
    fr: "{by} en dit plus sur son usage de {subject}.",
  },
  "review.written": { en: "{by} has reviewed {subject}.", fr: "{by} a évalué {subject}." },
  "endorsement.given": {
    en: "{by} vouches for what {subject} knows.",
    fr: "{by} se porte garante des connaissances de {subject}.",
  },
  "quality.raised": {
    en: "The practice {subject} has reached a higher level.",
    fr: "La pratique {subject} a atteint un niveau supérieur.",
  },
  "community.joined": { en: "{by} has joined {subject}.", fr: "{by} a rejoint {subject}." },
  "discussion.started": {
    en: "{by} has started the discussion {subject}.",
    fr: "{by} a ouvert la discussion {subject}.",
  },
  "discussion.replied": { en: "{by} has replied in {subject}.", fr: "{by} a répondu dans {subject}." },
  "answer.accepted": {
    en: "{by} has accepted an answer in {subject}.",
    fr: "{by} a retenu une réponse dans {subject}.",
  },
  "need.matched": {
    en: "{by} is looking for help with which your people could answer: {subject}.",
    fr: "{by} cherche une aide que vos membres pourraient apporter : {subject}.",
  },
  "need.answered": {
    en: "{by} says that your people have answered {subject}.",
    fr: "{by} indique que vos membres ont répondu à {subject}.",
  },
  "introduction.asked": {
    en: "{by} asks to be introduced to {about}.",
    fr: "{by} souhaite être présentée à {about}.",
  },
  "introduction.accepted": {
    en: "{by} has accepted your introduction.",
    fr: "{by} a accepté votre mise en relation.",
  },
  "introduction.declined": {
    en: "{by} has declined your introduction.",
    fr: "{by} a décliné votre mise en relation.",
  },
  "exchange.proposed": { en: "{by} proposes an exchange: {subject}.", fr: "{by} propose un échange : {subject}." },
  "exchange.accepted": { en: "{by} agrees to {subject}.", fr: "{by} accepte {subject}." },
  "exchange.declined": { en: "{by} declines {subject}.", fr: "{by} décline {subject}." },
  "exchange.reported": {
    en: "{by} has reported what was learnt in {subject}.",
    fr: "{by} a rendu compte de ce qui a été appris lors de {subject}.",
  },
  "registration.confirmed": {
    en: "{about} has a place at {subject}.",
    fr: "{about} a une place à {subject}.",
  },
  "registration.waiting": {
    en: "{about} is on the waiting list of {subject}.",
    fr: "{about} est sur la liste d’attente de {subject}.",
  },
  "registration.promoted": {
    en: "A place has become free: {about} now has it, at {subject}.",
    fr: "Une place s’est libérée : {about} l’obtient, à {subject}.",
  },
  "registration.cancelled": {
    en: "{about} does not come to {subject}.",
    fr: "{about} ne viendra pas à {subject}.",
  },
  "record.published": { en: "New: {subject}.", fr: "Nouveau : {subject}." },
  "record.changed": { en: "{subject} has changed.", fr: "{subject} a changé." },
  "practice.adapted": {
    en: "{by} has adapted your practice {about}: {subject}.",
    fr: "{by} a adapté votre pratique {about} : {subject}.",
  },
  "search.matched": {
    en: "Your search {subject} has something new: {about}.",
    fr: "Votre recherche {subject} a du nouveau : {about}.",
  },
  "post.hidden": {
    en: "A coordinator has hidden or removed something that you wrote.",
    fr: "Une coordinatrice ou un coordinateur a masqué ou retiré un de vos écrits.",
  },
  "webhook.removed": {
    en: "A webhook of yours took nothing any more and has been removed.",
    fr: "Un de vos webhooks ne recevait plus rien ; il a été supprimé.",
  },
};

const UNNAMED: Readonly<Record<keyof NoticeNames, Readonly<Record<ProseLanguage, string>>>> = {
  by: { en: "An organization", fr: "Une organisation" },
  subject: { en: "(no longer there)", fr: "(plus disponible)" },
  about: { en: "someone", fr: "quelqu’un" },
};

const QUOTES: Readonly<Record<ProseLanguage, (name: string) => string>> = {
  en: (name) => `“${name}”`,
  fr: (name) => `« ${name} »`,
};

/** The sentence of a notice. */
export function sayNotice(kind: NoticeKind, names: NoticeNames, language: ProseLanguage): string {
  return SENTENCES[kind][language].replaceAll(/\{(by|subject|about)\}/g, (_, part: keyof NoticeNames) => {
    const name = names[part];
    if (name === null) return UNNAMED[part][language];
    return part === "subject" ? QUOTES[language](name) : name;
  });
}
