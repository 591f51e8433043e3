// A record that is there, as its form begins with it. In: the record from the graph. Out: the text of each column, and the names of
// the records and topics that it refers to.
import type { RecordForFormQuery } from "./operations.js";
import type { Cells } from "./cells-of-form.js";

type Published = Extract<NonNullable<RecordForFormQuery["node"]>, { readonly visibility: string }>;
type Typed<T extends Published["__typename"]> = Extract<Published, { readonly __typename: T }>;

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What a form begins with. */
export interface FormStart {
  readonly cells: Cells;
  /** Names of what ids stand for. */
  readonly names: ReadonlyMap<string, string>;
}

/** A record's form; null for what is no record. */
export function startOfRecord(node: RecordForFormQuery["node"]): FormStart | null {
  if (node === null || !("visibility" in node)) return null;
  const names = new Map<string, string>();
  const idOf = (record: Named | null): string => {
    if (record !== null) names.set(record.id, record.name);
    return record?.id ?? "";
  };
  const topicsOf = (topics: ReadonlyArray<{ readonly id: string; readonly label: string | null }>): string => {
    for (const { id, label } of topics) names.set(id, label ?? id);
    return topics.map(({ id }) => id).join("|");
  };
  const reader: Reader = { idOf, topicsOf, idsOf: (records) => joined(records.map(idOf)) };
  return { cells: { ...commonCells(node, reader), ...ownCells(node, reader) }, names };
}

interface Reader {
  idOf(record: Named | null): string;
  idsOf(records: ReadonlyArray<Named | null>): string;
  topicsOf(topics: ReadonlyArray<{ readonly id: string; readonly label: string | null }>): string;
}

function joined(items: readonly string[], sign = "|"): string {
  return items.filter((item) => item !== "").join(sign);
}

const FINEST = 4;

function commonCells(record: Published, { idOf, topicsOf }: Reader): Cells {
  const places = record.locations.map(({ label, latitude, longitude, precision }) => {
    const at = latitude === null || longitude === null ? "" : `@${round(latitude)},${round(longitude)}`;
    return `${label ?? ""}${at}${precision === "TOWN" || record.__typename === "Person" ? "" : `:${precision}`}`;
  });
  const translations = record.translations.flatMap(({ language, name, summary }) => [
    [`name@${language}`, name ?? ""] as const,
    [`summary@${language}`, summary ?? ""] as const,
  ]);
  return {
    ...{ name: record.name, summary: record.summary ?? "", language: record.language, visibility: record.visibility },
    ...{ url: record.url ?? "", organization: idOf(record.organization), topics: topicsOf(record.topics) },
    ...{ countries: record.countries.join("|"), areas: record.areas.join("\n"), locations: places.join("\n") },
    "image.alt": record.image?.alt ?? "",
    "image.credit": record.image?.credit ?? "",
    "image.licence": record.image?.licence ?? "",
    ...Object.fromEntries(translations),
  };
}

function round(degrees: number): string {
  return String(Number(degrees.toFixed(FINEST)));
}

function ownCells(record: Published, reader: Reader): Cells {
  switch (record.__typename) {
    case "Organization":
      return organizationCells(record);
    case "Person":
      return personCells(record, reader);
    case "Project":
      return projectCells(record, reader);
    case "Practice":
      return practiceCells(record, reader);
    case "Event":
      return eventCells(record, reader);
  }
}

function organizationCells(record: Typed<"Organization">): Cells {
  return {
    ...{ legalName: record.legalName ?? "", acronym: record.acronym ?? "", description: record.description ?? "" },
    identifiers: record.identifiers.map(({ scheme, value }) => `${scheme}:${value}`).join("\n"),
    ...{ status: record.organizationStatus, languages: record.languages.join("|") },
    ...{ website: record.website ?? "", contactUrl: record.contactUrl ?? "" },
  };
}

