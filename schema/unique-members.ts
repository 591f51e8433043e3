// JSON whose objects name a member twice: readers of it disagree about which counts, so it is no credential. In: JSON
// text that parses. Out: whether it does.

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}:]/g;

/** Whether an object, at any depth, has two members of the same name, however their names are escaped. */
export function hasDuplicateMembers(json: string): boolean {
  const open: Array<Set<string>> = [];
  let last = "";
  for (const [token] of json.matchAll(TOKENS)) {
    if (token === "{") open.push(new Set());
    else if (token === "}") open.pop();
    else if (token === ":") {
      const name = String(JSON.parse(last));
      if (open.at(-1)?.has(name) === true) return true;
      open.at(-1)?.add(name);
    } else last = token;
  }
  return false;
}
