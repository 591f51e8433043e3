// A small network whose evidence is known. In: nothing. Out: the records of two partners.
export const RESPITE = "hub:topic:respite-care";
export const CARERS = "hub:topic:family-carers";
export const FOOD = "hub:topic:food-aid";
const recent = { createdAt: "2026-01-01T00:00:00.000Z", updatedAt: "2026-06-01T00:00:00.000Z" };
const person = (id: string, name: string, more: object = {}) => ({ id, name, ...recent, ...more });
const topics = [RESPITE];

/**
 * north: Ada wrote a practice that south adapts, and claims nothing. Ben leads a project and is an expert by his own
 * word. Cleo only says that she knows. south: Dan supports the adapted practice; Eve is hidden from the public, and so
 * is the project in which she works. Fay's only work is about something else.
 */
export const NORTH = [
  {
    id: "north:organization:home",
    name: "North Home",
    identifiers: [{ scheme: "GB-CHC", value: "1062257" }],
    ...recent,
  },
  person("north:person:ada", "Ada Brook", {
    organization: "north:organization:home",
    countries: ["GB"],
    languages: ["en"],
  }),
  person("north:person:ben", "Ben Vale", {
    organization: "north:organization:home",
    offers: ["MENTORING"],
    expertise: [{ topic: RESPITE, level: "EXPERT", evidence: [] }],
  }),
  person("north:person:cleo", "Cleo Marsh", { expertise: [{ topic: RESPITE, level: "REFERENCE", evidence: [] }] }),
  {
    ...recent,
    ...{ id: "north:practice:breaks", name: "Breaks for carers", topics, organization: "north:organization:home" },
    contributors: [{ person: "north:person:ada", role: "author", degree: "LEAD" }],
  },
  {
    ...recent,
    ...{ id: "north:project:nights", name: "Night respite", topics, startDate: "2025-01-01", settings: ["RURAL"] },
    team: [
      { person: "north:person:ben", role: "lead" },
      { person: "north:person:nobody", role: "ghost" },
    ],
  },
];
export const SOUTH = [
  {
    id: "south:organization:home",
    name: "Some other name",
    topics: ["hub:topic:housing"],
    identifiers: [{ scheme: "GB-CHC", value: "1062257" }],
    ...recent,
  },
  { id: "south:organization:namesake", name: "North Home", ...recent },
  person("south:person:dan", "Dan Reed", { organization: "south:organization:home" }),
  person("south:person:eve", "Eve Stone", { visibility: "NETWORK" as const }),
  person("south:person:fay", "Fay Wood"),
  {
    ...recent,
    ...{ id: "south:practice:breaks", name: "Breaks, in the south", topics, areas: ["FR-35"] },
    ...{ adaptedFrom: "north:practice:breaks" },
    contributors: [{ person: "south:person:dan", role: "editor", degree: "SUPPORTING" }],
  },
  {
    ...recent,
    ...{ id: "south:project:quiet", name: "Quiet project", topics, visibility: "NETWORK" as const },
    team: [
      { person: "south:person:eve", role: "lead" },
      { person: "south:person:dan", role: "helper" },
    ],
  },
  {
    ...recent,
    id: "south:project:kitchen",
    name: "Kitchen",
    topics: [FOOD],
    team: [{ person: "south:person:fay", role: "cook" }],
  },
  {
    ...recent,
    ...{ id: "south:event:day", name: "A day for carers", topics: [CARERS], startsAt: "2026-05-01T09:00:00.000Z" },
    speakers: ["north:person:ada", "south:person:fay"],
  },
];
