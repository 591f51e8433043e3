// Where a record is, under the address that readers know: its link in feeds, its IRI in JSON-LD. In: an id. Out: an address.

/** The address of a record or a topic; the same for as long as the hub is. */
export function recordAddress(publicUrl: string, id: string): string {
  return `${publicUrl}/records/${encodeURIComponent(id)}`;
}
