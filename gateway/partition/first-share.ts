// How many rows to ask each source for at first. In: the page's size and the number of sources. Out: a share. Rows
// fall on sources roughly as by chance (Poisson with mean size/sources); the share leaves room for two standard
// deviations and one row more, so that few sources have to be asked a second time.

/** The first share of each source; the whole page when there is only one. */
export function firstShare(size: number, sources: number): number {
  if (sources <= 1) return size;
  const mean = size / sources;
  return Math.min(size, Math.ceil(mean + 2 * Math.sqrt(mean)) + 1);
}
