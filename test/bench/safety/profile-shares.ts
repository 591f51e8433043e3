// How much of a profile's time was spent in and below some functions. In: a profile as V8 writes it. Out: shares of the time
// that the process was busy.

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[];
}

export interface Profile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** The parts of safety, by the files whose functions they are. What a part calls counts for it; the first part wins. */
const PARTS: Readonly<Record<string, RegExp>> = {
  depthOfAnswers: /fetch\/json-depth\.js$/,
  textOfAnswers: /schema\/clean-text\.js$/,
  rowsOfAnswers:
    /partition\/(row-shape|complete-value|check-leaf|row-types|connection-shape)\.js$|schema\/(record-times|record-id|scalars)\.js$/,
  guard: /guard\/[a-z-]+\.js$/,
  edge: /server\/(edge|admission|connections)\.js$|@fastify\/(helmet|cors)|helmet\//,
  signing: /fetch\/(hub-signer|signing-thread|signing-keys)\.js$/,
};

/** Shares between 0 and 1; `busyMs` is what they are shares of. */
export function shareOf({ nodes, samples, timeDeltas }: Profile): Record<string, number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parts = new Map<number, string | null>();
  const assign = (node: ProfileNode, above: string | null): void => {
    const own = Object.keys(PARTS).find((part) => PARTS[part]?.test(node.callFrame.url)) ?? above;
    parts.set(node.id, own);
    for (const id of node.children ?? []) {
      const child = byId.get(id);
      if (child !== undefined) assign(child, own);
    }
  };
  const [root] = nodes;
  if (root !== undefined) assign(root, null);
  const times = new Map<string, number>();
  let busy = 0;
  samples.forEach((id, at) => {
    const name = byId.get(id)?.callFrame.functionName;
    if (name === "(idle)" || name === "(program)") return;
    const time = timeDeltas[at] ?? 0;
    busy += time;
    const part = parts.get(id) ?? null;
    if (part !== null) times.set(part, (times.get(part) ?? 0) + time);
  });
  const shares = Object.keys(PARTS).map((part) => [part, Math.round(((times.get(part) ?? 0) / busy) * 1000) / 1000]);
  return { ...Object.fromEntries(shares), busyMs: Math.round(busy / 1000) };
}
