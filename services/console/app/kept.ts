// What the reader chose, for the next time. In: a name and a word. Out: the word; null where nothing was kept, or the browser keeps nothing.

/** Reads what was kept. Browsers that forbid it throw even for reading. */
export function kept(name: string, store: () => Storage = () => localStorage): string | null {
  try {
    return store().getItem(name);
  } catch {
    return null;
  }
}

/** Keeps a word; forgets it where it is null. */
export function keep(name: string, word: string | null, store: () => Storage = () => localStorage): void {
  try {
    if (word === null) store().removeItem(name);
    else store().setItem(name, word);
  } catch {
    // it is chosen for this visit only
  }
}
