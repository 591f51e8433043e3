// The parts of an Excel workbook, for tests. In: sheets of cells. Out: the XML of each part, by its name.

/** A text, or the type, value, style and formula of a cell as its XML has them. Null: no cell. */
export type XmlCell =
  | string
  | null
  | { readonly t?: string; readonly v?: string | number; readonly s?: number; readonly f?: string };

export interface XmlSheet {
  readonly name: string;
  readonly state?: "hidden" | "veryHidden";
  readonly rows: readonly (readonly XmlCell[])[];
  /** Line numbers of rows that are hidden. */
  readonly hiddenRows?: readonly number[];
  /** Such as `A1:A2`. */
  readonly merges?: readonly string[];
}

export interface XmlWorkbook {
  readonly sheets: readonly XmlSheet[];
  readonly shared?: readonly string[];
  /** The number formats that cells name by their place: a number of a built-in one, or a code. */
  readonly formats?: readonly (number | string)[];
  readonly isFrom1904?: boolean;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The parts of a workbook. */
export function workbookXml({ sheets, shared = [], formats = [], isFrom1904 }: XmlWorkbook): Record<string, string> {
  const names = sheets.map(
    ({ name, state = "visible" }, at) =>
      `<sheet name="${escape(name)}" sheetId="${at + 1}" state="${state}" r:id="rId${at + 1}"/>`,
  );
  const relations = sheets.map(
    (_, at) => `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  const parts: Record<string, string> = {
    "[Content_Types].xml": `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    "xl/workbook.xml": `${XML}<workbook ${MAIN} xmlns:r="${RELATIONS}"><workbookPr date1904="${isFrom1904 === true ? 1 : 0}"/><sheets>${names.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join("")}</Relationships>`,
    "xl/styles.xml": stylesXml(formats),
    "xl/sharedStrings.xml": `${XML}<sst ${MAIN}>${shared.map((text) => `<si><t xml:space="preserve">${escape(text)}</t></si>`).join("")}</sst>`,
  };
  for (const [at, sheet] of sheets.entries()) parts[`xl/worksheets/sheet${at + 1}.xml`] = sheetXml(sheet);
  return parts;
}

function stylesXml(formats: readonly (number | string)[]): string {
  const codes = formats.map((format, at) =>
    typeof format === "string" ? `<numFmt numFmtId="${164 + at}" formatCode="${escape(format)}"/>` : "",
  );
  const styles = formats.map((format, at) => `<xf numFmtId="${typeof format === "string" ? 164 + at : format}"/>`);
  return `${XML}<styleSheet ${MAIN}><numFmts>${codes.join("")}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>${styles.join("")}</cellXfs></styleSheet>`;
}

/** The XML of a sheet. */
export function sheetXml({ rows, hiddenRows = [], merges = [] }: XmlSheet): string {
  const lines = rows.map((cells, at) => {
    const hidden = hiddenRows.includes(at + 1) ? ' hidden="1"' : "";
    return `<row r="${at + 1}"${hidden}>${cells.map((cell, column) => cellXml(cell, letterOf(column) + (at + 1))).join("")}</row>`;
  });
  const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join("");
  return `${XML}<worksheet ${MAIN}><sheetData>${lines.join("")}</sheetData><mergeCells>${merged}</mergeCells></worksheet>`;
}

function cellXml(cell: XmlCell, reference: string): string {
  if (cell === null) return "";
  if (typeof cell === "string") return `<c r="${reference}" t="inlineStr"><is><t>${escape(cell)}</t></is></c>`;
  const { t = "n", v, s, f } = cell;
  const style = s === undefined ? "" : ` s="${s}"`;
  const formula = f === undefined ? "" : `<f>${escape(f)}</f>`;
  return `<c r="${reference}" t="${t}"${style}>${formula}${v === undefined ? "" : `<v>${escape(String(v))}</v>`}</c>`;
}

function letterOf(column: number): string {
  return String.fromCharCode(65 + column);
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
