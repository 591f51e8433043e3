// From a record to its row in the index. In: a draft. Out: the columns of `entry` as JSON, with the folded words from
// which PostgreSQL makes the vectors.
import { hash } from "node:crypto";
import { isRecordType, parseRecordId } from "../../../schema/record-id.js";
import type { RecordDraft, TranslationDraft } from "../../records/record-draft.js";
import { fold } from "../../../schema/fold.js";
import { configurationForTexts } from "./configurations.js";
import { countWords, SAMPLES, sampleLexeme, wordsOf } from "./indexed-words.js";

/** One language's texts: names, summaries, and all other texts. */
interface Texts {
  readonly language: string;
  readonly names: readonly Text[];
  readonly summaries: readonly Text[];
  readonly others: readonly Text[];
}
type Text = string | null | undefined;

/** A row of `entry` as it goes to the database: column → JSON value; beside it what the vectors are made of. */
export type EntryRow = Readonly<Record<string, unknown>>;

/** The row of a record. Throws when the id is not that of a record. */
export function entryRow(draft: RecordDraft): EntryRow {
  const summary = (draft.summary ?? "") === "" ? draft.headline : draft.summary;
  const translated = (draft.translations ?? []).map(textsOfTranslation);
  return {
    ...identityOf(draft),
    ...filteredBy(draft),
    ...writtenAs(textsOf(draft), translated),
    ...{ name: draft.name, name_folded: fold(draft.name.slice(0, 200)), summary: summary ?? null },
  };
}

/** What the vectors are made of, and the passages. */
export function writtenAs(own: Texts, translated: readonly Texts[]): EntryRow {
  const fields = [own.names, own.summaries, own.others].map((texts) => wordsOf(joined(texts)));
  return {
    text_languages: [...new Set([own, ...translated].map(({ language }) => baseOf(language)))],
    config: configurationForTexts(own.language, fields),
    a: fields[0],
    b: fields[1],
    c: fields[2],
    lengths: fields.map(countWords),
    passages: [joined(own.others), ...translated.flatMap(passagesOf)],
    translated: translated.length === 0 ? null : translated.map(vectorParts),
  };
}

/** A language tag without script and region. */
export function baseOf(language: string): string {
  return (language.split("-")[0] ?? language).toLowerCase();
}

function identityOf(draft: RecordDraft): EntryRow {
  const id = parseRecordId(draft.id);
  const [, type = ""] = draft.id.split(":");
  if (id === null || !isRecordType(type)) throw new Error(`expected the id of a record, got ${draft.id}`);
  return {
    id: draft.id,
    partner: id.partner,
    type: type.toUpperCase(),
    visibility: draft.visibility ?? "PUBLIC",
    samples: samplesOf(draft.id),
    updated_at: draft.updatedAt ?? draft.createdAt,
  };
}

/** The lexemes of the samples that a record is in. */
export function samplesOf(id: string): string {
  const [byte = 0] = hash("md5", id, "buffer");
  return SAMPLES.filter((oneIn) => byte % oneIn === 0)
    .map(sampleLexeme)
    .join(" ");
}

function filteredBy(draft: RecordDraft): EntryRow {
  const language = draft.language ?? "en";
  const written = [language, ...(draft.translations ?? []).map((translation) => translation.language)];
  const isPerson = draft.id.split(":")[1] === "person";
  const spoken = isPerson ? (draft.languages ?? []) : written;
  return {
    language,
    languages: draft.languages ?? [],
    filter_languages: [...new Set(spoken.map((tag) => tag.toLowerCase()))],
    organization: draft.organization ?? null,
    topics: draft.topics ?? [],
    countries: draft.countries ?? [],
    areas: draft.areas ?? [],
    settings: draft.settings ?? [],
    audiences: draft.audiences ?? [],
    cost_amount: draft.cost?.amount ?? null,
    cost_currency: draft.cost?.currency ?? null,
    locations: draft.locations ?? [],
    offers: draft.offers ?? [],
  };
}

/** Summary first, headline after it: the index's `summary` is whichever of them comes first. */
function textsOf(draft: RecordDraft): Texts {
  return {
    language: draft.language ?? "en",
    names: [draft.name, draft.legalName, draft.acronym],
    summaries: [draft.summary, draft.headline],
    others: [...longTexts(draft), ...shortTexts(draft)],
  };
}

function longTexts(draft: RecordDraft): Text[] {
  const { description, problem, approach, results, outcomes, lessons, context } = draft;
  const lists = [draft.steps, draft.enablers, draft.constraints, draft.pitfalls, draft.resourcesNeeded];
  const texts = [
    description,
    problem,
    approach,
    results,
    outcomes,
    lessons,
    context?.description,
    context?.culturalNotes,
  ];
  return [...texts, ...lists.flatMap((list) => list ?? [])];
}

function shortTexts(draft: RecordDraft): Text[] {
  return [
    draft.place,
    ...(draft.locations ?? []).map(({ label }) => label),
    ...(draft.attachments ?? []).map(({ title }) => title),
    ...(draft.expertise ?? []).map(({ statement }) => statement),
  ];
}

function textsOfTranslation(translation: TranslationDraft): Texts {
  const { language, origin: _, name, summary, headline, ...rest } = translation;
  const others = Object.values(rest).flat();
  return { language, names: [name].flat(), summaries: [summary, headline].flat(), others };
}

function passagesOf({ names, summaries, others }: Texts): string[] {
  return [names, summaries, others].map(joined);
}

function vectorParts({ language, names, summaries, others }: Texts): EntryRow {
  const fields = [names, summaries, others].map((texts) => wordsOf(joined(texts)));
  const [a, b, c] = fields;
  return { config: configurationForTexts(language, fields), a, b, c };
}

function joined(texts: readonly Text[]): string {
  return texts.filter((text) => text !== undefined && text !== null && text !== "").join("\n");
}
