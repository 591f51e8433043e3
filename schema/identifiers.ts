// Registry identifiers. In: a scheme and a value. Out: the value as it is stored, faults and doubts. A wrong format
// is an error, a wrong checksum a warning: registers themselves hold numbers whose checksum is wrong.
// RNA: JO associations, W + department (overseas letters) + 7 digits. SIREN and SIRET: INSEE; La Poste's SIRET sum
// their digits to a multiple of 5 instead of Luhn. Schemes we do not know are taken as they are.
import { stdnum } from "stdnum";

/** What became of an identifier. `value` is null when its format is wrong; `warning` doubts a sound format. */
export interface IdentifierReading {
  readonly value: string | null;
  readonly expected?: string;
  readonly warning?: string;
}

const RNA = /^W\d[A-Z\d]\d{7}$/;
const SCHEME = /^[A-Z0-9]{2,}(-[A-Z0-9_]+)*$/;

const READERS: Readonly<Record<string, (text: string) => IdentifierReading>> = {
  "FR-RNA": readRna,
  "FR-SIREN": (text) => readSirene(text, 9),
  "FR-SIRET": (text) => readSirene(text, 14),
};

/** Reads an identifier. The scheme is org-id.guide style, like `FR-RNA` or `GB-CHC`. */
export function readIdentifier(scheme: string, text: string): IdentifierReading {
  if (!SCHEME.test(scheme)) return { value: null, expected: "a scheme like FR-RNA or GB-CHC before the colon" };
  const reader = READERS[scheme];
  if (reader !== undefined) return reader(text.replaceAll(/[\s.]/g, ""));
  const value = text.trim();
  const sound = value.length > 0 && value.length <= 64;
  return sound ? { value } : { value: null, expected: "a value of 1 to 64 characters" };
}

/** Whether a text is an RNA number, overseas ones included. */
export function isRna(text: string): boolean {
  return RNA.test(text);
}

function readRna(text: string): IdentifierReading {
  const value = text.toUpperCase();
  return RNA.test(value) ? { value } : { value: null, expected: "W and nine characters, like W353001234" };
}

function readSirene(text: string, length: 9 | 14): IdentifierReading {
  if (!new RegExp(`^\\d{${length}}$`).test(text)) return { value: null, expected: `${length} digits` };
  if (hasSoundChecksum(text, length)) return { value: text };
  return { value: text, warning: `the checksum of ${text} does not fit; copied from the register?` };
}

function hasSoundChecksum(text: string, length: 9 | 14): boolean {
  const validator = length === 9 ? stdnum.FR?.siren : stdnum.FR?.siret; // knows La Poste's rule
  return validator?.validate(text).isValid ?? false;
}
