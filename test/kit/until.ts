// Waiting for what must come to pass. In: a condition. Out: nothing, once it holds. Generous, so that a slow machine makes
// no difference; more so where what is waited for takes seconds by itself.

/** Resolves when a condition holds. Throws when it does not within half a minute, or as long as is said. */
export async function until(condition: () => boolean | Promise<boolean>, withinMs = 30_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`the condition did not come to hold within ${withinMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
