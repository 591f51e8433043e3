// The files of a partner that is a folder of tables. In: what is known of it. Out: its settings, a README in its language,
// and what it takes to run for good; without tables, templates to fill in.
import { proseLanguage, type ProseLanguage } from "../../../schema/prose-language.js";
import { templateOf } from "../import/table-page.js";
import { SETTINGS_FILE, type PartnerSettings, type TableSettings } from "./partner-settings.js";
import { fillTemplate, type ScaffoldFiles } from "./write-scaffold.js";

const NAMES = {
  organization: { en: "organizations", fr: "organisations" },
  person: { en: "people", fr: "personnes" },
  project: { en: "projects", fr: "projets" },
  practice: { en: "practices", fr: "pratiques" },
  event: { en: "events", fr: "evenements" },
} as const;

/** One template of each type, with two invented rows. */
export function tableTemplates(language: ProseLanguage): ScaffoldFiles {
  const types = Object.keys(NAMES) as Array<keyof typeof NAMES>; // keys of a const object
  // Excel takes a CSV without the mark for its own eight-bit alphabet.
  return Object.fromEntries(
    types.map((type) => [`${NAMES[type][language]}.csv`, `\uFEFF${templateOf(type, language)}`]),
  );
}

/** What the templates hold, as the settings say it. */
export function templateTables(language: ProseLanguage): TableSettings[] {
  const types = Object.keys(NAMES) as Array<keyof typeof NAMES>; // keys of a const object
  return types.map((type) => ({ file: `${NAMES[type][language]}.csv`, type, rows: "REPLACE" }));
}

export interface TableWords extends Pick<PartnerSettings, "key" | "name" | "language" | "port"> {
  readonly folder: string;
  /** Where Maillage lies. */
  readonly maillage: string;
}

/** The files beside the tables. */
export async function tableFiles(partner: TableWords, settings: PartnerSettings): Promise<ScaffoldFiles> {
  const { key, name, language, port, folder, maillage } = partner;
  const words = { key, name, port: String(port), folder, maillage };
  const fill = (file: string): Promise<string> => fillTemplate(`tables/${file}`, words);
  return {
    [SETTINGS_FILE]: `${JSON.stringify(settings, null, 2)}\n`,
    "README.md": await fill(`README.${proseLanguage([language])}.md`),
    Dockerfile: await fill("Dockerfile"),
    "maillage.service": await fill("maillage.service"),
    ".gitignore": await fill("gitignore"),
    ".dockerignore": await fill("gitignore"),
  };
}
