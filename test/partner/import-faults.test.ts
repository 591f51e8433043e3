import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { formatFault, sayFault } from "../../services/partner/import/import-fault.js";
import { startImporter, type TestImporter } from "./kit/importer.js";

let importer: TestImporter;
beforeAll(async () => {
  importer = await startImporter();
});
afterAll(() => importer.stop());

const brief = (report: Awaited<ReturnType<TestImporter["run"]>>) =>
  saidOf(report).map(({ line, column, severity }) => `${line} ${column} ${severity}`);
const saidOf = (report: Awaited<ReturnType<TestImporter["run"]>>) =>
  report.faults.map((fault) => sayFault(fault, "en"));

describe("faults of the flat format", () => {
  it("J02: refuses bad rows by the line they begin on, keeps the others, and drops only the values it cannot read", async () => {
    const report = await importer.run(
      [
        "partner,type,id,name,summary,organization,topics,website,visibility,createdAt,team,status,languages,startsAt",
        'bad,project,1,Kept,"two\nlines",nowhere,no-such-topic|music,htp:/x y,SECRET,31/02/2020,ghost:lead,NEVER,,',
        "Bad Key,project,2,x,,,,,,,,,,",
        "bad,thing,3,x,,,,,,,,,,",
        "bad,project,a b,x,,,,,,,,,,",
        "",
        "bad,project,5,,,,,,,,,,,",
        "bad,project,1,Twice,,,,,,,,,,",
        "bad,project,7,Short",
        "bad,event,8,No start,,,,,,,,,,soon",
        "bad,project,9,Bel\u0007l \u0000and  tab\there,,,,,,,,,fr,",
        "bad,project,10,Last,,bad:organization:gone,,,,,,,,",
      ].join("\r\n"),
    );
    expect(brief(report)).toEqual([
      "2 website warning",
      "2 organization warning",
      "2 topics warning",
      "2 visibility warning",
      "2 createdAt warning",
      "2 team warning",
      "2 status warning",
      "4 partner refused",
      "5 type refused",
      "6 id refused",
      "8 name refused",
      "9 id refused",
      "10 (row) refused",
      "11 startsAt refused",
      "12 languages warning",
      "13 organization warning",
    ]);
    expect(report.refused).toBe(7);
    for (const fault of saidOf(report)) expect([fault.expected, fault.got, fault.column]).not.toContain("");
    const [kept, last, cleaned] = await importer.rows("project", "bad");
    expect(kept).toMatchObject({
      name: "Kept",
      summary: "two\nlines",
      organization: null,
      topics: ["hub:topic:music"],
      visibility: "NETWORK",
      team: [],
      status: "ACTIVE",
    });
    expect(last).toMatchObject({ name: "Last", organization: null });
    expect(cleaned).toMatchObject({ name: "Bell and tab here" });
  });

  it.each([
    ["a missing column", "partner,type,name\na,project,x", "id", /columns partner, type, name/],
    ["a column twice", "partner,type,id,name,name\na,project,1,x,y", "name", /two columns/],
    ["a reserved name", "partner,type,id,name,__proto__\na,project,1,x,y", "__proto__", /reserved/],
    ["nothing", "", "(file)", /empty/],
  ])("says at once that a file holds %s, and imports nothing of any file", async (...[, content, column, got]) => {
    const report = await importer.run(["partner,type,id,name\nunread,project,1,x", content]);
    expect(report.faults).toHaveLength(1);
    expect(saidOf(report)[0]).toMatchObject({ column, severity: "refused" });
    expect(saidOf(report)[0]?.got).toMatch(got);
    expect(report.partners).toEqual([]);
    expect(await importer.rows("project", "unread")).toEqual([]);
  });

  it.each([
    ["semicolons", "partner;type;id;name\nother;project;1;été"],
    ["tabs", "partner\ttype\tid\tname\nother\tproject\t1\tété"],
    ["the encoding of Windows", Buffer.from("partner,type,id,name\nother,project,1,\xe9t\xe9", "latin1")],
    ["UTF-16", Buffer.from("\ufeffpartner,type,id,name\nother,project,1,été", "utf16le")],
  ])("reads a file with %s", async (_what, content) => {
    const report = await importer.run(content);
    expect(report.faults).toEqual([]);
    expect(await importer.rows("project", "other")).toMatchObject([{ name: "été" }]);
  });

  it("says what is wrong in French too", async () => {
    const report = await importer.run("partner,type,id,name,topics\nfrench,project,1,x,repi\nfrench,projet,2,,");
    expect(report.faults.map((fault) => formatFault(fault, "fr"))).toMatchInlineSnapshot(`
[
  "table-14.csv, ligne 2, « topics », avertissement : attendu un sujet de la liste du réseau ; peut-être Répit des aidants, Accueil de jour, Relayage à domicile ? ; reçu « repi »",
  "table-14.csv, ligne 3, « name », refus : attendu un nom ; reçu rien",
]
`);
  });

  it("names the column that was probably meant", async () => {
    const report = await importer.run("\ufeffpartner,type,id,name,sumary,name@zz9,colour\nnear,project,1,x,a,b,c");
    expect(saidOf(report).map(({ column, expected, severity }) => [column, expected, severity])).toEqual([
      ["sumary", "a column of the table format; summary?", "warning"],
      ["name@zz9", expect.stringMatching(/a column of the table format/), "warning"],
      ["colour", "a column of the table format", "warning"],
    ]);
    expect(report.partners).toEqual([{ key: "near", created: 1, changed: 0, unchanged: 0 }]);
  });

  it("cuts what is too long, and says so", async () => {
    const report = await importer.run(
      `partner,type,id,name,summary\nlong,project,1,${"n".repeat(301)},${"s".repeat(20_001)}`,
    );
    expect(brief(report)).toEqual(["2 name warning", "2 summary warning"]);
    expect((await importer.rows("project", "long"))[0]).toMatchObject({
      name: "n".repeat(300),
      summary: "s".repeat(20_000),
    });
  });

  it("J02: goes on after a quote that is never closed, and says where it was opened", async () => {
    const report = await importer.run(
      'partner,type,id,name\nquote,project,1,A\nquote,project,2,"open\nquote,project,3,C\n',
    );
    expect(report.partners).toEqual([{ key: "quote", created: 1, changed: 0, unchanged: 0 }]);
    expect(report.refused).toBe(1);
    expect(report.faults[0]?.line).toBe(3);
  });
});
