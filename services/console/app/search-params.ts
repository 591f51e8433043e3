// What stands behind the `?` of an address. In: its text. Out: an object of strings and lists of strings, and back.

export type SearchParams = Record<string, string | string[]>;

/** Reads `q=a&topic=b&topic=c`. A name that occurs once gives a string, more often a list. */
export function readSearch(text: string): SearchParams {
  const found: SearchParams = Object.create(null) as SearchParams; // names are the reader's
  const params = new URLSearchParams(text);
  for (const name of new Set(params.keys())) {
    const values = params.getAll(name);
    const [only = ""] = values;
    found[name] = values.length === 1 ? only : values;
  }
  return { ...found };
}

/** Writes it. What is empty is left out. */
export function writeSearch(search: Readonly<Record<string, unknown>>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search))
    for (const each of Array.isArray(value) ? value : [value])
      if (each !== undefined && each !== null && each !== "" && each !== false) params.append(name, String(each));
  const text = params.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
  return text === "" ? "" : `?${text}`;
}

/** A parameter as a list. */
export function listOf(value: unknown): string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((each) => typeof each === "string" && each !== "").map(String);
}

/** A parameter as a text; empty where there is none. */
export function textOf(value: unknown): string {
  return listOf(value)[0] ?? "";
}

/** A parameter that is one of some words. */
export function wordOf<W extends string>(value: unknown, words: readonly W[]): W | undefined {
  return words.find((word) => word === textOf(value));
}
