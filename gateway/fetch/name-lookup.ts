// Looking names up, apart from the machine's own lookups: c-ares instead of getaddrinfo, so that one slow name holds up
// no thread that others need. In: a name. Out: all of its addresses, IPv4 and IPv6. When the resolver is down, the last
// good answer serves for a while; when it says that there is no such name, it does not.
import { Resolver } from "node:dns/promises";
import { setTimeout as delay } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import { OutboundError } from "../../schema/outbound.js";
import { codeOf } from "./error-code.js";

export interface NameLookupOptions {
  /** `address:port` of resolvers, instead of the machine's. */
  readonly servers?: readonly string[];
  /** How long the last good answer serves while the resolver is down. */
  readonly staleMs?: number;
  /** How long the resolver is waited for when there is a last good answer. */
  readonly patienceMs?: number;
}

const TRY_MS = 1_000;
const TRIES = 2;
const STALE_MS = 10 * 60_000;
const PATIENCE_MS = 400;
/** How long one family's addresses wait for the other's (RFC 8305, section 3, asks for 50 ms at least). */
const OTHER_FAMILY_MS = 500;
const MOST_NAMES = 2_000;
const ABSENT: ReadonlySet<string> = new Set(["ENODATA", "ENOTFOUND"]);

interface Known {
  readonly addresses: readonly string[];
  readonly at: number;
}

export class NameLookup {
  readonly #resolver = new Resolver({ timeout: TRY_MS, tries: TRIES });
  readonly #known = new LRUCache<string, Known>({ max: MOST_NAMES });
  readonly #underWay = new Map<string, Promise<readonly string[]>>();
  readonly #staleMs: number;
  readonly #patienceMs: number;

  constructor({ servers, staleMs = STALE_MS, patienceMs = PATIENCE_MS }: NameLookupOptions = {}) {
    if (servers !== undefined) this.#resolver.setServers(servers);
    this.#staleMs = Math.min(staleMs, STALE_MS);
    this.#patienceMs = patienceMs;
  }

  /** The addresses of a name. Throws `OutboundError` UNREACHABLE. */
  async addressesOf(name: string): Promise<readonly string[]> {
    if (name === "localhost" || name.endsWith(".localhost")) return ["127.0.0.1", "::1"]; // RFC 6761
    const known = this.#known.get(name);
    const asked = this.#ask(name);
    if (known === undefined || Date.now() - known.at > this.#staleMs) return asked;
    asked.catch(() => undefined); // it may fail when nobody waits for it any more
    const waiting = new AbortController();
    const patience = delay(this.#patienceMs, known.addresses, { signal: waiting.signal }).catch(() => known.addresses);
    try {
      return await Promise.race([asked, patience]);
    } catch (error) {
      if (error instanceof ResolverDown) return known.addresses;
      throw error;
    } finally {
      waiting.abort();
    }
  }

  /** Looks a name up once for all who ask for it meanwhile. */
  #ask(name: string): Promise<readonly string[]> {
    const underWay = this.#underWay.get(name);
    if (underWay !== undefined) return underWay;
    const asked = this.#resolve(name).finally(() => this.#underWay.delete(name));
    this.#underWay.set(name, asked);
    return asked;
  }

  async #resolve(name: string): Promise<readonly string[]> {
    const ipv4: FamilyAnswer = { addresses: [], isAbsent: false };
    const ipv6: FamilyAnswer = { addresses: [], isAbsent: false };
    const families = [ipv4, ipv6];
    const work = [note(this.#resolver.resolve4(name), ipv4), note(this.#resolver.resolve6(name), ipv6)];
    const all = Promise.all(work);
    await Promise.race(work);
    if (families.some((family) => family.addresses.length > 0))
      await Promise.race([all, delay(OTHER_FAMILY_MS, undefined, { ref: false })]);
    else await all;
    const addresses = families.flatMap((family) => family.addresses);
    if (addresses.length > 0) {
      this.#known.set(name, { addresses, at: Date.now() });
      return addresses;
    }
    if (families.every((family) => family.isAbsent)) {
      this.#known.delete(name);
      throw new OutboundError("UNREACHABLE", "The name has no address.");
    }
    throw new ResolverDown("UNREACHABLE", "The name could not be looked up.");
  }
}

class ResolverDown extends OutboundError {}

/** What is known of a name's addresses of one family so far. */
interface FamilyAnswer {
  addresses: readonly string[];
  /** The resolver says that there are none. */
  isAbsent: boolean;
}

async function note(asked: Promise<string[]>, answer: FamilyAnswer): Promise<void> {
  try {
    answer.addresses = await asked;
  } catch (error) {
    answer.isAbsent = ABSENT.has(codeOf(error));
  }
}
