// Cleaning text that others wrote, so that it looks like what it is. In: any text. Out: the text without what is not
// seen and changes how the rest is read: control characters, marks that turn the direction of writing, characters without
// width. One rule for partners that are asked, for what is harvested, and for whoever else writes into the graph.
//
// Kept: tab and line feed (CR, CR LF, and the line and paragraph separators become line feeds); joiners (ZWJ, ZWNJ)
// after a letter or mark of a script that joins its letters or stacks them; ZWJ between pictographs; a variation
// selector after a character that it is for (emoji, Han, Mongolian); the tags of a flag. Orders are computed from what was
// sent, not from what is shown: cleaning a name moves no row.

const JOINING = String.raw`[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]`;
const KEPT = [
  String.raw`(?<=${JOINING})[\u200C\u200D]`,
  String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=\p{Extended_Pictographic})`,
  String.raw`(?<=\p{Emoji})[\uFE0E\uFE0F]`,
  String.raw`(?<=\p{Script=Han})[\uFE00-\uFE0D\u{E0100}-\u{E01EF}]`,
  String.raw`(?<=\p{Script=Mongolian})[\u180B-\u180D\u180F]`,
  String.raw`(?<=\u{1F3F4})[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{1,6}\u{E007F}`,
].join("|");
/** Default-ignorable characters (UAX 44), controls, half surrogate pairs, and marks of annotation. */
const UNSEEN = String.raw`[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\uFFF9-\uFFFB\u2028\u2029]`;
const LINE_END = String.raw`\r\n?|[\u2028\u2029\u0085]`;

const EACH = new RegExp(`(?<kept>${KEPT}|[\\t\\n])|(?<end>${LINE_END})|${UNSEEN}`, "gu");

/** By UTF-16 unit, whether it may have to go: a look at a table costs a third of what a pattern costs. */
const SUSPECT = suspectUnits();

function suspectUnits(): Uint8Array {
  const unseen = new RegExp(UNSEEN, "u");
  const table = Uint8Array.from({ length: 65_536 }, (_, unit) => (unseen.test(String.fromCharCode(unit)) ? 1 : 0));
  table[0x09] = table[0x0a] = 0; // tab and line feed
  return table;
}

function mayNeedCleaning(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (SUSPECT[text.charCodeAt(at)] === 1) return true;
  return false;
}

/** The text as it is shown; the very same string when there is nothing to clean. */
export function cleanText(text: string): string {
  if (!mayNeedCleaning(text)) return text;
  return text.replaceAll(EACH, (found: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as { readonly kept?: string; readonly end?: string }; // the pattern names them
    if (groups.kept !== undefined) return found;
    return groups.end === undefined ? "" : "\n";
  });
}
