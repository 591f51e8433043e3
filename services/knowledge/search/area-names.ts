// What areas are called. In: ISO 3166-2 codes and a language. Out: names, as Unicode's common locale data has them (CLDR, "subdivisions"),
// whose French is a fragment: what France, Belgium and Canada call otherwise in French stands here.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { ProseLanguage } from "../../../schema/prose-language.js";

const { resolve } = createRequire(import.meta.url);

const IN_FRENCH: Readonly<Record<string, string>> = {
  "BE-BRU": "Bruxelles",
  "BE-VAN": "Anvers",
  "BE-VBR": "Brabant flamand",
  "BE-VLG": "Flandre",
  "BE-VLI": "Limbourg",
  "BE-VOV": "Flandre-Orientale",
  "BE-VWV": "Flandre-Occidentale",
  "BE-WAL": "Wallonie",
  "BE-WBR": "Brabant wallon",
  "CA-BC": "Colombie-Britannique",
  "CA-NB": "Nouveau-Brunswick",
  "CA-NL": "Terre-Neuve-et-Labrador",
  "CA-NS": "Nouvelle-Écosse",
  "CA-PE": "Île-du-Prince-Édouard",
  "CA-QC": "Québec",
  "FR-20R": "Corse",
  "FR-BFC": "Bourgogne-Franche-Comté",
  "FR-BRE": "Bretagne",
  "FR-GES": "Grand Est",
};

let names: Readonly<Record<string, string>> | null = null;

/** The name of an area; the code itself where it has none. */
export function areaName(code: string, language: ProseLanguage): string {
  names ??= readNames();
  const own = language === "fr" ? IN_FRENCH[code] : undefined;
  return own ?? names[code.replace("-", "").toLowerCase()]?.replace(/\u00b2$/, "") ?? code; // the data has a footnote's sign
}

interface Names {
  readonly subdivisions: {
    readonly localeDisplayNames: { readonly subdivisions: Readonly<Record<string, string>> };
  };
}

function readNames(): Readonly<Record<string, string>> {
  const text = readFileSync(resolve("cldr-subdivisions-full/subdivisions/en/en.json"), "utf8");
  const { subdivisions } = JSON.parse(text) as Names; // as the package says
  return subdivisions.localeDisplayNames.subdivisions;
}
