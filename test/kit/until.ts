// Waiting for what must come to pass. In: a condition. Out: nothing, once it holds. Generous, so that a slow machine makes
// no difference.

/** Resolves when a condition holds. Throws when it does not within half a minute. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 30_000;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error("the condition did not come to hold within 30 s");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
