// What is looked at again and again beside requests. In: a look that does one thing, and says whether there was one. Out: a
// way to end it, which waits for the look under way.

export interface RegularLook {
  readonly everyMs: number;
  /** Does the next thing that is due; false when there is none. */
  readonly look: () => Promise<boolean>;
  readonly onTrouble: (error: unknown) => void;
}

/** Begins to look. One look at a time; what fails is tried again at the next time. */
export function lookRegularly({ everyMs, look, onTrouble }: RegularLook): () => Promise<void> {
  const stopping = new AbortController();
  let looking: Promise<void> | null = null;
  const lookAtAll = async (): Promise<void> => {
    while (!stopping.signal.aborted && (await look()));
  };
  const timer = setInterval(() => {
    looking ??= lookAtAll()
      .catch(onTrouble)
      .finally(() => void (looking = null));
  }, everyMs).unref();
  return async () => {
    clearInterval(timer);
    stopping.abort();
    await looking;
  };
}
