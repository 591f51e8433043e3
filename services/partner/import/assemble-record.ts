// From the read cells of a row to a draft. In: values by column. Out: the draft, with dotted columns put together,
// positional lists aligned and translations gathered by language.
import { parseRecordId, RECORD_TYPES } from "../../../schema/record-id.js";
import type { ExpertiseDraft, RecordDraft, TranslationDraft } from "../../records/record-draft.js";
import { itemsOf, positionsOf, splitLast, wordsOf, type CellPlace } from "./cell.js";
import { LEVEL, typeOfWord } from "./cell-words.js";
import { told } from "./phrases.js";
import { oneOf } from "./plain-cells.js";
import type { ColumnValues } from "./stored-values.js";
import { day } from "./time-cells.js";
import { topic } from "./topic-cells.js";

/** What is read so far, and how to tell of faults in a column. */
export interface ReadCells extends ColumnValues {
  readonly id: string;
  /** Texts of the columns that are read together. */
  readonly texts: ReadonlyMap<string, string>;
  /** Whether the table has a column. */
  isStated(column: string): boolean;
  placeOf(column: string): CellPlace;
  /** The level of a claim that states none; without it, such a claim cannot be read. */
  standardLevel?(): string;
}

/** Columns that are read together, here. */
export const POSITIONAL: ReadonlySet<string> = new Set([
  "expertise",
  "expertise.statement",
  "expertise.since",
  "expertise.evidence",
  "evidence",
]);

/** The draft that a row's cells make. */
export function assembleRecord(cells: ReadCells): RecordDraft {
  const plain = [...cells.values].filter(([column]) => !column.includes(".") && !POSITIONAL.has(column));
  const translations = [...cells.translations].map(([language, fields]): TranslationDraft => ({
    language,
    origin: "HUMAN",
    ...Object.fromEntries(fields),
  }));
  return {
    ...Object.fromEntries(plain),
    ...(translations.length === 0 ? {} : { translations }),
    ...assembleImage(cells),
    ...assembleContext(cells),
    ...assembleIdentifiers(cells),
    ...(cells.isStated("expertise") || cells.values.has("expertise") ? { expertise: assembleExpertise(cells) } : {}),
    id: cells.id,
    name: String(cells.values.get("name")),
  };
}

function assembleImage({ values }: ReadCells): Pick<RecordDraft, "image"> {
  const text = (column: string) => {
    const value = values.get(column);
    return typeof value === "string" ? value : null;
  };
  const url = text("image.url");
  if (url === null) return {};
  const alt = text("image.alt") ?? text("name") ?? "";
  return { image: { url, alt, credit: text("image.credit"), licence: text("image.licence") } };
}

/** `settings`, `audiences` and `cost` of a practice's context are kept as those of a project are. */
function assembleContext({ values }: ReadCells): Partial<RecordDraft> {
  const of = (names: readonly string[]) =>
    names.flatMap((field) => {
      const value = values.get(`context.${field}`);
      return value === undefined ? [] : [[field, value] as const];
    });
  const apart = Object.fromEntries(of(["settings", "audiences", "cost"]));
  const context = of(["people", "description", "culturalNotes"]);
  return { ...apart, ...(context.length === 0 ? {} : { context: Object.fromEntries(context) }) };
}

interface Identifier {
  readonly scheme: string;
  readonly value: string;
}

const NUMBER = "identifiers.";

/** A column for one register's number speaks for that register only. */
function assembleIdentifiers({ values, texts, isStated }: ReadCells): Pick<RecordDraft, "identifiers"> {
  const list = (values.get("identifiers") ?? []) as Identifier[]; // its reader's, or as it is stored
  const numbers = [...values].filter(([column]) => column.startsWith(NUMBER)).map(([, value]) => value as Identifier);
  const isUnreadable = (column: string) => texts.has(column) && !values.has(column);
  const isOwn = ({ scheme }: Identifier) => {
    const column = `${NUMBER}${scheme}`;
    return isStated("identifiers") || !isStated(column) || isUnreadable(column);
  };
  const all = [...list.filter(isOwn), ...numbers];
  const once = new Map(all.map((each) => [`${each.scheme}:${each.value}`, each]));
  return once.size === 0 ? {} : { identifiers: [...once.values()] };
}

const level = oneOf(LEVEL);

function assembleExpertise(cells: ReadCells): ExpertiseDraft[] {
  const stored = (cells.values.get("expertise") ?? []) as ExpertiseDraft[]; // as it is stored: cells are read here
  if (!cells.isStated("expertise")) return stored;
  const text = cells.texts.get("expertise") ?? "";
  const items = text.includes("|") ? positionsOf(text) : wordsOf(text);
  const claims = items.flatMap((item, at) => (item === "" ? [] : readClaim(cells, { item, at, stored })));
  return claims.length === 0 && items.some((item) => item !== "") ? stored : claims;
}

interface Claim {
  readonly item: string;
  readonly at: number;
  readonly stored: readonly ExpertiseDraft[];
}

function readClaim(cells: ReadCells, { item, at, stored }: Claim): ExpertiseDraft[] {
  const place = cells.placeOf("expertise");
  const [topicText, levelText] = splitLast(item);
  const topicId = topic(topicText, place);
  const known = levelText === null ? (cells.standardLevel?.() ?? level("", place)) : level(levelText, place);
  if (topicId === undefined || known === undefined) return [];
  const before = stored.find((claim) => claim.topic === topicId);
  const part = (column: string) => positionsOf(cells.texts.get(column) ?? "")[at] ?? "";
  const since = part("expertise.since");
  return [
    {
      topic: topicId,
      level: known,
      statement: cells.isStated("expertise.statement")
        ? part("expertise.statement") || null
        : (before?.statement ?? null),
      since: cells.isStated("expertise.since") ? readSince(cells, since) : (before?.since ?? null),
      evidence:
        cells.isStated("expertise.evidence") || cells.isStated("evidence")
          ? evidenceOf(cells, part("expertise.evidence"))
          : (before?.evidence ?? []),
    },
  ];
}

function readSince(cells: ReadCells, text: string): string | null {
  return text === "" ? null : (day(text, cells.placeOf("expertise.since")) ?? null);
}

/** What backs one claim, then what backs every claim of the row. */
function evidenceOf(cells: ReadCells, own: string): string[] {
  const items = own.split(/\s+/).filter((part) => part !== "");
  const ids = items.flatMap((item) => readEvidence(item, cells.placeOf("expertise.evidence")));
  const all = itemsOf(cells.texts.get("evidence") ?? "");
  return [...new Set([...ids, ...all.flatMap((item) => readEvidence(item, cells.placeOf("evidence")))])];
}

/** `type:id` for a record of the same partner, or a full id. */
function readEvidence(item: string, place: CellPlace): string[] {
  const full = parseRecordId(item);
  const [typeText, local] = full === null ? splitLast(item) : [full.typename.toLowerCase(), item];
  const type = typeOfWord(typeText);
  if (type === undefined || local === null) {
    place.warn(told("evidence"), item);
    return [];
  }
  const id = place.refer(RECORD_TYPES[type], local);
  return id === undefined ? [] : [id];
}
