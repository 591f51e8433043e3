// Folding: the form in which names are compared and words are matched, the same at every partner and in the hub.
// In: any text. Out: its folded form. `fold-vectors.json` holds test vectors for other implementations.

const MARKS = /\p{M}+/gu;
const WORDS = /[\p{L}\p{N}]+/gu;
// eslint-disable-next-line no-control-regex -- plain ASCII folds to its lower case, without the cost of NFKD
const ASCII = /^[\x00-\x7f]*$/;

/** NFKD, combining marks removed, lower case, final sigma as sigma (Unicode Standard, sections 3.11 and 3.13). */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text.normalize("NFKD").replace(MARKS, "").toLowerCase().replaceAll("ς", "σ");
}

/** The folded words of a text: runs of letters and digits. */
export function foldedWords(text: string): string[] {
  return fold(text).match(WORDS) ?? [];
}

/**
 * Compares by code point, which is also the order of UTF-8 bytes (PostgreSQL's collation "C"), unlike JavaScript's
 * `<`, which compares UTF-16 units and puts U+1F600 before U+FFFD. Returns -1, 0 or 1.
 */
export function compareCodePoints(a: string, b: string): -1 | 0 | 1 {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return rank(left) < rank(right) ? -1 : 1;
  }
  if (a.length === b.length) return 0;
  return a.length < b.length ? -1 : 1;
}

/** Surrogates stand for code points above every other unit: lift them above U+E000 to U+FFFF. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
