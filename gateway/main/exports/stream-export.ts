// The text of an export, page by page. In: pages and a format. Out: a stream that asks for the next page when the one before has
// been taken, and that is broken off, not ended, when the rest cannot be told or nobody takes it: what has ended is whole.
import { constants, createGzip } from "node:zlib";
import { pipeline, Readable } from "node:stream";
import type { ExportFormat } from "./export-format.js";
import type { WalkedPage } from "./walk-pages.js";

export interface ExportToStream {
  readonly first: WalkedPage;
  readonly rest: AsyncGenerator<WalkedPage>;
  readonly format: ExportFormat;
  /** Whether there is something before it: then it has no head. */
  readonly isContinued: boolean;
  readonly isCompressed: boolean;
  /** How long a page may lie there before it is taken. */
  readonly slowMs: number;
}

/** The stream. */
export function streamExport(parts: ExportToStream): Readable {
  const source = Readable.from(writeTexts(parts), { objectMode: false, highWaterMark: 1 });
  breakWhenSlow(source, parts.slowMs);
  if (!parts.isCompressed) return source;
  // Each page goes out at once: the next may have to wait for the reader's points.
  return pipeline(source, createGzip({ flush: constants.Z_SYNC_FLUSH }), () => undefined);
}

async function* writeTexts(parts: ExportToStream): AsyncGenerator<string> {
  try {
    yield* writePages(parts);
  } finally {
    await parts.rest.return(undefined);
  }
}

async function* writePages({ first, rest, format, isContinued }: ExportToStream): AsyncGenerator<string> {
  const missing = new Set(first.missing);
  let isFirst = !isContinued;
  let text = isContinued ? "" : format.head;
  for (let page: WalkedPage | null = first; page !== null; page = await nextOf(rest)) {
    if (page.missing.some((partner) => !missing.has(partner)))
      throw new Error("The records of a partner cannot be told any more.");
    for (const record of page.records) {
      const written = format.write(record, isFirst);
      if (written !== "") isFirst = false;
      text += written;
    }
    if (text !== "") yield text;
    text = "";
  }
  if (format.tail !== "") yield format.tail;
}

async function nextOf(pages: AsyncGenerator<WalkedPage>): Promise<WalkedPage | null> {
  const { value, done } = await pages.next();
  return done === true ? null : value;
}

/** Breaks the stream off when what it gave is not taken for so long. Waiting for the hub does not count. */
function breakWhenSlow(source: Readable, slowMs: number): void {
  let takenAt = performance.now();
  const timer = setInterval(
    () => {
      if (source.readableLength === 0) takenAt = performance.now();
      if (performance.now() - takenAt > slowMs) source.destroy(new Error("Nobody takes this export off the wire."));
    },
    Math.min(1_000, slowMs / 4),
  ).unref();
  source.on("resume", () => (takenAt = performance.now()));
  source.once("close", () => clearInterval(timer));
}