function personCells(record: Typed<"Person">, { topicsOf }: Reader): Cells {
  topicsOf(record.expertise.map(({ topic }) => topic));
  const statements = record.expertise.map(({ statement }) => (statement ?? "").replaceAll("|", "/"));
  return {
    ...{ headline: record.headline ?? "", languages: record.languages.join("|"), offers: record.offers.join("|") },
    expertise: record.expertise.map(({ topic, level }) => `${topic.id}:${level}`).join("|"),
    "expertise.statement": statements.every((each) => each === "") ? "" : statements.join("|"),
    unavailableUntil: record.unavailableUntil ?? "",
  };
}

function attachmentsOf({ attachments }: Pick<Typed<"Project">, "attachments">): string {
  return attachments.map(({ title, url }) => (title === url ? url : `${title} ${url}`)).join("\n");
}

function costOf(cost: Typed<"Project">["cost"]): string {
  return cost === null ? "" : `${cost.amount} ${cost.currency}`;
}

function projectCells(record: Typed<"Project">, { idOf, idsOf, topicsOf }: Reader): Cells {
  const team = record.team.map(({ person, role }) => withRole(idOf(person), role));
  return {
    ...{ description: record.description ?? "", status: record.projectStatus },
    ...{ startDate: record.startDate ?? "", endDate: record.endDate ?? "" },
    ...{ settings: record.settings.join("|"), audiences: topicsOf(record.audiences), cost: costOf(record.cost) },
    ...{ outcomes: record.outcomes ?? "", lessons: record.lessons ?? "", attachments: attachmentsOf(record) },
    ...{ jointWith: idsOf(record.jointWith), team: joined(team), practices: idsOf(record.practices) },
  };
}

function withRole(id: string, role: string | null): string {
  return id === "" || role === null ? id : `${id}:${role}`;
}

function practiceCells(record: Typed<"Practice">, { idOf, topicsOf }: Reader): Cells {
  const { context } = record;
  const contributors = record.contributors.map(({ person, organization, role, degree }) => {
    const who = withRole(idOf(person ?? organization), role);
    return who === "" || degree === "EQUAL" ? who : `${who} (${degree})`;
  });
  return {
    ...{ practiceKind: record.practiceKind, problem: record.problem ?? "", approach: record.approach ?? "" },
    ...{ steps: record.steps.join("\n"), results: record.results ?? "", enablers: record.enablers.join("\n") },
    ...{ constraints: record.constraints.join("\n"), pitfalls: record.pitfalls.join("\n") },
    resourcesNeeded: record.resourcesNeeded.join("\n"),
    "context.settings": context.settings.join("|"),
    "context.audiences": topicsOf(context.audiences),
    "context.cost": costOf(context.cost),
    "context.people": context.people === null ? "" : String(context.people),
    "context.description": context.description ?? "",
    "context.culturalNotes": context.culturalNotes ?? "",
    ...{ licence: record.practiceLicence, attachments: attachmentsOf(record), contributors: joined(contributors) },
    ...{ adaptedFrom: idOf(record.adaptedFrom), version: record.version },
  };
}

function eventCells(record: Typed<"Event">, { idOf, idsOf }: Reader): Cells {
  const { timeZone } = record;
  return {
    ...{ description: record.description ?? "", eventKind: record.eventKind, status: record.eventStatus, timeZone },
    ...{ startsAt: clockTime(record.startsAt, timeZone), endsAt: clockTime(record.endsAt, timeZone) },
    ...{ place: record.place ?? "", online: record.online ? "yes" : "no", joinUrl: record.joinUrl ?? "" },
    capacity: record.capacity === null ? "" : String(record.capacity),
    ...{ partOf: idOf(record.partOf), speakers: idsOf(record.speakers), materials: idsOf(record.materials) },
    attachments: attachmentsOf(record),
  };
}

/** A time as clocks of a zone show it: `2026-11-22 09:30`. */
function clockTime(time: string | null, timeZone: string): string {
  if (time === null) return "";
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  return format.format(new Date(time));
}
