// One hit of a search: what it is, whose, why it is there, the passage that matched. In: a hit. Out: an item of a list.
import { Trans } from "@lingui/react/macro";
import { useLingui } from "@lingui/react";
import type { ReactNode } from "react";
import { useFormats } from "./dates.js";
import { RecordLink, type PageType } from "./record-link.js";
import { Marked, Name } from "./text.js";
import { TypeMark } from "./type-mark.js";

export interface Hit {
  readonly id: string;
  readonly type: "ORGANIZATION" | "PERSON" | "PROJECT" | "PRACTICE" | "EVENT" | "COMMUNITY" | "DISCUSSION";
  readonly name: string;
  readonly summary: string | null;
  readonly language: string;
  readonly snippet: string | null;
  readonly partner: string | null;
  readonly organizationName: string | null;
  readonly because: readonly string[];
}

/** The page type of a hit. */
export function pageTypeOf(type: Hit["type"]): PageType {
  return type.toLowerCase() as PageType; // the same words in lower case
}

/** The hit. */
export function HitCard({ hit, children }: { readonly hit: Hit; readonly children?: ReactNode }) {
  return (
    <div className="card">
      <p className="card-kicker">
        <TypeMark type={pageTypeOf(hit.type)} />
        {hit.organizationName !== null && <Name>{hit.organizationName}</Name>}
        <OtherLanguage tag={hit.language} />
      </p>
      <h3>
        <RecordLink id={hit.id} language={hit.language}>
          {hit.name}
        </RecordLink>
      </h3>
      <p className="card-text">
        <Marked text={hit.snippet ?? hit.summary ?? ""} language={hit.language} />
      </p>
      {children}
      <Because reasons={hit.because} />
    </div>
  );
}

/** Says that something is written in a language that is not the reader's. */
export function OtherLanguage({ tag }: { readonly tag: string }) {
  const { i18n } = useLingui();
  const formats = useFormats();
  if (tag.startsWith(i18n.locale)) return null;
  return (
    <span className="other-language">
      <Trans>in {formats.language(tag)}</Trans>
    </span>
  );
}

/** Why a hit is there. */
export function Because({ reasons }: { readonly reasons: readonly string[] }) {
  if (reasons.length === 0) return null;
  return (
    <p className="because">
      <span className="visually-hidden">
        <Trans>Why it is here:</Trans>{" "}
      </span>
      {reasons.join(" · ")}
    </p>
  );
}
