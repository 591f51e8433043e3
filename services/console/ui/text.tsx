// Text of partners, always as text: whatever is written in it, it is shown and does nothing. In: what somebody wrote. Out: paragraphs,
// names that keep their direction to themselves, links of web addresses only.
import { Trans } from "@lingui/react/macro";
import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";

/** Characters that turn the direction of what follows them; each text has its own direction here. */
const TURNS = /[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/g;
// eslint-disable-next-line no-control-regex -- those it is about
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;

/** The text without what would move or hide its neighbours. */
export function plainText(text: string): string {
  return text.replaceAll(TURNS, "").replaceAll(CONTROLS, "");
}

const ALPHABETS = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
];

/** Whether a word is spelt with letters of several alphabets that look alike: then it may not be who it seems. */
export function mixesAlphabets(name: string): boolean {
  return name.split(/[^\p{L}\p{M}]+/u).some((word) => ALPHABETS.filter((alphabet) => alphabet.test(word)).length > 1);
}

interface NameProps {
  readonly children: string;
  readonly language?: string | undefined;
}

/** A name, in its own direction. */
export function Name({ children, language }: NameProps) {
  return (
    <bdi lang={language} className="name">
      {plainText(children)}
    </bdi>
  );
}

interface ProseProps {
  readonly text: string | null | undefined;
  readonly language?: string | undefined;
}

/** Paragraphs, cut at empty lines. Nothing where there is no text. */
export function Prose({ text, language }: ProseProps) {
  if (text === null || text === undefined || text.trim() === "") return null;
  return (
    <div className="prose" lang={language}>
      {plainText(text)
        .split(/\n\s*\n/)
        .map((paragraph, at) => (
          <p key={at} dir="auto">
            {paragraph}
          </p>
        ))}
    </div>
  );
}

const MARKS = /\uE000([^\uE001]*)\uE001/;

/** A passage of a search's answer, its matching words marked. */
export function Marked({ text, language }: { readonly text: string; readonly language?: string }) {
  const parts = plainText(text).split(MARKS);
  return (
    <span dir="auto" lang={language} className="marked">
      {parts.map((part, at) => (at % 2 === 1 ? <mark key={at}>{part}</mark> : part))}
    </span>
  );
}

const SAFE = new Set(["http:", "https:", "mailto:"]);

/** Whether an address may be a link. */
export function isSafeAddress(url: string): boolean {
  return URL.canParse(url) && SAFE.has(new URL(url).protocol);
}

interface OutLinkProps {
  readonly url: string | null | undefined;
  readonly children: ReactNode;
}

/** A link to somewhere else, where its address is a web address; else its text alone. */
export function OutLink({ url, children }: OutLinkProps) {
  if (url === null || url === undefined) return null;
  if (!isSafeAddress(url)) return <span>{children}</span>;
  return (
    <a href={url} rel="noopener noreferrer nofollow ugc" target="_blank" className="out">
      {children}
      <ExternalLink aria-hidden="true" />
      <span className="visually-hidden">
        {" "}
        <Trans>(opens in a new window)</Trans>
      </span>
    </a>
  );
}
