// Where a table really lies. In: an address as people copy it. Out: the address to fetch, and what kind of thing is there.
// Sheets are shared by links to their editor; the same document as CSV is at another address.

export type SourceAddress =
  | { readonly kind: "file"; readonly url: string; readonly name: string }
  /** A collection of WordPress REST: pages of JSON. */
  | { readonly kind: "wordpress"; readonly url: string };

const SHEET = /^https:\/\/docs\.google\.com\/spreadsheets\/d\/([\w-]{20,})\/(?:edit|view)/;
const COLLECTION = /\/wp-json\/wp\/v2\/[\w-]+\/?$/;

/** What an address stands for. */
export function readSourceAddress(written: string): SourceAddress {
  const url = URL.parse(written);
  if (url === null) return { kind: "file", url: written, name: "" };
  if (COLLECTION.test(url.pathname)) return { kind: "wordpress", url: written };
  const [, sheet] = SHEET.exec(written) ?? [];
  if (sheet !== undefined) {
    const gid = /[#&?]gid=(\d+)/.exec(written)?.[1] ?? "0";
    return {
      kind: "file",
      url: `https://docs.google.com/spreadsheets/d/${sheet}/export?format=csv&gid=${gid}`,
      name: "",
    };
  }
  return { kind: "file", url: withoutFragment(url), name: nameIn(url) };
}

function withoutFragment(url: URL): string {
  const plain = new URL(url);
  plain.hash = "";
  return plain.href;
}

/** The last part of the path: it may say of which type the rows are. */
function nameIn(url: URL): string {
  try {
    return decodeURIComponent(url.pathname.split("/").at(-1) ?? "");
  } catch {
    return ""; // not encoded as UTF-8: a name that says nothing
  }
}
