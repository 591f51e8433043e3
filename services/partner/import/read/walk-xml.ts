// Walking XML that is not to be trusted. In: bytes. Out: calls of a visitor, as elements come; nothing is kept. Document
// types, and with them all entities but XML's own, are refused.
import { SaxesParser } from "saxes";
import { workbookFault } from "./archive.js";
import { DEEPEST_XML, LONGEST_XML_TEXT } from "./limits.js";
import { atMost, expected, got, MORE, units } from "./phrases.js";

/** What is called for each element; names are without their prefix. */
export interface XmlVisitor {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Walks XML; yields after each piece, so that what the visitor gathered can be taken. Throws when it is not sound. */
export async function* walkXml(chunks: AsyncIterable<Buffer>, visitor: XmlVisitor): AsyncGenerator<undefined, void> {
  const parser = parserFor(visitor);
  const decoder = new TextDecoder();
  let untagged = 0;
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true });
    const tag = text.lastIndexOf("<");
    untagged = tag < 0 ? untagged + text.length : text.length - tag;
    if (untagged > LONGEST_XML_TEXT) throw workbookFault(atMost(LONGEST_XML_TEXT, units.characters), MORE);
    parser.write(text);
    yield undefined;
  }
  parser.close();
}

/** Walks XML to its end. */
export async function readXml(chunks: AsyncIterable<Buffer>, visitor: XmlVisitor): Promise<void> {
  for await (const _ of walkXml(chunks, visitor));
}

function parserFor(visitor: XmlVisitor) {
  const parser = new SaxesParser({ position: false, xmlns: false });
  let depth = 0;
  parser.on("doctype", () => {
    throw workbookFault(expected.plainWorkbook, got.doctype);
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (++depth > DEEPEST_XML) throw workbookFault(atMost(DEEPEST_XML, units.steps), MORE);
    visitor.open?.(localName(name), attributes);
  });
  parser.on("text", (text) => visitor.text?.(text));
  parser.on("cdata", (text) => visitor.text?.(text));
  parser.on("closetag", ({ name }) => {
    depth--;
    visitor.close?.(localName(name));
  });
  return parser;
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}
