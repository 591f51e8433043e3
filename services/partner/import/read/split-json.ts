// Where the objects of a JSON text begin and end. In: text in chunks: one object per line, or one list of objects. Out: the
// text of each object with the lines it stands on; one that is broken spoils no other.
import { LONGEST_ROW } from "./limits.js";

/** The text of one object. */
export interface JsonPiece {
  readonly text: string;
  readonly line: number;
  readonly untilLine: number;
  /** Whether the file ends within it, or it is longer than may be; nothing follows then. */
  readonly isCut: boolean;
}

/** Lines that are not empty. */
export async function* splitJsonLines(chunks: AsyncIterable<string>): AsyncGenerator<JsonPiece, void> {
  let line = 0;
  let parts: string[] = [];
  let held = 0;
  for await (const chunk of chunks) {
    const lines = chunk.split("\n");
    const rest = lines.pop() ?? "";
    for (const end of lines) {
      const text = parts.join("") + end;
      parts = [];
      held = 0;
      line++;
      if (text.trim() !== "") yield { text, line, untilLine: line, isCut: text.length > LONGEST_ROW };
      if (text.length > LONGEST_ROW) return;
    }
    parts.push(rest);
    held += rest.length;
    if (held > LONGEST_ROW) break;
  }
  const text = parts.join("");
  if (text.trim() !== "") yield { text, line: line + 1, untilLine: line + 1, isCut: text.length > LONGEST_ROW };
}

/** The items of one list, by counting brackets outside of texts. */
export async function* splitJsonList(chunks: AsyncIterable<string>): AsyncGenerator<JsonPiece, void> {
  const splitter = new ListSplitter();
  for await (const chunk of chunks) {
    yield* splitter.split(chunk);
    if (splitter.isEndless) break;
  }
  yield* splitter.rest();
}

const MARKS = /["\\{}[\],\n]/g;

/** What stands between two commas of the outermost list is an item. */
class ListSplitter {
  #depth = 0;
  #isInText = false;
  #isEscaped = false;
  #line = 1;
  #begun = 1;
  #parts: string[] = [];
  #held = 0;

  get isEndless(): boolean {
    return this.#held > LONGEST_ROW;
  }

  *split(chunk: string): Generator<JsonPiece> {
    let start = 0;
    let escaped = this.#isEscaped ? 0 : -1;
    this.#isEscaped = false;
    for (const { 0: mark, index } of chunk.matchAll(MARKS)) {
      if (mark === "\n") this.#line++;
      if (index === escaped) continue;
      if (mark === "\\" && this.#isInText) escaped = index + 1;
      else if (mark === '"') this.#isInText = !this.#isInText;
      else if (!this.#isInText && this.#isBorder(mark)) {
        yield* this.#finish(chunk.slice(start, index));
        start = index + 1;
      }
    }
    this.#isEscaped = escaped === chunk.length;
    this.#hold(chunk.slice(start));
  }

  /** What is left when the text ends. */
  *rest(): Generator<JsonPiece> {
    const isCut = this.#depth > 0 || this.#isInText;
    const pieces = [...this.#finish("")];
    if (isCut && pieces.length === 0) yield { text: "", line: this.#line, untilLine: this.#line, isCut };
    for (const piece of pieces) yield { ...piece, isCut };
  }

  /** Counts brackets; says whether an item begins or ends here. */
  #isBorder(mark: string): boolean {
    if (mark === "{" || mark === "[") return this.#depth++ === 0;
    if (mark === "}" || mark === "]") return --this.#depth === 0;
    return mark === "," && this.#depth === 1;
  }

  #hold(text: string): void {
    if (this.#held === 0) {
      const blank = /^\s*/.exec(text)?.[0] ?? "";
      if (blank.length === text.length) return;
      this.#begun = this.#line - (text.slice(blank.length).split("\n").length - 1);
    }
    this.#parts.push(text);
    this.#held += text.length;
  }

  *#finish(text: string): Generator<JsonPiece> {
    this.#hold(text);
    const whole = this.#parts.join("").trim();
    this.#parts = [];
    this.#held = 0;
    const untilLine = this.#begun + whole.split("\n").length - 1;
    if (whole !== "") yield { text: whole, line: this.#begun, untilLine, isCut: false };
  }
}
