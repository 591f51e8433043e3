// Ugly texts. In: nothing. Out: CSV and JSON files as they come from spreadsheets, shared folders and several hands. All
// people and places are invented.
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import type { UglyFile } from "./ugly-file.js";

const HEADER = ["identifiant", "nom", "résumé", "ville", "compétences", "consentement"];
const PEOPLE = [
  ["p1", "Zoé Kerléau", "Anime le café des aidants", "Rennes", "répit:EXPERT", "03/02/2025"],
  ["p2", "Awa Diombé", "Écoute téléphonique", "Brest", "", "04/02/2025"],
  ["p3", "Loïc Perrault", "Budget d’association", "Nantes", "", "05/02/2025"],
  ["p4", "Inès Moradel", "Jardins partagés", "Rennes", "", "06/02/2025"],
  ["p5", "Théo Quinvert", "Vélo et mobilité", "Vannes", "", "07/02/2025"],
  ["p6", "Maëlle Sorbier", "Formation des bénévoles", "Lorient", "", "10/02/2025"],
  ["p7", "Hervé Tanguon", "Logement des jeunes", "Quimper", "", "11/02/2025"],
  ["p8", "Noémie Arvault", "Médiation", "Rennes", "", "12/02/2025"],
];

const REPLACED: Readonly<Record<string, string>> = { "’": "\u0092" };

/** As Windows-1252 writes it; the texts here use few of its signs beyond Latin-1. */
function windows1252(text: string): Buffer {
  return Buffer.from(
    text.replaceAll("’", (sign) => REPLACED[sign] ?? sign),
    "latin1",
  );
}

function table(rows: readonly (readonly string[])[], separator = ",", end = "\n"): string {
  return rows.map((cells) => cells.map((cell) => quote(cell, separator)).join(separator) + end).join("");
}

