// What JSON-LD says of each type of record (docs/exports.md has the table of it). In: a record. Out: its properties.
import type { RecordType } from "../../../schema/record-id.js";
import {
  isFlatObject,
  objectsOf,
  textOf,
  textsOf,
  type ExportedRecord,
  type Flat,
  type FlatObject,
} from "./exported-record.js";
import { compact, day, moment, page, type Node } from "./json-ld-values.js";

/** A record being described. */
export interface Writing {
  readonly record: ExportedRecord;
  refer(id: Flat | undefined): Node | undefined;
  topic(id: string): Node;
  /** A text with its language, and its translations. */
  text(field: string): readonly Node[];
}

/** The properties that the record's type adds. */
export function describeByType(writing: Writing): Node {
  return DESCRIBE[writing.record.type](writing);
}

function organization({ record: { fields }, refer, text }: Writing): Node {
  return {
    "@type": ["schema:NGO", "org:Organization"],
    "schema:legalName": fields["legalName"],
    "schema:alternateName": fields["acronym"],
    "schema:disambiguatingDescription": text("description"),
    "schema:identifier": objectsOf(fields["identifiers"]).map(({ scheme, value }) => ({
      "@type": "schema:PropertyValue",
      "schema:propertyID": scheme,
      "schema:value": value,
    })),
    "schema:knowsLanguage": fields["languages"],
    "schema:sameAs": page(fields["website"]),
    "schema:contactPoint": contact(fields["contactUrl"]),
    "schema:location": places(fields["locations"]),
    "schema:areaServed": [...textsOf(fields["countries"]), ...textsOf(fields["areas"])],
    "org:subOrganizationOf": refer(fields["organization"]),
  };
}

function person({ record: { fields }, refer, topic, text }: Writing): Node {
  return {
    "@type": "schema:Person",
    "schema:jobTitle": text("headline"),
    "schema:knowsLanguage": fields["languages"],
    "schema:knowsAbout": objectsOf(fields["expertise"]).map((claim) => topic(String(claim["topic"]))),
    "schema:workLocation": places(fields["locations"]),
    "org:memberOf": refer(fields["organization"]),
  };
}

function project({ record: { fields }, refer, topic, text }: Writing): Node {
  const team = objectsOf(fields["team"]).filter(({ person }) => typeof person === "string");
  return {
    "@type": ["schema:Project", "org:OrganizationalCollaboration"],
    "schema:disambiguatingDescription": text("description"),
    "schema:foundingDate": day(fields["startDate"]),
    "schema:dissolutionDate": day(fields["endDate"]),
    "schema:location": places(fields["locations"]),
    "schema:areaServed": [...textsOf(fields["countries"]), ...textsOf(fields["areas"])],
    "schema:audience": textsOf(fields["audiences"]).map(topic),
    "schema:parentOrganization": refer(fields["organization"]),
    "org:hasMember": [fields["organization"], ...textsOf(fields["jointWith"])].flatMap((id) => refer(id ?? null) ?? []),
    "org:hasMembership": team.map(({ person, role }) =>
      compact({ "@type": "org:Membership", "org:member": refer(person), "org:role": roleOf(role) }),
    ),
    "prov:generated": textsOf(fields["practices"]).map(refer),
  };
}

function practice({ record: { fields }, refer, topic, text }: Writing): Node {
  const steps = textsOf(fields["steps"]);
  const context = isFlatObject(fields["context"]) ? fields["context"] : {};
  return {
    "@type": ["schema:LearningResource", "prov:Entity", ...(steps.length === 0 ? [] : ["schema:HowTo"])],
    "schema:learningResourceType": fields["practiceKind"],
    "schema:abstract": text("problem"),
    "schema:text": text("approach"),
    "schema:step": steps.length === 0 ? undefined : { "@list": steps.map(stepOf) },
    "schema:supply": steps.length === 0 ? undefined : fields["resourcesNeeded"],
    "schema:version": fields["version"],
    "schema:license": licence(fields["licence"]),
    "schema:audience": textsOf(context["audiences"]).map(topic),
    "schema:spatialCoverage": places(fields["locations"]),
    "schema:publisher": refer(fields["organization"]),
    "schema:contributor": objectsOf(fields["contributors"]).flatMap((each) => contribution(each, refer)),
    "schema:associatedMedia": media(fields["attachments"]),
    "prov:wasDerivedFrom": refer(fields["adaptedFrom"]),
    "schema:isBasedOn": refer(fields["adaptedFrom"]),
  };
}

