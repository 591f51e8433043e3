// An operation with its types. In: its name and text, generated. Out: what `ask`, `useAsk` and `useAct` take.

/** An operation of the public graph; `D` is its data, `V` its variables. */
export interface Document<D, V> {
  readonly name: string;
  readonly text: string;
  /** Only for the compiler. */
  readonly types?: (variables: V) => D;
}

/** Gives an operation its types. */
export function typed<D, V>(name: string, text: string): Document<D, V> {
  return { name, text };
}
