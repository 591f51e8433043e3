// How far a typed word is from another. In: two words. Out: the number of typing errors between them, if they are few:
// a letter left out, put in, taken for another, or two letters exchanged (optimal string alignment, Damerau 1964).

/** Errors that a word may have: none in short words, one up to seven letters, two in longer ones. */
export function mostDistance(word: string): number {
  if (word.length < 4 || /\d/.test(word)) return 0;
  return word.length < 8 ? 1 : 2;
}

/** The number of errors, or null when there are more than `most`. */
export function typingDistance(word: string, other: string, most: number): number | null {
  if (Math.abs(word.length - other.length) > most) return null;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= word.length; i++) {
    const row = nextRow({ word, other, i, last, before });
    if (Math.min(...row) > most) return null;
    before = last;
    last = row;
  }
  const distance = last[other.length] ?? Number.POSITIVE_INFINITY;
  return distance <= most ? distance : null;
}

interface Step {
  readonly word: string;
  readonly other: string;
  readonly i: number;
  readonly last: readonly number[];
  readonly before: readonly number[];
}

function nextRow({ word, other, i, last, before }: Step): number[] {
  const row = [i];
  for (let j = 1; j <= other.length; j++) {
    const isSame = word[i - 1] === other[j - 1];
    const at = (cells: readonly number[], index: number) => cells[index] ?? Number.POSITIVE_INFINITY;
    let least = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (isSame ? 0 : 1));
    const isExchange = i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1];
    if (isExchange) least = Math.min(least, at(before, j - 2) + 1);
    row.push(least);
  }
  return row;
}
