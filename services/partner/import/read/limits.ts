// How much a table may be. In: nothing. Out: the limits of reading, each in its unit; beyond them a file is refused, or
// a row, never cut in silence.

const MB = 1024 * 1024;

/** Bytes of a file. */
export const MOST_FILE_BYTES = 256 * MB;
/** Characters of one row of a text, or of one object of JSON. */
export const LONGEST_ROW = 12 * MB;
/** Characters of one cell; Excel's own limit is 32,767, texts may hold more. */
export const LONGEST_SHEET_CELL = 32_767;
export const LONGEST_CELL = 1_000_000;
export const MOST_COLUMNS = 1_000;
/** Rows of a sheet: Excel's own limit. */
export const MOST_SHEET_ROWS = 1_048_576;

/** Entries of a zip archive. */
export const MOST_ENTRIES = 2_000;
/** Bytes of all entries that are read, unpacked. */
export const MOST_UNPACKED_BYTES = 512 * MB;
/** An entry may unpack to so many times its size, once it is past so many bytes. */
export const HIGHEST_RATIO = 200;
export const RATIO_FREE_BYTES = 10 * MB;
/** Characters of the texts that a workbook's cells share, which are held in memory. */
export const MOST_SHARED_TEXT = 64 * MB;
export const DEEPEST_XML = 64;
/** Characters of XML without a tag. */
export const LONGEST_XML_TEXT = 4 * MB;

/** The header is looked for among so many rows. */
export const HEADER_ROWS = 20;
/** Sheets of a workbook among which the one to read is looked for. */
export const SHEETS_LOOKED_AT = 10;
/** Bytes by which a file's format and separator are told. */
export const HEAD_BYTES = 64 * 1024;
/** Objects of JSON by which the columns are told. */
export const JSON_SAMPLE = 1_000;
/** Names of an object within an object, one in another. */
export const DEEPEST_JSON = 8;
/** Lines that a note names one by one. */
export const LINES_NAMED = 10;
