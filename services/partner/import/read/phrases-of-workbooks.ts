// What is said of files that are no text: of other kinds, and of workbooks. In: what was met. Out: phrases in the words
// of volunteers, with what to do.
import { phrase, type Phrase } from "../phrase.js";

export const otherFiles = {
  xls: phrase(
    "an old Excel file (.xls); open it and save it as “Excel workbook (.xlsx)”",
    "un ancien fichier Excel (.xls) ; ouvrez-le et enregistrez-le en « Classeur Excel (.xlsx) »",
  ),
  xlsb: phrase(
    "a binary Excel file (.xlsb); save it as “Excel workbook (.xlsx)”",
    "un fichier Excel binaire (.xlsb) ; enregistrez-le en « Classeur Excel (.xlsx) »",
  ),
  ods: phrase(
    "a LibreOffice spreadsheet (.ods); save it as “Excel 2007-365 (.xlsx)” or as CSV",
    "un classeur LibreOffice (.ods) ; enregistrez-le en « Excel 2007-365 (.xlsx) » ou en CSV",
  ),
  zip: phrase(
    "a compressed folder (zip); take the table out of it and send that",
    "un dossier compressé (zip) ; sortez-en le tableau et envoyez celui-ci",
  ),
  pdf: phrase("a PDF; send the spreadsheet that it was printed from", "un PDF ; envoyez le tableur dont il est tiré"),
  html: phrase(
    "a web page; publish the sheet “as CSV” and give that address, or download the table",
    "une page web ; publiez la feuille « au format CSV » et donnez cette adresse, ou téléchargez le tableau",
  ),
  login: phrase(
    "a page that asks to sign in; share the sheet with anyone who has the link, or publish it as CSV",
    "une page de connexion ; partagez la feuille avec toute personne qui a le lien, ou publiez-la en CSV",
  ),
  image: phrase("a picture; type the table into a spreadsheet", "une image ; saisissez le tableau dans un tableur"),
  word: phrase(
    "a text document (Word); copy its table into a spreadsheet",
    "un document texte (Word) ; copiez son tableau dans un tableur",
  ),
  xml: phrase("an XML document; save it as CSV or .xlsx", "un document XML ; enregistrez-le en CSV ou .xlsx"),
  binary: phrase("a file that is no text", "un fichier qui n'est pas du texte"),
} as const;

/** Which sheet was read, and which were not. */
export function sheetRead(name: string, others: readonly string[]): Phrase {
  const rest = others.map((other) => `“${other}”`).join(", ");
  const reste = others.map((other) => `« ${other} »`).join(", ");
  if (others.length === 0) return phrase(`The sheet “${name}” was read.`, `La feuille « ${name} » a été lue.`);
  return phrase(
    `The sheet “${name}” was read; not read: ${rest}.`,
    `La feuille « ${name} » a été lue ; non lues : ${reste}.`,
  );
}

export function hiddenRows(rows: number): Phrase {
  return phrase(
    `Rows that are hidden in the sheet and were read like the others: ${rows}.`,
    `Lignes masquées dans la feuille, lues comme les autres : ${rows}.`,
  );
}

export const FORMULAS_KEPT = phrase(
  "The workbook has formulas; the values that they last gave were read.",
  "Le classeur a des formules ; les valeurs qu'elles donnaient en dernier ont été lues.",
);

export const MACROS_IGNORED = phrase(
  "The workbook has macros; they were not looked at.",
  "Le classeur a des macros ; elles n'ont pas été regardées.",
);
