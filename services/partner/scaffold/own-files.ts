// The files of a partner over a system of one's own. In: what is known of it. Out: a program in TypeScript that Node runs as
// it is, with the contract, its types, an invented example, and what it takes to run for good.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { proseLanguage } from "../../../schema/prose-language.js";
import { PROJECT_ROOT } from "../../../schema/sdl.js";
import { partnerSdl } from "../../records/api/contract-sdl.js";
import { SETTINGS_FILE, type PartnerSettings } from "./partner-settings.js";
import { fillTemplate, type ScaffoldFiles } from "./write-scaffold.js";

const AS_THEY_ARE = [
  ...["server.ts", "tokens.ts", "feed.ts", "resolvers.ts", "records.ts", "settings.ts", "check.ts", "data.ts"],
  ...["contract-types.ts", "example-data.json"],
];

/** The files. Its libraries are of the very versions that Maillage runs with. */
export async function ownFiles(partner: PartnerSettings & { readonly folder: string }): Promise<ScaffoldFiles> {
  const { key, name, language, languages, licence, port, host, hub, folder } = partner;
  const words = { key, name, port: String(port), folder, ...(await versions()) };
  const fill = (file: string): Promise<string> => fillTemplate(`own/${file}`, words);
  const settings = { key, name, language, languages, licence, port, host, hub };
  const code = AS_THEY_ARE.map(async (file) => [file, await fillTemplate(`own/${file}`, {})] as const);
  return {
    [SETTINGS_FILE]: `${JSON.stringify(settings, null, 2)}\n`,
    ...Object.fromEntries(await Promise.all(code)),
    "contract.graphql": `${partnerSdl()}\n`,
    "package.json": await fill("package.template.json"),
    "README.md": await fill(`README.${proseLanguage([language])}.md`),
    Dockerfile: await fill("Dockerfile"),
    "maillage.service": await fill("maillage.service"),
    ".gitignore": await fill("gitignore"),
    ".dockerignore": await fill("gitignore"),
  };
}

async function versions(): Promise<Readonly<Record<"graphql" | "subgraph" | "jose", string>>> {
  const text = await readFile(join(PROJECT_ROOT, "package.json"), "utf8");
  const { dependencies } = JSON.parse(text) as { dependencies: Readonly<Record<string, string>> }; // our own
  const of = (library: string) => dependencies[library] ?? "latest";
  return { graphql: of("graphql"), subgraph: of("@apollo/subgraph"), jose: of("jose") };
}
