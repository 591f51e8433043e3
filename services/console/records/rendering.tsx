// In which language a record is read: the reader's, where somebody or a machine translated it, else its own. In: a record with its
// translations. Out: its texts, and a line that says whose words they are.
import { Trans } from "@lingui/react/macro";
import { useLingui } from "@lingui/react";
import { useState } from "react";
import { useFormats } from "../ui/dates.js";

interface Translation {
  readonly language: string;
  readonly origin: "HUMAN" | "MACHINE";
  readonly [field: string]: unknown;
}

interface Translated {
  readonly language: string;
  readonly translations: readonly Translation[];
  readonly [field: string]: unknown;
}

/** A text, and the language it is really in: a translation may have only some of a record's texts. */
export interface Rendered {
  readonly text: string | null;
  readonly language: string;
}

export interface Rendering {
  /** A text of the record, translated where it is. */
  prose(field: string): Rendered;
  list(field: string): { readonly items: readonly string[]; readonly language: string };
  /** The translation that is shown; null where the record's own words are. */
  readonly translation: Translation | null;
  /** A translation for the reader, shown or not. */
  readonly available: Translation | null;
  readonly original: string;
  showOriginal(isOriginal: boolean): void;
}

/** Chooses the rendering. */
export function useRendering(record: Translated): Rendering {
  const { i18n } = useLingui();
  const [isOriginal, showOriginal] = useState(false);
  const isOwn = record.language.startsWith(i18n.locale);
  const available = isOwn
    ? null
    : (record.translations.find(({ language }) => language.startsWith(i18n.locale)) ?? null);
  const translation = isOriginal ? null : available;
  const prose = (field: string): Rendered => {
    const translated = textOr(translation?.[field]);
    return translated === null || translation === null
      ? { text: textOr(record[field]), language: record.language }
      : { text: translated, language: translation.language };
  };
  const list: Rendering["list"] = (field) => {
    const translated = listOr(translation?.[field]);
    return translated.length === 0 || translation === null
      ? { items: listOr(record[field]), language: record.language }
      : { items: translated, language: translation.language };
  };
  return {
    prose,
    list,
    translation,
    available,
    original: record.language,
    showOriginal,
  };
}

function textOr(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function listOr(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

/** Says that it is a translation, by whom, and leads to the original and back. Nothing where there is none. */
export function TranslationLine({ rendering }: { readonly rendering: Rendering }) {
  const formats = useFormats();
  const { available, translation, original, showOriginal } = rendering;
  if (available === null) return null;
  const language = formats.language(original);
  return (
    <p className="hint translation no-print">
      {translation === null ? (
        <>
          <Trans>This is the original, in {language}.</Trans>{" "}
          <button type="button" className="plain" onClick={() => showOriginal(false)}>
            <Trans>Show the translation</Trans>
          </button>
        </>
      ) : (
        <>
          {translation.origin === "MACHINE" ? (
            <Trans>Translated from {language} by a machine.</Trans>
          ) : (
            <Trans>Translated from {language}.</Trans>
          )}{" "}
          <button type="button" className="plain" onClick={() => showOriginal(true)}>
            <Trans>Show the original</Trans>
          </button>
        </>
      )}
    </p>
  );
}
