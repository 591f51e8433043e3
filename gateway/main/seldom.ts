// Telling seldom: what happens with every query must not be written down with every query. In: how to tell something of
// a partner. Out: the same, told at most once in a while for each partner.

/** Tells of a partner at once, and then not again before `ms` have passed. `now`: milliseconds that only grow. */
export function tellSeldom(
  ms: number,
  tell: (partner: string) => void,
  now: () => number = () => performance.now(),
): (partner: string) => void {
  const told = new Map<string, number>();
  return (partner) => {
    const last = told.get(partner);
    if (last !== undefined && now() - last < ms) return;
    told.set(partner, now());
    tell(partner);
  };
}
