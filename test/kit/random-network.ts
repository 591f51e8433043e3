// Random networks: partners and their rows, which refer to each other, to rows that are hidden and to rows that are
// not there. In: dice. Out: rows of the contract with references as `{__typename id}`, as partners hold them.
import { RECORD_TYPES, parseRecordId, type RecordType } from "../../schema/record-id.js";
import { contractRow, type Row } from "./contract-rows.js";
import type { Dice } from "./dice.js";

export interface Network {
  readonly keys: readonly string[];
  readonly rows: readonly Row[];
}

const TYPES = Object.keys(RECORD_TYPES) as RecordType[]; // the table's own keys
// Names that fold alike, that sort otherwise in UTF-16, and that are empty.
const NAMES = ["Écluse", "ecluse", "ECLUSE", "Zoë", "zoe", "\u{1F600} smile", "\uFFFD odd", "", "Ωμέγας", "ωμεγασ"];
const DATES = [null, null, "2026-01-01", "2026-01-01", "2025-06-30", "2027-12-31"];
const TIMES = ["2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.001Z", "2027-06-01T18:30:00.000Z"];
const TOPICS = ["hub:topic:respite-care", "hub:topic:housing", "hub:topic:data"];

/** A network of some of the partners; `rowsPerType` is how many rows of a type a partner has at most. */
export function randomNetwork(dice: Dice, partners: readonly string[], rowsPerType = 4): Network {
  const keys = partners.slice(0, 1 + dice.upTo(partners.length - 1));
  const ids = keys.flatMap((key) =>
    TYPES.flatMap((type) => {
      const count = dice.chance(15) ? 0 : 1 + dice.upTo(rowsPerType - 1);
      return Array.from({ length: count }, (_, at) => `${key}:${type}:${dice.pick(["a", "B", "0"])}${at}`);
    }),
  );
  const known: Known = { dice, ids, strangers: [...keys.map((key) => `${key}:`), "part-gone:"] };
  return { keys, rows: ids.map((id) => randomRow(id, known)) };
}

interface Known {
  readonly dice: Dice;
  readonly ids: readonly string[];
  /** Beginnings of ids that nobody has. */
  readonly strangers: readonly string[];
}

function randomRow(id: string, known: Known): Row {
  const { dice } = known;
  const own = id.slice(0, id.indexOf(":") + 1);
  const organizations = known.ids.filter((other) => other.startsWith(`${own}organization:`));
  return contractRow(id, {
    ...REFERENCES[parseRecordId(id)?.typename ?? ""]?.(known),
    name: dice.pick(NAMES),
    minute: dice.upTo(5),
    summary: dice.chance(50) ? null : "A summary",
    visibility: dice.chance(20) ? "NETWORK" : "PUBLIC",
    topics: dice.some(2, () => ({ id: dice.pick(TOPICS) })),
    countries: dice.some(2, () => dice.pick(["FR", "GB"])),
    translations: dice.some(1, () => ({ language: "fr", origin: "HUMAN", name: dice.chance(50) ? "Nom" : null })),
    locations: dice.some(1, () => ({ label: "Here", latitude: dice.chance(50) ? 48.1 : null, precision: "TOWN" })),
    image: dice.chance(70) ? null : { url: "https://example.org/a.png", alt: "a" },
    organization: organizations.length > 0 && dice.chance(60) ? toStub(dice.pick(organizations)) : null,
  });
}

const REFERENCES: Readonly<Record<string, (known: Known) => Record<string, unknown>>> = {
  Person: (known) => ({
    expertise: known.dice.some(2, () => ({
      topic: { id: known.dice.pick(TOPICS) },
      level: "EXPERT",
      evidence: references(known, TYPES),
    })),
  }),
  Project: (known) => ({
    startDate: known.dice.pick(DATES),
    jointWith: references(known, ["organization"]),
    team: known.dice.some(2, () => ({
      project: reference(known, ["project"]),
      person: reference(known, ["person"]),
      role: known.dice.chance(50) ? "lead" : null,
    })),
    practices: references(known, ["practice"]),
  }),
  Practice: (known) => ({
    adaptedFrom: reference(known, ["practice"]),
    contributors: known.dice.some(2, () => ({
      person: reference(known, ["person"]),
      organization: reference(known, ["organization"]),
      role: "author",
      degree: "LEAD",
    })),
    context: { settings: ["TOWN"], audiences: known.dice.some(1, () => ({ id: known.dice.pick(TOPICS) })) },
  }),
  Event: (known) => ({
    startsAt: known.dice.pick(TIMES),
    partOf: reference(known, ["event"]),
    speakers: references(known, ["person"]),
    materials: references(known, ["practice"]),
  }),
};

function references(known: Known, types: readonly RecordType[]): unknown[] {
  return known.dice.some(3, () => reference(known, types)).filter((each) => each !== null);
}

function reference(known: Known, types: readonly RecordType[]): unknown {
  const { dice, ids, strangers } = known;
  if (dice.chance(20)) return null;
  const type = dice.pick(types);
  const fitting = ids.filter((id) => id.includes(`:${type}:`));
  return toStub(fitting.length === 0 || dice.chance(10) ? `${dice.pick(strangers)}${type}:none` : dice.pick(fitting));
}

function toStub(id: string): { readonly __typename: string; readonly id: string } {
  return { __typename: parseRecordId(id)?.typename ?? "", id };
}
