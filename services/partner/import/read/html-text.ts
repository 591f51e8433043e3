// From HTML to the text that its readers see. In: a fragment, as WordPress renders it. Out: text; scripts, styles and
// comments are dropped, blocks stand on lines of their own. One walk from left to right, whatever the tags are like.

/** The text of HTML. */
export function htmlToText(html: string): string {
  let text = "";
  let at = 0;
  while (at < html.length) {
    const open = findTag(html, at);
    text += html.slice(at, open).replaceAll(/\s+/g, " ");
    if (open === html.length) break;
    const { next, sign } = skipTag(html, open);
    text += sign;
    at = next;
  }
  const lines = decodeEntities(text).split("\n");
  const trimmed = lines.map((line) => line.replaceAll(/[ \t\u00a0]+/g, " ").trim()).join("\n");
  return trimmed.replaceAll(/\n{3,}/g, "\n\n").trim();
}

/** The next `<` that begins a tag or a comment; one that stands alone is text. */
function findTag(html: string, from: number): number {
  for (let at = html.indexOf("<", from); at >= 0; at = html.indexOf("<", at + 1))
    if (/[a-z/!?]/i.test(html[at + 1] ?? "")) return at;
  return html.length;
}

const DROPPED = new Set(["script", "style", "template", "iframe", "object", "noscript", "svg", "select", "textarea"]);
const BLOCKS =
  /^(?:p|div|h[1-6]|ul|ol|table|tr|section|article|blockquote|pre|figure|figcaption|header|footer|dl|dt|dd|hr)$/;

function skipTag(html: string, open: number): { readonly next: number; readonly sign: string } {
  if (html.startsWith("<!--", open)) return { next: after(html, "-->", open), sign: "" };
  const name = /^[a-z][a-z0-9]*/i.exec(html.slice(open + 1, open + 20).replace("/", ""))?.[0].toLowerCase() ?? "";
  const isClosing = html[open + 1] === "/";
  const end = tagEnd(html, open);
  if (!isClosing && DROPPED.has(name)) return { next: afterElement(html, name, end), sign: " " };
  if (name === "br") return { next: end, sign: "\n" };
  if (name === "li") return { next: end, sign: isClosing ? "" : "\n- " };
  if (name === "td" || name === "th") return { next: end, sign: " " };
  return { next: end, sign: BLOCKS.test(name) ? "\n\n" : "" };
}

/** The end of a tag: a `>` within an attribute's quotes is none. */
function tagEnd(html: string, open: number): number {
  let quote = "";
  for (let at = open + 1; at < html.length; at++) {
    const sign = html[at] ?? "";
    if (quote !== "") quote = sign === quote ? "" : quote;
    else if (sign === ">") return at + 1;
    else if (sign === '"' || sign === "'") quote = html.includes(sign, at + 1) ? sign : "";
  }
  return html.length;
}

function after(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at < 0 ? html.length : at + mark.length;
}

function afterElement(html: string, name: string, from: number): number {
  for (let at = html.indexOf("</", from); at >= 0; at = html.indexOf("</", at + 2))
    if (html.slice(at + 2, at + 2 + name.length).toLowerCase() === name) return tagEnd(html, at);
  return html.length;
}

/** The names of U+00A0 to U+00FF in order (HTML 4, Latin-1), and of the signs that WordPress and its editors write. */
const LATIN_1 =
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";
const NAMED = new Map<string, string>([
  ...LATIN_1.split(" ").map((name, at): [string, string] => [name, String.fromCodePoint(0xa0 + at)]),
  ...Object.entries({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", oelig: "œ", OElig: "Œ", euro: "€" }),
  ...Object.entries({ hellip: "…", ndash: "–", mdash: "—", lsquo: "‘", rsquo: "’", ldquo: "“", rdquo: "”" }),
  ...Object.entries({ bull: "•", trade: "™", rarr: "→", larr: "←", lsaquo: "‹", rsaquo: "›", sbquo: "‚", bdquo: "„" }),
  ...Object.entries({ thinsp: "\u2009", ensp: "\u2002", emsp: "\u2003", minus: "−", check: "✓", Yuml: "Ÿ" }),
]);

/** Character references; one that is not known stays as it is. */
function decodeEntities(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z][a-z0-9]{1,10}));/gi, (whole, ...found: unknown[]) => {
    const [decimal, hex, name] = found;
    if (typeof name === "string") return NAMED.get(name) ?? whole;
    const code = typeof decimal === "string" ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
  });
}
