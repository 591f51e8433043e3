// Lists whose entries name other records. In: a row. Out: its entries with the records read; an entry whose record the
// reader may not see is left out, since it would say that there is one.
import type { ReadRow } from "../store/read-scope.js";
import type { RecordReader, Reference } from "./record-reader.js";

/** The team of a project. */
export async function teamOf(project: ReadRow<"Project">, records: RecordReader) {
  const entries = await Promise.all(
    project.team.map(async ({ person, role }) => ({
      project,
      role,
      person: await records.refer(project, "Person", person),
    })),
  );
  return entries.filter((entry) => entry.person !== null);
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
      person: await records.refer(practice, "Person", entry.person),
      organization: await records.refer(practice, "Organization", entry.organization),
    })),
  );
  return entries.filter((entry) => entry.person !== null || entry.organization !== null);
}

/** What a person says they know, with the records that show it. */
export async function expertiseOf(person: ReadRow<"Person">, records: RecordReader) {
  return Promise.all(
    person.expertise.map(async (claim) => ({
      ...claim,
      topic: { id: claim.topic },
      evidence: (await records.referAny(person, claim.evidence)) satisfies Reference[],
    })),
  );
}
