// Fetching a table from where its association keeps it. In: an address and the way out. Out: its bytes, or why there
// are none, in words for the people who keep it.
import { OutboundError, type Outbound, type OutboundFault, type OutboundResponse } from "../../../schema/outbound.js";
import { phrase, type Phrase } from "../import/phrase.js";
import { readSourceAddress } from "./source-address.js";

/** Bytes of the largest table that is fetched. */
export const LARGEST_SOURCE = 32 * 1024 * 1024;
const TIMEOUT_MS = 20_000;
const MOST_REDIRECTS = 4;
const PAGE_SIZE = 100;
const MOST_PAGES = 50;

/** Why a table could not be fetched: what was expected, and what came. */
export class SourceFault extends Error {
  override readonly name = "SourceFault";
  constructor(
    readonly expected: Phrase,
    readonly got: Phrase,
  ) {
    super(`expected ${expected.en}, got ${got.en}`);
  }
}

/** What lies at an address: the bytes of a file and its name, or the posts of a WordPress site. */
export type Fetched =
  | { readonly kind: "file"; readonly bytes: Uint8Array; readonly name: string }
  | { readonly kind: "wordpress"; readonly posts: readonly unknown[] };

/** Fetches a table. Throws `SourceFault`. */
export async function fetchSource(written: string, outbound: Outbound): Promise<Fetched> {
  const address = readSourceAddress(written);
  if (address.kind === "wordpress") return { kind: "wordpress", posts: await fetchPosts(address.url, outbound) };
  const { body, headers } = await fetchPage(address.url, outbound);
  return { kind: "file", bytes: body, name: nameOf(headers["content-disposition"]) ?? address.name };
}

/** All posts of a collection, page by page: the site says how many there are. */
async function fetchPosts(collection: string, outbound: Outbound): Promise<unknown[]> {
  const posts: unknown[] = [];
  for (let page = 1, pages = 1; page <= pages; page++) {
    const url = new URL(collection);
    url.searchParams.set("per_page", String(PAGE_SIZE));
    url.searchParams.set("page", String(page));
    const { body, headers } = await fetchPage(url.href, outbound);
    const read = readJson(body);
    if (!Array.isArray(read)) throw new SourceFault(POSTS, ANOTHER_PAGE);
    posts.push(...(read as unknown[])); // JSON: what they are is looked at when they are read
    pages = Math.min(Number(headers["x-wp-totalpages"] ?? 1) || 1, MOST_PAGES + 1);
    if (pages > MOST_PAGES) throw new SourceFault(FEWER_POSTS, phrase("more", "davantage"));
  }
  return posts;
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined; // not JSON
  }
}

/** One response of status 200. Redirects are followed, each by the same rules: published sheets answer with one. */
async function fetchPage(first: string, outbound: Outbound): Promise<OutboundResponse> {
  let url = first;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const response = await ask(url, outbound);
    const { location } = response.headers;
    if (response.status < 300 || response.status >= 400 || location === undefined) return judge(response);
    const next = URL.parse(location, url);
    if (next === null) break;
    if (isSignIn(next)) throw new SourceFault(PUBLIC_SHEET, phrase("a page to sign in", "une page de connexion"));
    url = next.href;
  }
  throw new SourceFault(READABLE, phrase("an address that leads round in circles", "une adresse qui tourne en rond"));
}

function isSignIn({ hostname, pathname }: URL): boolean {
  return hostname === "accounts.google.com" || /\/(login|wp-login\.php|signin)\b/.test(pathname);
}

async function ask(url: string, outbound: Outbound): Promise<OutboundResponse> {
  try {
    return await outbound(url, {
      ...{ timeoutMs: TIMEOUT_MS, largestBytes: LARGEST_SOURCE, keepsRedirects: true },
      headers: {
        accept:
          "text/csv, application/json, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, */*;q=0.5",
      },
    });
  } catch (error) {
    if (error instanceof OutboundError) throw new SourceFault(READABLE, FAULTS[error.fault]);
    throw error;
  }
}

function judge(response: OutboundResponse): OutboundResponse {
  const { status } = response;
  if (status === 200) return response;
  if (status === 401 || status === 403) throw new SourceFault(PUBLIC_SHEET, said(status, REFUSED));
  if (status === 404 || status === 410) throw new SourceFault(READABLE, said(status, GONE));
  if (status === 429) throw new SourceFault(READABLE, said(status, TOO_OFTEN));
  throw new SourceFault(READABLE, said(status, OTHER));
}

function said(status: number, { en, fr }: Phrase): Phrase {
  return phrase(`${en} (HTTP ${status})`, `${fr} (HTTP ${status})`);
}

const FILE_NAME = /filename\*?=(?:UTF-8'')?"?([^";]+)"?/i;

function nameOf(disposition: string | undefined): string | null {
  return disposition === undefined ? null : (FILE_NAME.exec(disposition)?.[1] ?? null);
}

const READABLE = phrase(
  "an address at which the table can be read by anyone who has the link",
  "une adresse où le tableau peut être lu par toute personne qui a le lien",
);
const PUBLIC_SHEET = phrase(
  "a sheet that is published or shared with anyone who has the link",
  "une feuille publiée, ou partagée avec toute personne qui a le lien",
);
const POSTS = phrase(
  "a collection of a WordPress site, like https://example.org/wp-json/wp/v2/posts",
  "une collection d’un site WordPress, comme https://example.org/wp-json/wp/v2/posts",
);
const ANOTHER_PAGE = phrase("something else", "autre chose");
const FEWER_POSTS = phrase(`at most ${MOST_PAGES * PAGE_SIZE} posts`, `${MOST_PAGES * PAGE_SIZE} articles au plus`);
const REFUSED = phrase("the site refuses to show it", "le site refuse de le montrer");
const GONE = phrase("nothing is there any more", "il n’y a plus rien à cette adresse");
const TOO_OFTEN = phrase(
  "the site says that it was asked too often; it will be asked again later",
  "le site dit qu’on l’a trop sollicité ; un nouvel essai aura lieu plus tard",
);
const OTHER = phrase("the site answers with an error", "le site répond par une erreur");

const FAULTS: Readonly<Record<OutboundFault, Phrase>> = {
  ADDRESS: phrase(
    "an address to which the hub does not go: https and public addresses only",
    "une adresse où le réseau ne va pas : uniquement des adresses publiques en https",
  ),
  UNREACHABLE: phrase("no connection", "aucune connexion"),
  TLS_ERROR: phrase("a certificate that is not good", "un certificat qui n’est pas valable"),
  TIMED_OUT: phrase("no complete answer in time", "aucune réponse complète dans le temps imparti"),
  TOO_LARGE: phrase(`more than ${LARGEST_SOURCE / 1024 / 1024} MB`, `plus de ${LARGEST_SOURCE / 1024 / 1024} Mo`),
  BAD_CONTENT: phrase("an answer that cannot be read", "une réponse illisible"),
  HTTP_ERROR: phrase("an address that leads elsewhere", "une adresse qui mène ailleurs"),
};
