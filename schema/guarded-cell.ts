// Cells that a spreadsheet would take for formulas. In: the text of a cell. Out: the same with `'` before it, where a program
// would compute it; and back. Written by exports, read back by imports: what one adds the other takes away, and nothing else.

/** What begins a formula (OWASP, CSV injection), full-width signs included, whatever number of `'` is before it. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
/** Numbers and telephone numbers stay as they are: `-12,5`, `+33 6 12 34 56 78`. There is nothing in them to compute. */
const NUMBER = /^[+-]\d[\d\s.,()]*$/;

/** The text with `'` before it when it begins like a formula. */
export function guardCell(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** The text that `guardCell` was given. */
export function unguardCell(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) && !NUMBER.test(text.slice(1)) ? text.slice(1) : text;
}
