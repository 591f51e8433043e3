// The pages of sign-in, as HTML: forms that work without scripts, by keyboard and by ear. In: words, what to ask for,
// what was wrong. Out: a page, and the headers that keep others from framing it, running anything in it or keeping it.
import { createHash } from "node:crypto";
import type { ProseLanguage } from "../../schema/prose-language.js";

/** Something to fill in. */
export interface PageField {
  readonly name: string;
  readonly label: string;
  readonly type: "text" | "email" | "password";
  readonly autocomplete: string;
}

export interface PageForm {
  readonly action: string;
  readonly fields: readonly PageField[];
  /** What goes with it unseen. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly submit: string;
}

export interface Page {
  readonly language: ProseLanguage;
  readonly title: string;
  readonly intro?: string | undefined;
  /** What was wrong, read out at once. */
  readonly alert?: string | undefined;
  readonly form?: PageForm | undefined;
  readonly link?: { readonly href: string; readonly text: string } | undefined;
}

const STYLE = [
  "body{font:1.0625rem/1.6 system-ui,sans-serif;max-width:26rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}",
  "label{display:block;margin-top:1rem}",
  "input{box-sizing:border-box;width:100%;font:inherit;padding:.5rem;border:1px solid;border-radius:.25rem}",
  "button{font:inherit;margin-top:1.5rem;padding:.6rem 1.2rem}",
  "[role=alert]{border-left:.3rem solid;padding-left:.75rem;font-weight:600}",
].join("");
const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/** Headers of every answer of sign-in. The referrer goes to nobody else: addresses of links are secret. */
export const SIGN_IN_HEADERS = {
  "content-security-policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  "x-frame-options": "DENY",
  "x-content-type-options": "nosniff",
  "x-robots-tag": "noindex, nofollow",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cache-control": "no-store",
} as const;

/** Writes a page. All text is escaped. */
export function renderPage({ language, title, intro, alert, form, link }: Page): string {
  const parts = [
    `<h1>${escape(title)}</h1>`,
    alert === undefined ? "" : `<p role="alert">${escape(alert)}</p>`,
    intro === undefined ? "" : `<p>${escape(intro)}</p>`,
    form === undefined ? "" : renderForm(form),
    link === undefined ? "" : `<p><a href="${escape(link.href)}">${escape(link.text)}</a></p>`,
  ];
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex, nofollow">
<title>${escape(title)} · Maillage</title>
<style>${STYLE}</style>
<main>
${parts.filter((part) => part !== "").join("\n")}
</main>
</html>
`;
}

function renderForm({ action, fields, hidden, submit }: PageForm): string {
  const unseen = Object.entries(hidden).map(
    ([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`,
  );
  const seen = fields.map(
    ({ name, label, type, autocomplete }) =>
      `<label for="${name}">${escape(label)}</label>` +
      `<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" required>`,
  );
  const inputs = [...unseen, ...seen].join("\n");
  return `<form method="post" action="${escape(action)}">\n${inputs}\n<button>${escape(submit)}</button>\n</form>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
