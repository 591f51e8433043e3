// Which of this service's tables may name a record, and in which columns. In: nothing. Out: conditions for those that may,
// reasons for those that do not. A test fails for a table that nobody has thought of.
import type { TablesAbout } from "../../database/rows-about.js";

const inRoles = (column: string): string =>
  ["person", "organization"]
    .map((member) => `${column} @> jsonb_build_array(jsonb_build_object('${member}', :id))`)
    .join(" or ");
const IN_EVIDENCE = `expertise @> jsonb_build_array(jsonb_build_object('evidence', jsonb_build_array(:id)))`;

/** Tables that may name records. */
export const KNOWLEDGE_ABOUT: TablesAbout = {
  "mirror.organization": { own: "id = :id", refers: "organization = :id" },
  "mirror.person": { own: "id = :id", refers: `organization = :id or ${IN_EVIDENCE}` },
  "mirror.project": {
    own: "id = :id",
    refers: `organization = :id or :id = any(joint_with) or :id = any(practices) or ${inRoles("team")}`,
  },
  "mirror.practice": {
    own: "id = :id",
    refers: `organization = :id or adapted_from = :id or ${inRoles("contributors")}`,
  },
  "mirror.event": {
    own: "id = :id",
    refers: "organization = :id or part_of = :id or :id = any(speakers) or :id = any(materials)",
  },
  "knowledge.entry": { own: "id = :id", refers: "organization = :id", leftOut: ["words", "title"] },
  "knowledge.link": { own: "source = :id or target = :id" },
  "knowledge.claim": { own: "person = :id" },
  "knowledge.identifier": { own: "id = :id" },
  "knowledge.applied": { own: "id = :id" },
  "knowledge.refused": { own: "id = :id" },
  "knowledge.change": { own: "id = :id" },
  "knowledge.endorsement": { own: "person = :id", refers: "organization = :id" },
  "knowledge.adoption": { own: "organization = :id", refers: "practice = :id" },
  "knowledge.open_need": { own: "organization = :id" },
};

/** Tables that name none, each with what it holds. */
export const KNOWLEDGE_WITHOUT: Readonly<Record<string, string>> = {
  "knowledge.source": "where the hub stands in partners' feeds",
  "knowledge.hidden": "keys of partners",
  "knowledge.change_end": "the end of the hub's own feed",
  "knowledge.corpus": "counts of words",
  "knowledge.word": "words of all records, counted",
  "knowledge.asked": "topics by day",
  "knowledge.erasure": "digests of what was erased",
  "knowledge.hub_place": "where the hub stands in its own feed",
  "knowledge.migrations": "names of migrations",
};
