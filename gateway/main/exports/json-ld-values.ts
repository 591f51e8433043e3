// Values of JSON-LD. In: values of a record. Out: the same, typed.
import type { Flat } from "./exported-record.js";

/** A node or a value object. */
export type Node = Readonly<Record<string, unknown>>;

/** An address that is a link. */
export function page(url: Flat | undefined): Node | undefined {
  return typeof url === "string" ? { "@id": url } : undefined;
}

/** A time, typed. */
export function moment(value: Flat | undefined): Node | undefined {
  return typeof value === "string" ? { "@type": "xsd:dateTime", "@value": value } : undefined;
}

/** A day, typed. */
export function day(value: Flat | undefined): Node | undefined {
  return typeof value === "string" ? { "@type": "xsd:date", "@value": value } : undefined;
}

/** Without what is empty. */
export function compact(node: Node): Node {
  const isEmpty = (value: unknown) =>
    value === undefined || value === null || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(node).filter(([, value]) => !isEmpty(value)));
}
