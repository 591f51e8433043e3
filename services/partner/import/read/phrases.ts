// What is said of files that cannot be read, or not wholly. In: what was met. Out: phrases in the words of volunteers.
import { phrase, type Phrase } from "../phrase.js";

export const WHOLE_FILE = phrase("(file)", "(fichier)");
export const HEADER = phrase("(header)", "(en-tête)");

/** Names and counts, told one after the other. */
function listed(items: readonly (string | number)[]): string {
  return items.join(", ");
}

export const expected = {
  table: phrase(
    "a table: CSV, an Excel workbook (.xlsx) or JSON lines",
    "un tableau : CSV, classeur Excel (.xlsx) ou JSON ligne à ligne",
  ),
  header: phrase("a line of column names", "une ligne avec les noms des colonnes"),
  column: phrase("a column of this name", "une colonne de ce nom"),
  columnOnce: phrase("each column once", "chaque colonne une seule fois"),
  columnName: phrase("a name that a column may have", "un nom de colonne permis"),
  readableRow: phrase("a row that can be read", "une ligne lisible"),
  closedQuote: phrase('a closing quote (")', 'un guillemet fermant (")'),
  soundWorkbook: phrase("a sound Excel workbook", "un classeur Excel en bon état"),
  plainWorkbook: phrase("a workbook as a spreadsheet program saves it", "un classeur tel qu'un tableur l'enregistre"),
  openWorkbook: phrase("a workbook without a password", "un classeur sans mot de passe"),
  computedValue: phrase(
    "a computed value; open the workbook, save it and send it again",
    "une valeur calculée ; ouvrez le classeur, enregistrez-le et renvoyez-le",
  ),
  value: phrase("a value", "une valeur"),
  jsonObject: phrase('an object in braces, such as {"name": "…"}', 'un objet entre accolades, comme {"name": "…"}'),
  jsonEnd: phrase("closing braces and brackets", "les accolades et crochets fermants"),
  jsonTexts: phrase("texts, numbers, or a list of them", "des textes, des nombres, ou une liste"),
  bar: phrase("items without the sign |, which separates them", "des éléments sans le signe |, qui les sépare"),
} as const;

/** As many as may be, of something. */
export function atMost(count: number, ofWhat: Phrase): Phrase {
  return phrase(
    `at most ${count.toLocaleString("en")} ${ofWhat.en}`,
    `au plus ${count.toLocaleString("fr")} ${ofWhat.fr}`,
  );
}

export const units = {
  bytes: phrase("bytes", "octets"),
  characters: phrase("characters", "caractères"),
  columns: phrase("columns", "colonnes"),
  rows: phrase("rows", "lignes"),
  entries: phrase("parts in the workbook", "éléments dans le classeur"),
  unpacked: phrase("bytes once unpacked", "octets une fois décompressé"),
  steps: phrase("levels, one within another", "niveaux imbriqués"),
} as const;

/** A count of something. */
export function counted(count: number, ofWhat: Phrase): Phrase {
  return phrase(`${count.toLocaleString("en")} ${ofWhat.en}`, `${count.toLocaleString("fr")} ${ofWhat.fr}`);
}

export const MORE = phrase("more", "davantage");

export function theColumns(names: readonly string[]): Phrase {
  const shown = listed(names.slice(0, 20));
  return phrase(`the columns ${shown}`, `les colonnes ${shown}`);
}

export const got = {
  emptyFile: phrase("an empty file", "un fichier vide"),
  twoColumns: phrase("two columns of this name", "deux colonnes de ce nom"),
  reservedName: phrase("a name that is reserved", "un nom réservé"),
  noText: phrase(
    "a text that the workbook does not hold; save it again and send it again",
    "un texte que le classeur ne contient pas ; enregistrez-le et envoyez-le de nouveau",
  ),
  formula: phrase("a formula without its result", "une formule sans son résultat"),
  nested: phrase("objects within a list", "des objets dans une liste"),
  bar: phrase("the sign | within an item", "le signe | dans un élément"),
  doctype: phrase(
    "definitions within the workbook (a DTD), which no spreadsheet program writes",
    "des définitions dans le classeur (une DTD), qu'aucun tableur n'écrit",
  ),
  zipBomb: phrase(
    "a part that unpacks to hundreds of times its size",
    "un élément qui, décompressé, devient des centaines de fois plus gros",
  ),
  noSheet: phrase("a workbook without a sheet that can be read", "un classeur sans feuille lisible"),
  encrypted: phrase(
    "a workbook protected by a password; save a copy without it",
    "un classeur protégé par un mot de passe ; enregistrez-en une copie sans mot de passe",
  ),
} as const;

