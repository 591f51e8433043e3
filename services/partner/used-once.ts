// Replay protection. In: ids that may be used once. Out: whether this is the first use. Ids are kept in two
// generations, so that forgetting costs nothing, and at most so many: then all are refused until the next generation.

/** Notes an id and says whether it was new. */
export type OnceCheck = (id: string) => boolean;

const MOST_IDS = 500_000; // per generation, about 50 MB

/** A check that remembers each id for at least `lifetimeMs`. */
export function usedOnce(lifetimeMs: number, mostIds = MOST_IDS): OnceCheck {
  let current = new Set<string>();
  let previous = new Set<string>();
  let turnedAt = Date.now();
  return (id) => {
    const age = Date.now() - turnedAt;
    if (age >= lifetimeMs) {
      previous = age >= 2 * lifetimeMs ? new Set() : current;
      current = new Set();
      turnedAt = Date.now();
    }
    if (current.has(id) || previous.has(id) || current.size >= mostIds) return false;
    current.add(id);
    return true;
  };
}
