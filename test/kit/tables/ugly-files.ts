// Files as volunteers send them, and as attackers do. In: nothing. Out: a list of files that can be written anywhere.
import { UGLY_TEXTS } from "./ugly-texts.js";
import { UGLY_WORKBOOKS } from "./ugly-workbooks.js";
import type { UglyFile } from "./ugly-file.js";

/** Every ugly file but the large one, which `largeFile` of ugly-texts.ts writes. */
export const uglyFiles: readonly UglyFile[] = [...UGLY_TEXTS, ...UGLY_WORKBOOKS];
