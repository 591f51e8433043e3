// A spreadsheet as an association has one, with invented people and practices. In: nothing. Out: two tables as Excel in French
// saves them.

export const PEOPLE = 40;
export const PRACTICES = 25;

const FIRST = ["Awa", "Jean", "Lise", "Omar", "Rose", "Théo", "Zoé", "Malo"];
const LAST = ["Kerbrat", "Diop", "Morvan", "Saleh", "Quéré"];
const TOPICS = ["Répit des aidants", "Bénévolat", "Logement", "Numérique"];

/** People who agreed to be listed. */
export function peopleTable(): string {
  const rows = Array.from({ length: PEOPLE }, (_, at) => {
    const name = `${FIRST[at % FIRST.length] ?? ""} ${LAST[Math.floor(at / FIRST.length)] ?? ""}`;
    return `p${at};${name};Bénévole d’onboardinge;01/0${1 + (at % 9)}/2025;${TOPICS[at % 3] ?? ""}:expert;français`;
  });
  return table("identifiant;nom;fonction;consentement;compétences;langues", rows);
}

/** Practices, each by one of the people. */
export function practicesTable(): string {
  const rows = Array.from({ length: PRACTICES }, (_, at) => {
    return `g${at};Pratique ${at};"Ce qui a marché ; onboardinge ${at}";${TOPICS[at % 3] ?? ""};p${at}:auteur`;
  });
  return table("identifiant;nom;résumé;thèmes;contributeurs", rows);
}

function table(header: string, rows: readonly string[]): string {
  return `\uFEFF${[header, ...rows].join("\r\n")}\r\n`;
}
