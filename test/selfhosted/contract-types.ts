// The TypeScript types of the contract, as the scaffold for one's own system holds them. In: the contract as partners serve
// it. Out: the text of `contract-types.ts`. Run as a program, it writes the file.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { codegen } from "@graphql-codegen/core";
import * as typescript from "@graphql-codegen/typescript";
import { buildASTSchema } from "graphql";
import { PROJECT_ROOT } from "../../schema/sdl.js";
import { partnerDocument } from "../../services/records/api/contract-sdl.js";

export const TYPES_FILE = join(PROJECT_ROOT, "services", "partner", "scaffold", "own", "contract-types.ts");

const TEXT = "string";
const HEAD = `// The types of the contract, generated from contract.graphql. In: nothing. Out: types.
/* eslint-disable max-lines -- generated */
`;

/** The text of the file. */
export async function contractTypes(): Promise<string> {
  const schema = buildASTSchema(partnerDocument(), { assumeValidSDL: true });
  const made = await codegen({
    ...{ schema: partnerDocument(), schemaAst: schema, documents: [], filename: TYPES_FILE },
    plugins: [{ typescript: {} }],
    pluginMap: { typescript },
    config: {
      ...{ enumsAsTypes: true, useTypeImports: true, skipTypename: false, strictScalars: true },
      scalars: { DateTime: TEXT, Date: TEXT, LanguageTag: TEXT, CountryCode: TEXT, Url: TEXT },
      onlyOperationTypes: false,
    },
    skipDocumentsValidation: true,
  });
  return `${HEAD}${made.trim()}\n`;
}

if (process.argv[1]?.endsWith("contract-types.js") === true) await writeFile(TYPES_FILE, await contractTypes());
