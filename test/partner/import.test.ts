import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startImporter, type TestImporter } from "./kit/importer.js";

let importer: TestImporter;
beforeAll(async () => {
  importer = await startImporter();
});
afterAll(() => importer.stop());

describe("importing the flat format", () => {
  it("reads every kind of cell of every type", async () => {
    const organizations = `partner,type,id,name,legalName,topics,countries,areas,locations,identifiers,website,image.url,visibility,createdAt,name@fr,summary@pt-BR
full,organization,org,"The ""Lock""",The Lock Ltd,respite-care|Family carers|Droit au répit,fr|GB,FR-35|insee:35238,"Rennes@48.1173,-1.6778|Here@1,2:ADDRESS|Nowhere",FR-RNA:w353001234|GB-CHC:123,www.lock.example,https://lock.example/a.png,NETWORK,2020-05-01,L'Écluse,Resumo`;
    const people = `partner,type,id,name,headline,languages,expertise,expertise.statement,expertise.since,expertise.evidence,evidence,offers,locations,organization
full,person,anne,Anne,Head,fr|br,respite-care:EXPERT|music:LEARNING,Ten years|,2016-02-01|,practice:how project:p bb:practice:x|,event:e,ADVICE|peer review,"Rennes@48.1173,-1.6778:ADDRESS",org`;
    const work = `partner,type,id,name,cost,settings,audiences,attachments,jointWith,team,practices,startDate,context.settings,context.cost,context.people,context.culturalNotes,contributors,adaptedFrom,practiceKind,steps,eventKind,startsAt,online,capacity,speakers,materials,partOf,timeZone
full,project,p,P,18000 EUR,RURAL|TOWN,family-carers,The plan https://a.example/p.pdf|https://a.example/q.pdf,org|bb:organization:o,anne:lead|bb:person:z:guest|bb:person:y,how,2020-02-29,,,,,,,,,,,,,,,,
full,practice,how,How,,,,,,,,,CITY,99.5 GBP,7,Gently,anne:author (LEAD)|full:organization:org:host,bb:practice:orig,guide,Ask|Come,,,,,,,,
full,event,e,E,,,,,,,,,,,,,,,,,WEBINAR,2026-11-22 09:30:00,yes,20,anne|bb:person:q,how,bb:event:series,Europe/Paris`;
    const report = await importer.run([organizations, people, work]);
    expect(report.faults).toEqual([]);
    expect(report.partners).toEqual([{ key: "full", created: 5, changed: 0, unchanged: 0 }]);
    const [organization] = await importer.rows("organization", "full");
    expect(organization).toMatchObject({
      id: "full:organization:org",
      name: 'The "Lock"',
      topics: ["hub:topic:respite-care", "hub:topic:family-carers"],
      countries: ["FR", "GB"],
      areas: ["FR-35", "insee:35238"],
      locations: [
        { label: "Rennes", latitude: 48.1173, longitude: -1.6778, precision: "TOWN" },
        { label: "Here", latitude: 1, longitude: 2, precision: "ADDRESS" },
        { label: "Nowhere", precision: "TOWN" },
      ],
      identifiers: [
        { scheme: "FR-RNA", value: "W353001234" },
        { scheme: "GB-CHC", value: "123" },
      ],
      website: "http://www.lock.example",
      image: { url: "https://lock.example/a.png", alt: 'The "Lock"', credit: null, licence: null },
      visibility: "NETWORK",
      translations: [
        { language: "fr", origin: "HUMAN", name: "L'Écluse" },
        { language: "pt-BR", origin: "HUMAN", summary: "Resumo" },
      ],
      status: "ACTIVE",
    });
    const [person] = await importer.rows("person", "full");
    expect(person).toMatchObject({
      expertise: [
        {
          topic: "hub:topic:respite-care",
          level: "EXPERT",
          statement: "Ten years",
          since: "2016-02-01",
          evidence: ["full:practice:how", "full:project:p", "bb:practice:x", "full:event:e"],
        },
        { topic: "hub:topic:music", level: "LEARNING", statement: null, since: null, evidence: ["full:event:e"] },
      ],
      offers: ["ADVICE", "PEER_REVIEW"],
      locations: [{ label: "Rennes", latitude: 48.1, longitude: -1.7, precision: "AREA" }],
      organization: "full:organization:org",
    });
    const [project] = await importer.rows("project", "full");
    expect(project).toMatchObject({
      cost: { amount: 18_000, currency: "EUR" },
      attachments: [
        { title: "The plan", url: "https://a.example/p.pdf" },
        { title: "https://a.example/q.pdf", url: "https://a.example/q.pdf" },
      ],
      joint_with: ["full:organization:org", "bb:organization:o"],
      team: [
        { person: "full:person:anne", role: "lead" },
        { person: "bb:person:z", role: "guest" },
        { person: "bb:person:y", role: null },
      ],
      practices: ["full:practice:how"],
      start_date: "2020-02-29",
    });
    const [practice] = await importer.rows("practice", "full");
    expect(practice).toMatchObject({
      practice_kind: "GUIDE",
      steps: ["Ask", "Come"],
      settings: ["CITY"],
      cost: { amount: 99.5, currency: "GBP" },
      context: { people: 7, culturalNotes: "Gently" },
      contributors: [
        { person: "full:person:anne", role: "author", degree: "LEAD" },
        { organization: "full:organization:org", role: "host", degree: "EQUAL" },
      ],
      adapted_from: "bb:practice:orig",
      licence: "CC-BY-4.0",
      version: "1",
    });
    const [event] = await importer.rows("event", "full");
    expect(event).toMatchObject({
      event_kind: "WEBINAR",
      status: "CONFIRMED",
      online: true,
      capacity: 20,
      time_zone: "Europe/Paris",
      part_of: "bb:event:series",
      speakers: ["full:person:anne", "bb:person:q"],
    });
    expect(new Date(String(event?.["starts_at"])).toISOString()).toBe("2026-11-22T09:30:00.000Z");
  });

  it("J05: changes nothing the second time, and only what changed the third", async () => {
    const table = (name: string) =>
      `partner,type,id,name,createdAt,updatedAt\ntwice,project,1,${name},,\ntwice,project,2,Same,2020-01-01,\ntwice,project,3,Same,2020-01-01,2021-01-01`;
    const first = await importer.run(table("One"), { now: new Date("2026-01-01T00:00:00Z") });
    expect(first.partners).toEqual([{ key: "twice", created: 3, changed: 0, unchanged: 0 }]);
    const written = await importer.changes();
    const again = await importer.run(table("One"), { now: new Date("2026-02-01T00:00:00Z") });
    expect(again.partners).toEqual([{ key: "twice", created: 0, changed: 0, unchanged: 3 }]);
    expect(await importer.changes()).toBe(written);
    const rehearsed = await importer.run(table("Two"), { dryRun: true });
    expect(rehearsed.partners).toEqual([{ key: "twice", created: 0, changed: 1, unchanged: 2 }]);
    expect(await importer.changes()).toBe(written);
    await importer.run(table("Two"), { now: new Date("2026-03-01T00:00:00Z") });
    expect(await importer.changes()).toBe(written + 1);
    const times = (await importer.rows("project", "twice")).map((row) =>
      [row["created_at"], row["updated_at"]].map((time) => String(time).slice(0, 10)),
    );
    expect(times).toEqual([
      ["2026-01-01", "2026-03-01"],
      ["2020-01-01", "2020-01-01"],
      ["2020-01-01", "2021-01-01"],
    ]);
  });

  it("accepts a reference to what an earlier import brought", async () => {
    await importer.run("partner,type,id,name\nlater,organization,o,O");
    const report = await importer.run("partner,type,id,name,organization\nlater,project,p,P,o");
    expect(report.faults).toEqual([]);
    expect((await importer.rows("project", "later"))[0]).toMatchObject({ organization: "later:organization:o" });
  });
});
