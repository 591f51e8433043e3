// JSON for PostgreSQL, which stores neither U+0000 nor half of a surrogate pair. In: a value. Out: its JSON, these left
// out. Almost no text has any: only the one that does is gone through string by string.

/** As `JSON.stringify` writes what cannot be stored. */
const UNSTORABLE = /\\u0000|\\ud[89a-f]/;

/** The JSON of a value, without what cannot be stored and without the characters that `unwanted` names. */
export function storableJson(value: unknown, unwanted?: RegExp): string {
  const json = JSON.stringify(value);
  if (!UNSTORABLE.test(json) && unwanted?.test(json) !== true) return json;
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === "string" ? clean(member, unwanted) : member,
  );
}

function clean(text: string, unwanted?: RegExp): string {
  const storable = text.toWellFormed().replaceAll("\0", "");
  return unwanted === undefined ? storable : storable.replaceAll(new RegExp(unwanted, "g"), "");
}
