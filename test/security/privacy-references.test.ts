// What refers to an erased record: every column of the mirror that can name one, found and emptied, at once and for rows
// that are harvested later.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { erase } from "../kit/data-requests.js";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";

const IDS = {
  person: "north:person:ada",
  organization: "north:organization:home",
  project: "north:project:bridge",
  practice: "north:practice:way",
  event: "north:event:fair",
};
const STARTS = "2026-05-01T09:00:00.000Z";

/** Records of the partner of the subjects and of another, which name each of them wherever the contract lets them. */
function naming(partner: string, suffix: string) {
  const own = partner === "north" ? { organization: IDS.organization } : {};
  return [
    { ...own, id: `${partner}:organization:o${suffix}`, name: "O" },
    {
      ...own,
      id: `${partner}:person:p${suffix}`,
      name: "P",
      expertise: [
        {
          topic: "hub:topic:food-aid",
          level: "EXPERT",
          evidence: [IDS.project, IDS.practice, IDS.event, `${partner}:practice:q${suffix}`],
        },
      ],
    },
    {
      ...own,
      id: `${partner}:project:j${suffix}`,
      name: "J",
      jointWith: [IDS.organization],
      team: [
        { person: IDS.person, role: "lead" },
        { person: `${partner}:person:p${suffix}`, role: "cook" },
      ],
      practices: [IDS.practice, `${partner}:practice:q${suffix}`],
    },
    {
      ...own,
      id: `${partner}:practice:q${suffix}`,
      name: "Q",
      adaptedFrom: IDS.practice,
      contributors: [
        { person: IDS.person, role: "AUTHOR", degree: "LEAD" },
        { organization: IDS.organization, role: "FUNDER", degree: "SUPPORTING" },
        { person: `${partner}:person:p${suffix}`, role: "EDITOR", degree: "EQUAL" },
      ],
    },
    {
      ...own,
      id: `${partner}:event:e${suffix}`,
      name: "E",
      startsAt: STARTS,
      partOf: IDS.event,
      speakers: [IDS.person],
      materials: [IDS.practice],
    },
  ];
}

let network: SmallNetwork;
beforeAll(async () => {
  const subjects = Object.values(IDS).map((id) => ({ id, name: "Subject", startsAt: STARTS }));
  network = await startSmallNetwork({ north: [...subjects, ...naming("north", "1")], south: naming("south", "1") });
});
afterAll(() => network.stop());

/** The columns of mirror and index with a row that names an id. */
async function columnsNaming(id: string): Promise<string[]> {
  const columns = await network.database.rows<{ place: string; name: string }>(
    `select table_schema || '.' || table_name as place, column_name as name from information_schema.columns
     where table_schema in ('mirror', 'knowledge') and table_name not in ('applied', 'change') order by 1, 2`,
  );
  const found: string[] = [];
  for (const { place, name } of columns) {
    const rows = await network.database.rows(`select from ${place} as t where t.${name}::text like ? limit 1`, [
      `%${id}%`,
    ]);
    if (rows.length > 0) found.push(`${place}.${name}`);
  }
  return found;
}

const INDEX = ["knowledge.entry.id", "knowledge.link.target"];

describe("references to a record that is erased", () => {
  const table: ReadonlyArray<{ readonly type: keyof typeof IDS; readonly named: readonly string[] }> = [
    { type: "person", named: ["mirror.event.speakers", "mirror.practice.contributors", "mirror.project.team"] },
    { type: "event", named: ["mirror.event.part_of", "mirror.person.expertise"] },
    { type: "project", named: ["mirror.person.expertise"] },
    {
      type: "practice",
      named: [
        "mirror.event.materials",
        "mirror.person.expertise",
        "mirror.practice.adapted_from",
        "mirror.project.practices",
      ],
    },
    {
      type: "organization",
      named: [
        ...["mirror.event", "mirror.organization", "mirror.person", "mirror.practice", "mirror.project"].map(
          (each) => `${each}.organization`,
        ),
        ...["mirror.practice.contributors", "mirror.project.joint_with", "knowledge.entry.organization"],
      ],
    },
  ];

  for (const { type, named } of table)
    it(`are gone from every column that can name ${type === "event" || type === "organization" ? "an" : "a"} ${type}, and do not come back (I02)`, async () => {
      const id = IDS[type];
      const before = await columnsNaming(id);
      expect(before).toEqual(expect.arrayContaining([...named, ...INDEX, `mirror.${type}.id`]));
      await erase(network, id);
      expect(await columnsNaming(id)).toEqual([]);
      await network.save("south", ...naming("south", `again-${type}`));
      await network.save("north", ...naming("north", `again-${type}`));
      await network.caughtUp();
      expect(await columnsNaming(id)).toEqual([]);
    });

  it("take nothing else with them", async () => {
    const [row] = await network.database.rows<{ team: unknown; practices: unknown; contributors: unknown }>(
      `select team, practices, (select contributors from mirror.practice where id = 'south:practice:q1') as contributors
       from mirror.project where id = 'south:project:j1'`,
    );
    expect(row).toEqual({
      team: [expect.objectContaining({ person: "south:person:p1" })],
      practices: ["south:practice:q1"],
      contributors: [expect.objectContaining({ person: "south:person:p1" })],
    });
  });
});