function quote(cell: string, separator: string): string {
  return /["\n\r]/.test(cell) || cell.includes(separator) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function text(name: string, what: string, content: string | Buffer, reads: UglyFile["reads"]): UglyFile {
  return { name, what, reads, write: (path) => writeFile(path, content) };
}

const sound = (rows: number, faults = 0) => ({ rows, faults });
const ALL = [HEADER, ...PEOPLE];
const [ZOE = [], AWA = [], LOIC = []] = PEOPLE;
const lines = (...rows: readonly string[]) => rows.map((row) => `${row}\n`).join("");

/** Writes a file of so many bytes, a piece at a time. */
async function writeLarge(path: string, bytes: number): Promise<void> {
  const file = createWriteStream(path);
  file.write(`${HEADER.join(";")}\r\n`);
  let written = 0;
  for (let id = 1; written < bytes;) {
    let piece = "";
    while (piece.length < 500_000)
      piece += `n${id};Personne ${id++};"Résumé, assez long pour faire du poids, de la ligne ${id} : ${"lorem ipsum ".repeat(30)}";Rennes;;03/02/2025\r\n`;
    written += piece.length;
    if (!file.write(piece)) await once(file, "drain");
  }
  file.end();
  await once(file, "finish");
}

/** A CSV of so many bytes, as a program's export writes it. */
export function largeFile(name: string, bytes: number): UglyFile {
  const what = `${Math.round(bytes / 1e6)} MB`;
  return { name, what, reads: null, write: (path) => writeLarge(path, bytes) };
}

export const UGLY_TEXTS: readonly UglyFile[] = [
  text("excel-france.csv", "as Excel saves it in France", windows1252(table(ALL, ";", "\r\n")), sound(8)),
  text("marque-utf8.csv", "with a byte order mark", `\ufeff${table(ALL, ";", "\r\n")}`, sound(8)),
  text("unicode.txt", "Excel's “Unicode text”", Buffer.from(`\ufeff${table(ALL, "\t", "\r\n")}`, "utf16le"), sound(8)),
  text("tabulations.txt", "pasted from a sheet, with tabs", table(ALL, "\t"), sound(8)),
  text("sep.csv", "with Excel's line sep=", `sep=|\r\n${table(ALL, "|", "\r\n")}`, sound(8)),
  text(
    "titre-au-dessus.csv",
    "title, date and an empty line above the header; empty columns at the right",
    `Annuaire, version 3;;;;;;;\n"Mis à jour le 3 mars, par Zoé";;;;;;;\n;;;;;;;\n${table(ALL, ";").replaceAll("\n", ";;\n")};;;;;;;\n`,
    sound(8),
  ),
  text(
    "ids-en-double.csv",
    "the same id twice",
    table([HEADER, ...PEOPLE.slice(0, 3), ["p2", "Autre Personne", "", "", "", "01/02/2025"]]),
    sound(4),
  ),
  text(
    "colonnes-en-double.csv",
    "two columns nom",
    table(
      [
        ["identifiant", "nom", "nom"],
        ["p1", "Zoé", "Kerléau"],
      ],
      ";",
    ),
    null,
  ),
  text(
    "proto.csv",
    "a column __proto__",
    table([
      ["identifiant", "nom", "__proto__"],
      ["p1", "Zoé Kerléau", "x"],
    ]),
    null,
  ),
  text(
    "encodages-melanges.csv",
    "lines of two encodings",
    Buffer.concat([
      Buffer.from(table([HEADER, ZOE])),
      windows1252(table([AWA, LOIC])),
      Buffer.from(table(PEOPLE.slice(3))),
    ]),
    sound(8),
  ),
  text(
    "lignes-inegales.csv",
    "rows too short and too long",
    lines(
      HEADER.join(";"),
      ZOE.join(";"),
      "p2;Awa Diombé",
      "p3;Loïc; Perrault;Budget;Nantes;;05/02/2025",
      PEOPLE[3]?.join(";") ?? "",
    ),
    sound(2, 2),
  ),
  text(
    "guillemet-ouvert.csv",
    "a quote that is never closed",
    lines(HEADER.join(","), ZOE.join(","), 'p2,"Awa Diombé,Écoute,Brest,,04/02/2025', LOIC.join(",")),
    sound(1, 1),
  ),
  text(
    "retours-a-la-ligne.csv",
    "line breaks, quotes and separators within cells",
    table(
      [HEADER, ["p1", "Zoé Kerléau", 'Dit :\r\n« bonjour »,\n\n"au revoir" ; et', "Rennes", "", "03/02/2025"], AWA],
      ",",
      "\r\n",
    ),
    sound(2),
  ),
  text(
    "zeros.csv",
    "NUL and other control characters",
    table(ALL).replaceAll("Rennes", "Ren\u0000nes\u0007"),
    sound(8),
  ),
  text(
    "formules.csv",
    "cells that a spreadsheet would run",
    table([
      HEADER,
      ["p1", '=HYPERLINK("http://exemple.invalid","Zoé")', "+33 2 99 00 00 00", "-1+1", "", "03/02/2025"],
      ["p2", "@SUM(A1:A9)", "=1+1", "Brest", "", "04/02/2025"],
    ]),
    sound(2),
  ),
  text("faux.csv", "a PDF named .csv", "%PDF-1.7\n%âãÏÓ\n1 0 obj\n", null),
  text(
    "publie.csv",
    "Google's page to sign in, instead of the sheet",
    '<!DOCTYPE html><html lang="fr"><head><base href="https://accounts.google.com/"><title>Connexion</title></head></html>',
    null,
  ),
  text("page.csv", "a web page", "<html><body><table><tr><td>nom</td></tr></table></body></html>", null),
  text("vide.csv", "nothing", "", null),
  text("en-tete-seul.csv", "a header and no rows", table([HEADER], ";"), sound(0)),
  text(
    "entetes-francais.csv",
    "French names of columns, in capitals",
    table(
      [["IDENTIFIANT", "Nom complet", "Présentation", "Commune", "Savoir-faire", "Date du consentement"], ...PEOPLE],
      ";",
    ),
    sound(8),
  ),
  text(
    "autre-partenaire.csv",
    "rows of another partner",
    table([["partner", "type", ...HEADER], ...PEOPLE.map((cells) => ["voisins-solidaires", "person", ...cells])]),
    sound(8),
  ),
  text(
    "moitie-perdue.csv",
    "excel-france.csv with most rows gone",
    windows1252(table([HEADER, ZOE, AWA], ";", "\r\n")),
    sound(2),
  ),
  text(
    "deux-fichiers.csv",
    "two files put together, each with its mark",
    `\ufeff${table([HEADER, ZOE])}\ufeff${table([AWA, LOIC])}`,
    sound(3),
  ),
  text(
    "emoji.csv",
    "emoji, writing from right to left, marks that are not seen",
    table([
      HEADER,
      ["p1", "Zoé 👩‍👩‍👧 Kerléau", "مرحبا بالجميع", "Ren\u200bnes", "", "03/02/2025"],
      ["p2", "\u202eeuqirétsyM", "שלום", "Brest", "", "04/02/2025"],
    ]),
    sound(2),
  ),
  text("mac.csv", "line ends of old Macs", table(ALL, ";", "\r"), sound(8)),
  text(
    "longue-ligne.csv",
    "a row of 10 MB",
    table([HEADER, ["p1", "Zoé Kerléau", "long ".repeat(2_000_000), "", "", "03/02/2025"], AWA]),
    sound(2),
  ),
  text(
    "lignes.jsonl",
    "JSON lines, one of them broken",
    lines(
      '{"id":"p1","name":"Zoé Kerléau","topics":["a","b"],"image":{"url":"https://exemple.invalid/z.png"}}',
      '{"id":"p2","name":"Awa"',
      "",
      '{"id":"p3","name":"Loïc","__proto__x":null}',
    ),
    sound(2, 1),
  ),
  text(
    "coupe.json",
    "a list of JSON cut in two",
    '[\n {"id": "p1", "name": "Zoé, [Kerléau]"},\n {"id": "p2", "na',
    sound(1, 1),
  ),
];
