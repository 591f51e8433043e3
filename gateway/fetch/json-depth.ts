// How deep JSON goes, before it is parsed. In: a text. Out: whether it nests too deep. `JSON.parse` survives any depth,
// but takes seconds for a few megabytes of brackets, in which nobody else is served.

/** No answer to a question of the hub's is deeper: an operation has at most a dozen levels, each a list of objects. */
export const DEEPEST_ANSWER = 64;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Whether arrays and objects are nested more than `deepest` times. What is not JSON may be called either. */
export function isTooDeep(text: string, deepest = DEEPEST_ANSWER): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at + 1);
      if (at < 0) return false; // the parser will say so
    } else if (code === 0x7b || code === 0x5b) {
      if (++depth > deepest) return true;
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return false;
}

/** Where a string ends: at a quotation mark before which an even number of backslashes stands. */
function endOfString(text: string, from: number): number {
  let end = text.indexOf('"', from);
  while (end > 0 && text.charCodeAt(end - 1) === BACKSLASH) {
    let first = end - 1;
    while (first > from && text.charCodeAt(first - 1) === BACKSLASH) first--;
    if ((end - first) % 2 === 0) return end;
    end = text.indexOf('"', end + 1);
  }
  return end;
}
