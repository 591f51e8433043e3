// Lists whose entries name other records. In: a row. Out: its entries with the records read; an entry whose record the
// reader may not see is left out, since it would say that there is one. Its own partner must say so: of a stranger,
// the partner that names it cannot know.
import { ownerOf } from "../../../schema/record-id.js";
import type { ReadRow } from "../store/read-scope.js";
import type { RecordReader, Reference } from "./record-reader.js";

/** The team of a project. */
export async function teamOf(project: ReadRow<"Project">, records: RecordReader) {
  const entries = await Promise.all(
    project.team.map(async ({ person, role }) => ({
      project,
      role,
      person: await records.refer("Person", person),
    })),
  );
  return entries.filter(({ person }, index) => person !== null || isStranger(project, project.team[index]?.person));
}

/** The projects whose team names a person, with what it says of them: one entry per role. */
export async function projectRolesOf(person: ReadRow<"Person">, records: RecordReader, first: number) {
  const projects = await records.list(person.id, { typename: "Project", belonging: "team", first });
  const roles = projects.flatMap((project) =>
    project.team.filter((role) => role.person === person.id).map(({ role }) => ({ project, person, role })),
  );
  return roles.slice(0, first);
}

/** Who contributed to a practice. */
export async function contributorsOf(practice: ReadRow<"Practice">, records: RecordReader) {
  const entries = await Promise.all(
    practice.contributors.map(async (entry) => ({
      ...entry,
      person: await records.refer("Person", entry.person),
      organization: await records.refer("Organization", entry.organization),
    })),
  );
  return entries.filter(({ person, organization }, index) => {
    const named = practice.contributors[index];
    const isKept = isStranger(practice, named?.person) || isStranger(practice, named?.organization);
    return person !== null || organization !== null || isKept;
  });
}

/** What a person says they know, with the records that show it. */
export async function expertiseOf(person: ReadRow<"Person">, records: RecordReader) {
  return Promise.all(
    person.expertise.map(async (claim) => ({
      ...claim,
      topic: { id: claim.topic },
      evidence: (await records.referAny(claim.evidence)) satisfies Reference[],
    })),
  );
}

function isStranger({ id }: ReadRow, named: string | null | undefined): boolean {
  return typeof named === "string" && ownerOf(named) !== ownerOf(id);
}
