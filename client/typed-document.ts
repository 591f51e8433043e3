// The client for apps: documents with types. In: the text of an operation. Out: the same text, which also says to the compiler
// what its variables are and what its answer holds.

/** The text of one GraphQL operation. The two marks are never there at run time: a plain string is one, of unknown answer. */
export type TypedDocument<Data = unknown, Variables = Readonly<Record<string, unknown>>> = string & {
  readonly __data?: Data;
  readonly __variables?: (variables: Variables) => void;
};

/** Gives a text its types. `npm run client:types` writes such lines from `documents/*.graphql`; you may write your own. */
export function typedDocument<Data, Variables>(text: string): TypedDocument<Data, Variables> {
  return text;
}

/** Whether an operation only reads: then it may be asked again. Judged by the words outside of braces, comments and strings. */
export function isQuery(text: string): boolean {
  let outside = text.replaceAll(/"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|#[^\n]*/g, " ");
  for (let before = ""; before !== outside;) {
    before = outside;
    outside = outside.replaceAll(/\{[^{}]*\}|\([^()]*\)/g, " ");
  }
  return !/\b(mutation|subscription)\b/.test(outside);
}
