// A browser as far as cookies go: keeps what it is given and sends it along. In: addresses and forms. Out: answers, and
// the cookies with their attributes.
export interface CookieClient {
  /** The cookies, by name. */
  readonly cookies: Map<string, string>;
  /** The last `Set-Cookie` headers. */
  readonly lastSet: string[];
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** Posts a form, as a page of the hub would. */
  post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Response>;
  /** Asks in GraphQL. */
  ask(query: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
}

/** A new browser, at a hub. Follows no redirects. */
export function cookieClient(url: string): CookieClient {
  const cookies = new Map<string, string>();
  const lastSet: string[] = [];
  const send = async (path: string, { headers, ...init }: RequestInit & { headers: Record<string, string> }) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const address = new URL(path, url);
    const all = cookie === "" ? headers : { cookie, ...headers };
    const response = await fetch(address, { redirect: "manual", ...init, headers: all });
    const set = response.headers.getSetCookie();
    if (set.length > 0) lastSet.splice(0, lastSet.length, ...set);
    for (const each of set) keep(cookies, each);
    return response;
  };
  return {
    cookies,
    lastSet,
    get: (path, headers = {}) => send(path, { headers: { ...headers } }),
    post: (path, fields, headers = {}) =>
      send(path, { method: "POST", body: new URLSearchParams(fields).toString(), headers: { ...FORM, ...headers } }),
    ask: (query, headers = {}) =>
      send("/graphql", { method: "POST", body: JSON.stringify({ query }), headers: { ...JSON_TYPE, ...headers } }),
  };
}

const FORM = { "content-type": "application/x-www-form-urlencoded" };
const JSON_TYPE = { "content-type": "application/json" };

function keep(cookies: Map<string, string>, header: string): void {
  const [pair = "", ...attributes] = header.split(";").map((part) => part.trim());
  const name = pair.slice(0, pair.indexOf("="));
  const value = pair.slice(pair.indexOf("=") + 1);
  const isGone = attributes.some((each) => /^max-age=0$/i.test(each) || /^expires=thu, 01 jan 1970/i.test(each));
  if (isGone || value === "") cookies.delete(name);
  else cookies.set(name, value);
}