const EVENT_STATUS: Readonly<Record<string, string>> = {
  PLANNED: "EventScheduled",
  CONFIRMED: "EventScheduled",
  POSTPONED: "EventPostponed",
  CANCELLED: "EventCancelled",
};
const LEARNING = new Set<Flat | undefined>(["TRAINING", "WORKSHOP", "WEBINAR"]);

function event({ record: { fields }, refer, text }: Writing): Node {
  const place = textOf(fields["place"]);
  const mode = fields["online"] === true ? "Online" : "Offline";
  return {
    "@type": LEARNING.has(fields["eventKind"]) ? "schema:EducationEvent" : "schema:Event",
    "schema:disambiguatingDescription": text("description"),
    "schema:startDate": moment(fields["startsAt"]),
    "schema:endDate": moment(fields["endsAt"]),
    "schema:eventStatus": { "@id": `schema:${EVENT_STATUS[String(fields["status"])] ?? "EventScheduled"}` },
    "schema:eventAttendanceMode": { "@id": `schema:${mode}EventAttendanceMode` },
    "schema:location": [
      ...(place === null ? [] : [{ "@type": "schema:Place", "schema:name": place }]),
      ...places(fields["locations"]),
    ],
    "schema:maximumAttendeeCapacity": fields["capacity"],
    "schema:organizer": refer(fields["organization"]),
    "schema:performer": textsOf(fields["speakers"]).map(refer),
    "schema:workFeatured": textsOf(fields["materials"]).map(refer),
    "schema:superEvent": refer(fields["partOf"]),
  };
}

const DESCRIBE: Readonly<Record<RecordType, (writing: Writing) => Node>> = {
  organization,
  person,
  project,
  practice,
  event,
};

function contact(url: Flat | undefined): Node | undefined {
  const address = page(url);
  return address && { "@type": "schema:ContactPoint", "schema:url": address };
}

function places(locations: Flat | undefined): Node[] {
  return objectsOf(locations).map(({ label, latitude, longitude }) =>
    compact({
      "@type": "schema:Place",
      "schema:name": label,
      "schema:geo":
        typeof latitude === "number"
          ? { "@type": "schema:GeoCoordinates", "schema:latitude": latitude, "schema:longitude": longitude }
          : undefined,
    }),
  );
}

function roleOf(role: Flat | undefined): Node | undefined {
  const name = textOf(role);
  return name === null ? undefined : { "@type": "org:Role", "skos:prefLabel": name };
}

function contribution({ person, organization, role }: FlatObject, refer: Writing["refer"]): Node[] {
  const who = refer(person) ?? refer(organization);
  return who === undefined ? [] : [{ "@type": "schema:Role", "schema:roleName": role, "schema:contributor": who }];
}

function stepOf(text: string): Node {
  return { "@type": "schema:HowToStep", "schema:text": text };
}

/** An SPDX id has an address. */
function licence(value: Flat | undefined): Node | undefined {
  const id = textOf(value);
  if (id === null) return undefined;
  return /^[\w.+-]+$/.test(id) ? { "@id": `https://spdx.org/licenses/${id}` } : { "@value": id };
}

function media(attachments: Flat | undefined): Node[] {
  return objectsOf(attachments).map(({ title, url, mediaType }) =>
    compact({
      "@type": "schema:MediaObject",
      "schema:name": title,
      "schema:contentUrl": page(url),
      "schema:encodingFormat": mediaType,
    }),
  );
}
