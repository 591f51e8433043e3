// From the read cells of a row to a draft. In: values by column. Out: the draft, with dotted columns put together,
// positional lists aligned and translations gathered by language.
import { isRecordType, parseRecordId, RECORD_TYPES } from "../../../schema/record-id.js";
import type { ExpertiseDraft, RecordDraft, TranslationDraft } from "../../records/record-draft.js";
import { itemsOf, positionsOf, splitLast, type CellPlace } from "./cell.js";
import { day, oneOf, topic } from "./plain-cells.js";

/** What is read so far, and how to tell of faults in a column. */
export interface ReadCells {
  readonly id: string;
  readonly values: ReadonlyMap<string, unknown>;
  /** Texts of the columns that are read together. */
  readonly texts: ReadonlyMap<string, string>;
  readonly translations: ReadonlyMap<string, ReadonlyMap<string, unknown>>;
  placeOf(column: string): CellPlace;
}

const POSITIONAL = new Set(["expertise", "expertise.statement", "expertise.since", "expertise.evidence", "evidence"]);

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
    ...(cells.texts.has("expertise") ? { expertise: assembleExpertise(cells) } : {}),
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

const level = oneOf("LEARNING", "PRACTISING", "EXPERT", "REFERENCE");

function assembleExpertise(cells: ReadCells): ExpertiseDraft[] {
  const texts = (column: string) => positionsOf(cells.texts.get(column) ?? "");
  const statements = texts("expertise.statement");
  const since = texts("expertise.since");
  const evidence = texts("expertise.evidence");
  const ofAll = itemsOf(cells.texts.get("evidence") ?? "").flatMap((item) =>
    readEvidence(item, cells.placeOf("evidence")),
  );
  return texts("expertise").flatMap((item, index): ExpertiseDraft[] => {
    if (item === "") return [];
    const place = cells.placeOf("expertise");
    const [topicText, levelText] = splitLast(item);
    const topicId = topic(topicText, place);
    const known = level(levelText ?? "", place);
    if (topicId === undefined || known === undefined) return [];
    const own = (evidence[index] ?? "").split(/\s+/).filter((part) => part !== "");
    const ids = own.flatMap((part) => readEvidence(part, cells.placeOf("expertise.evidence")));
    const sinceText = since[index] ?? "";
    return [
      {
        topic: topicId,
        level: known,
        statement: statements[index] === "" ? null : (statements[index] ?? null),
        since: sinceText === "" ? null : (day(sinceText, cells.placeOf("expertise.since")) ?? null),
        evidence: [...new Set([...ids, ...ofAll])],
      },
    ];
  });
}

/** `type:id` for a record of the same partner, or a full id. */
function readEvidence(item: string, place: CellPlace): string[] {
  const full = parseRecordId(item);
  const [type, local] = full === null ? splitLast(item) : ["", item];
  if (full === null && (!isRecordType(type) || local === null)) {
    place.warn("evidence as type:id, like project:42", item);
    return [];
  }
  const typename = isRecordType(type)
    ? RECORD_TYPES[type]
    : Object.values(RECORD_TYPES).find((t) => t === full?.typename);
  const id = typename === undefined ? undefined : place.refer(typename, local ?? item);
  return id === undefined ? [] : [id];
}
