// What `maillage init` says. In: names and counts. Out: phrases in both languages.
import { phrase, type Phrase } from "../import/phrase.js";

export const INIT_WORDS = {
  looking: (count: number): Phrase => phrase(`looking at ${count} tables …`, `lecture de ${count} tableaux …`),
  written: (file: string): Phrase => phrase(`written: ${file}`, `écrit : ${file}`),
  kept: (file: string): Phrase => phrase(`was there, left as it is: ${file}`, `déjà là, laissé tel quel : ${file}`),
  leftOut: (file: string): Phrase =>
    phrase(
      `${file} is not among the tables of maillage.json: no row of it could be read`,
      `${file} ne fait pas partie des tableaux de maillage.json : aucune ligne n’a pu en être lue`,
    ),
  key: (key: string): Phrase =>
    phrase(
      `the key is ${key}: every id begins with it, and after joining it stays. Another one: --key, or maillage.json`,
      `la clé est ${key} : chaque identifiant commence par elle, et elle reste après l’adhésion. Une autre : --key, ou maillage.json`,
    ),
  next: (dir: string): Phrase =>
    phrase(
      `next: npx maillage serve ${quote(dir)}, and in a second window npx maillage check ${quote(dir)}`,
      `ensuite : npx maillage serve ${quote(dir)}, puis dans une deuxième fenêtre npx maillage check ${quote(dir)}`,
    ),
  ownNext: (folder: string): Phrase =>
    phrase(
      `next: cd ${quote(folder)}, npm install, npm run check, npm start; your system goes into data.ts`,
      `ensuite : cd ${quote(folder)}, npm install, npm run check, npm start ; votre système va dans data.ts`,
    ),
} as const;

function quote(path: string): string {
  return /\s/.test(path) ? `"${path}"` : path;
}
