// The demo network with its console in a real browser, one of its partners down since it was harvested. In: who looks, how. Out: pages that remember every complaint and every request to another origin; members who are signed in.
import type { BrowserContextOptions, Page } from "playwright-core";
import { startBrowser, type TestBrowser } from "../kit/browser.js";
import { cookieClient } from "../kit/cookie-client.js";
import { launchNetwork, temporaryFolder, type LaunchedNetwork } from "../kit/launched.js";
import { until } from "../kit/until.js";

/** The partner that is down. */
export const AWAY = "coordination-bruxelles";
/** Seconds after the network is ready: by then the hub has read it, on a busy machine, too. */
const AWAY_AFTER_S = 12;
const PASSWORD = "une phrase assez longue";

export type Role = "READER" | "CONTRIBUTOR" | "PARTNER_ADMIN" | "COORDINATOR";

export interface Member {
  readonly email: string;
  readonly name: string;
  readonly cookies: ReadonlyArray<{ readonly name: string; readonly value: string }>;
}

export interface Look extends Pick<
  BrowserContextOptions,
  "viewport" | "colorScheme" | "reducedMotion" | "forcedColors"
> {
  readonly as?: Member;
  readonly language?: "en" | "fr";
}

export interface ConsolePage {
  readonly page: Page;
  /** Of the console, of the page's policy, of other origins. */
  readonly complaints: string[];
  /** Goes to an address of the console, and waits until it is there. */
  go(path: string): Promise<void>;
  close(): Promise<void>;
}

export interface ConsoleNetwork {
  readonly network: LaunchedNetwork;
  readonly browser: TestBrowser;
  open(look?: Look): Promise<ConsolePage>;
  /** A link that makes an account. */
  invite(name: string, organization: string, role: Role): Promise<{ readonly link: string; readonly email: string }>;
  /** Somebody with an account, signed in. The same person each time. */
  member(name: string, organization: string, role?: Role): Promise<Member>;
  /** Resolves when the partner that goes away is down, and the hub answers for it from what it has read. */
  whenAway(): Promise<void>;
  /** Asks as the administrator. Throws where there are errors. */
  // eslint-disable-next-line typescript/no-explicit-any -- answers are compared, not computed with
  done(query: string, variables?: Readonly<Record<string, unknown>>): Promise<any>;
}

export interface RunningConsole extends ConsoleNetwork {
  stop(): Promise<void>;
}

/** Starts the network and a browser. `databaseUrl`: an empty database; the network starts its own where there is none. */
export async function startConsoleNetwork(databaseUrl?: string): Promise<RunningConsole> {
  const folder = await temporaryFolder();
  const args = ["--data-dir", folder.path, "--fault", `${AWAY}=down@${AWAY_AFTER_S}`];
  const env = { MAILLAGE_DEVELOPMENT: "1" }; // a partner of a test answers on this machine
  const network = await launchNetwork({ args, env, ...(databaseUrl === undefined ? {} : { databaseUrl }) });
  const browser = await startBrowser();
  return {
    ...consoleOf(network, browser),
    async stop() {
      await browser.stop();
      await network.stop();
      await folder.remove();
    },
  };
}

const IS_AWAY = `query ($partners: [ID!]) { practices(first: 1, filter: { partners: $partners }) {
  nodes { id } totalCount completeness { sources { partner via } } } }`;
const INVITE = `mutation ($input: MemberInput!) { inviteMember(input: $input) { link } }`;

function consoleOf(network: LaunchedNetwork, browser: TestBrowser): ConsoleNetwork {
  const members = new Map<string, Promise<Member>>();
  const done: ConsoleNetwork["done"] = async (query, variables = {}) => {
    const { data, errors } = await network.ask(query, { key: network.keys.admin, variables });
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return data;
  };
  const invite: ConsoleNetwork["invite"] = async (name, organization, role) => {
    const email = `${name.toLowerCase().replaceAll(/\W+/g, ".")}@example.org`;
    const { inviteMember } = await done(INVITE, { input: { name, email, organization, role } });
    return { link: inviteMember.link, email };
  };
  return {
    ...{ network, browser, invite, done },
    open: (look = {}) => openPage({ network, browser }, look),
    whenAway: () =>
      until(async () => {
        const { practices } = await done(IS_AWAY, { partners: [AWAY] });
        const sources: ReadonlyArray<{ partner: string; via: string | null }> = practices.completeness.sources;
        return practices.nodes.length > 0 && sources.some(({ partner, via }) => partner === AWAY && via === "MIRROR");
      }),
    member(name, organization, role = "CONTRIBUTOR") {
      const known = members.get(name) ?? makeMember(network, name, () => invite(name, organization, role));
      members.set(name, known);
      return known;
    },
  };
}

async function makeMember(
  network: LaunchedNetwork,
  name: string,
  invite: () => Promise<{ readonly link: string; readonly email: string }>,
): Promise<Member> {
  const { link, email } = await invite();
  const client = cookieClient(network.url);
  const token = new URL(link).searchParams.get("token") ?? "";
  await client.post("/auth/invitation", { token, password: PASSWORD, again: PASSWORD });
  const cookies = [...client.cookies].map(([cookie, value]) => ({ name: cookie, value }));
  if (cookies.length === 0) throw new Error(`${name} was not let in`);
  return { email, name, cookies };
}

const PATIENCE_MS = 20_000;

async function openPage(
  { network, browser }: { readonly network: LaunchedNetwork; readonly browser: TestBrowser },
  { as, language = "en", viewport = { width: 1_280, height: 800 }, ...look }: Look,
): Promise<ConsolePage> {
  const locale = language === "fr" ? "fr-FR" : "en-GB";
  const { page, complaints } = await browser.open({ ...look, viewport, locale, acceptDownloads: true });
  page.setDefaultTimeout(PATIENCE_MS);
  if (as !== undefined) await page.context().addCookies(as.cookies.map((cookie) => ({ ...cookie, url: network.url })));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${network.url}/`) && !/^(data|blob):/.test(url)) complaints.push(`asked ${url}`);
  });
  return {
    page,
    complaints,
    async go(path) {
      await page.goto(`${network.url}${path}`);
      await isThere(page);
    },
    close: () => page.context().close(),
  };
}

/** Waits until a page has its title and nothing on it is still on its way. */
export async function isThere(page: Page): Promise<void> {
  await page.locator("h1").first().waitFor({ state: "attached" });
  await page.locator(".skeleton, .skeleton-title, [aria-busy=true]").first().waitFor({ state: "detached" });
}

/** How far a page can be scrolled sideways, in pixels. */
export async function sideways(page: Page): Promise<number> {
  return page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
}
