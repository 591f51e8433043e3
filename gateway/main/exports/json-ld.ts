// JSON-LD: schema.org, with W3C ORG for who belongs where, SKOS for topics and PROV for what was made from what. In: the
// address that readers know. Out: a document with one node of its graph on each line. Its context stands in it: nothing is loaded.
import { topicById } from "../../../schema/topics.js";
import { listed, type ExportFormat } from "./export-format.js";
import { isFlatObject, objectsOf, textOf, textsOf, type ExportedRecord, type Flat } from "./exported-record.js";
import { describeByType, type Writing } from "./json-ld-types.js";
import { compact, moment, page, type Node } from "./json-ld-values.js";
import { recordAddress } from "./record-address.js";

const CONTEXT = {
  schema: "https://schema.org/",
  org: "http://www.w3.org/ns/org#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  prov: "http://www.w3.org/ns/prov#",
  dcterms: "http://purl.org/dc/terms/",
  xsd: "http://www.w3.org/2001/XMLSchema#",
  _cursor: null,
} as const;

/** The format. */
export function jsonLd(publicUrl: string): ExportFormat {
  const head = `{"@context":${JSON.stringify(CONTEXT)},"@graph":[\n`;
  const told = new Set<string>();
  const refer = (id: Flat | undefined) =>
    typeof id === "string" ? { "@id": recordAddress(publicUrl, id) } : undefined;
  const topic = (id: string): Node => {
    const isKnown = told.has(id);
    told.add(id);
    return { "@id": recordAddress(publicUrl, id), ...(isKnown ? {} : describeTopic(id, publicUrl)) };
  };
  return listed({ contentType: "application/ld+json", extension: "jsonld", head, tail: "]}\n" }, (record) => {
    const writing: Writing = { record, refer, topic, text: (field) => inLanguages(record, field) };
    return compact({ ...common(writing), ...describeByType(writing) });
  });
}

function common({ record, refer, topic, text }: Writing): Node {
  const { fields } = record;
  const image = fields["image"];
  return {
    ...refer(record.id),
    "dcterms:identifier": record.id,
    "schema:name": text("name"),
    "schema:description": text("summary"),
    "schema:url": page(fields["url"]),
    "schema:image": isFlatObject(image)
      ? compact({
          "@type": "schema:ImageObject",
          "schema:contentUrl": page(image["url"]),
          "schema:caption": image["alt"],
          "schema:creditText": image["credit"],
          "schema:license": textOf(image["licence"]),
        })
      : undefined,
    "dcterms:subject": textsOf(fields["topics"]).map(topic),
    "dcterms:created": moment(fields["createdAt"]),
    "dcterms:modified": moment(fields["updatedAt"]),
  };
}

/** A topic is described where it is first met. */
function describeTopic(id: string, publicUrl: string): Node {
  const topic = topicById(id);
  if (topic === undefined) return { "@type": "skos:Concept" };
  return {
    "@type": "skos:Concept",
    "skos:prefLabel": Object.entries(topic.labels).map(([language, value]) => ({
      "@language": language,
      "@value": value,
    })),
    "skos:broader": topic.broader.map((each) => ({ "@id": recordAddress(publicUrl, each) })),
    "skos:notation": topic.notations.map(({ scheme, code }) => `${scheme} ${code}`),
  };
}

function inLanguages({ fields }: ExportedRecord, field: string): Node[] {
  const tagged = (value: Flat | undefined, language: Flat | undefined) => {
    const text = textOf(value);
    return text === null ? [] : [{ "@value": text, "@language": language }];
  };
  const translated = objectsOf(fields["translations"]);
  return [
    ...tagged(fields[field], fields["language"]),
    ...translated.flatMap((each) => tagged(each[field], each["language"])),
  ];
}