/** A damaged file; the reason is the reading library's, for those who look further. */
export function damaged(reason: string): Phrase {
  return phrase(
    `a damaged file, perhaps cut on its way; save it again and send it again (${reason})`,
    `un fichier endommagé, peut-être coupé en route ; enregistrez-le et envoyez-le de nouveau (${reason})`,
  );
}

function cellCount(count: number): Phrase {
  return phrase(`${count} cell${count === 1 ? "" : "s"}`, `${count} cellule${count < 2 ? "" : "s"}`);
}

/** An object that JSON cannot be; the reason is the parser's. */
export function brokenObject(reason: string): Phrase {
  return phrase(`an object that is not well formed (${reason})`, `un objet mal formé (${reason})`);
}

/** What the file ends in the middle of. */
export function cutRow(line: number): Phrase {
  return phrase(
    `the end of the file, within what begins on line ${line}; perhaps it was cut on its way`,
    `la fin du fichier, au milieu de ce qui commence à la ligne ${line} ; il a peut-être été coupé en route`,
  );
}

export function cellsInHeader(count: number): Phrase {
  const cells = cellCount(count);
  return phrase(`${cells.en}, as in the header`, `${cells.fr}, comme dans l'en-tête`);
}

/** A row with another number of cells than the header; perhaps over several lines. */
export function cellsInRow(count: number, line: number, untilLine: number): Phrase {
  const cells = cellCount(count);
  if (line === untilLine) return cells;
  return phrase(
    `${cells.en} on lines ${line} to ${untilLine}; perhaps a quote (") is missing`,
    `${cells.fr}, des lignes ${line} à ${untilLine} ; il manque peut-être un guillemet (")`,
  );
}

export function openQuote(line: number, untilLine: number): Phrase {
  return phrase(
    `a quote that opens on line ${line} and is never closed: lines ${line} to ${untilLine} were not read`,
    `un guillemet ouvert à la ligne ${line} et jamais fermé : les lignes ${line} à ${untilLine} n'ont pas été lues`,
  );
}

export function endlessRow(line: number, untilLine: number): Phrase {
  return phrase(
    `a row that begins on line ${line} and does not end; nothing from there on was read (line ${untilLine} was reached)`,
    `une ligne qui commence à la ligne ${line} et ne finit pas ; rien n'a été lu à partir de là (jusqu'à la ligne ${untilLine})`,
  );
}

export function sheetError(code: string): Phrase {
  return phrase(`the error ${code} of a formula`, `l'erreur ${code} d'une formule`);
}

export function windowsEncoding(): Phrase {
  return phrase(
    "The text is in the Windows encoding (Windows-1252) and was read as such; look whether accents are right.",
    "Le texte est dans l'encodage de Windows (Windows-1252) et a été lu ainsi ; vérifiez les accents.",
  );
}

/** Lines in another encoding than the rest; the first of them. */
export function mixedEncodings(lines: readonly number[], count: number): Phrase {
  const rest = count - lines.length;
  const [more, encore] = rest > 0 ? [` and ${rest} more`, ` et ${rest} autres`] : ["", ""];
  return phrase(
    `Most of the text is UTF-8, some lines are Windows-1252: ${listed(lines)}${more}. Look whether their accents are right.`,
    `Le texte est en UTF-8, sauf des lignes en Windows-1252 : ${listed(lines)}${encore}. Vérifiez-y les accents.`,
  );
}

/** What stands above the header. */
export function aboveHeader(lines: readonly number[]): Phrase {
  const many = lines.length > 1 ? "s" : "";
  return phrase(
    `What stands above the column names was not read (line${many} ${listed(lines)}).`,
    `Ce qui est au-dessus des noms de colonnes n'a pas été lu (ligne${many} ${listed(lines)}).`,
  );
}

/** A column name that stands in the line above, as where cells are merged. */
export function nameFromAbove(name: string): Phrase {
  return phrase(
    `The column name “${name}” was taken from the line above the other names.`,
    `Le nom de colonne « ${name} » a été pris dans la ligne au-dessus des autres noms.`,
  );
}

export function unnamedColumn(place: string, rows: number): Phrase {
  return phrase(
    `Column ${place} has no name; what it holds was not read (rows: ${rows}).`,
    `La colonne ${place} n'a pas de nom ; son contenu n'a pas été lu (lignes concernées : ${rows}).`,
  );
}

export function repeatedColumn(name: string): Phrase {
  return phrase(
    `The column “${name}” is there twice; only the first was read.`,
    `La colonne « ${name} » est présente deux fois ; seule la première a été lue.`,
  );
}

export function unseenCharacters(rows: number): Phrase {
  return phrase(
    `Characters that cannot be seen were taken out (rows: ${rows}).`,
    `Des caractères invisibles ont été retirés (lignes concernées : ${rows}).`,
  );
}

export const NO_ROWS = phrase(
  "The file has column names and no rows under them.",
  "Le fichier a des noms de colonnes, et aucune ligne en dessous.",
);
