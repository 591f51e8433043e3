// Typing errors in column names. In: a name and those we know. Out: the nearest by edit distance (Levenshtein 1966),
// when it is near enough to be meant.

const FARTHEST = 3;

/** The known name that was probably meant, or undefined. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const wanted = name.toLowerCase();
  const limit = Math.min(FARTHEST, Math.ceil(wanted.length / 3));
  const near = known.map((candidate) => ({ candidate, distance: editDistance(wanted, candidate.toLowerCase()) }));
  return near.filter(({ distance }) => distance <= limit).sort((a, b) => a.distance - b.distance)[0]?.candidate;
}

/** How many letters must be added, left out or replaced to make one text of the other. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
