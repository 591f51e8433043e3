// The code of what was thrown. In: anything. Out: its `code`, or nothing. `instanceof` says nothing of errors from
// another realm, and what matters of an error of Node's is its code.

/** The code of a system error. */
export function codeOf(error: unknown): string {
  const code: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "code") : null;
  return typeof code === "string" ? code : "";
}
