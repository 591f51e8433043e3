// A hub over partners whose rows are those of a random network. In: limits. Out: a way to put a network behind the hub
// and to ask it as a reader.
import { createHubSigner } from "../../gateway/fetch/hub-signer.js";
import type { PartnerLimits } from "../../gateway/fetch/limits.js";
import type { ReaderVisibility } from "../../schema/hub-token.js";
import { FakePartner, type AskedRequest, type Behaviour } from "./fake-partner.js";
import { startTestHub, type Answer } from "./hub.js";
import { MemoryMirror } from "./memory-mirror.js";
import { FAILED } from "./expected-completeness.js";
import { partnerRows } from "./one-database.js";
import type { Network } from "./random-network.js";
import type { RandomOperation } from "./random-operation.js";

export interface RandomHub {
  readonly keys: readonly string[];
  /** From now on the partners are those of a network; some behave otherwise. */
  settle(network: Network, behaviours?: Readonly<Record<string, Behaviour>>): void;
  ask(
    operation: RandomOperation,
    visibility: ReaderVisibility,
    freshness?: "auto" | "live" | "mirror",
  ): Promise<Answer & { readonly status: number }>;
  stop(): Promise<void>;
}

export interface RandomHubOptions {
  /** Five unless said otherwise, 26 at most. */
  readonly partners?: number;
  /** Whether there is a mirror, which holds what the partners hold. */
  readonly hasMirror?: boolean;
}

/** Some partners behind a hub whose circuits close as soon as they can. */
export async function startRandomHub(
  limits: Partial<PartnerLimits>,
  { partners: count = 5, hasMirror = false }: RandomHubOptions = {},
): Promise<RandomHub> {
  const keys = [..."abcdefghijklmnopqrstuvwxyz"].slice(0, count).map((letter) => `part-${letter}`);
  const mirror = new MemoryMirror();
  mirror.hold(keys);
  const partners = await Promise.all(keys.map((key) => new FakePartner(key, []).start()));
  const signer = createHubSigner();
  const options = { development: true, signer, limits: { circuitMs: 1, circuitMostMs: 1, ...limits } };
  const hub = await startTestHub(partners, hasMirror ? { ...options, mirror } : options);
  return {
    keys,
    settle(network, behaviours = {}) {
      const used = partners.filter(({ key }) => network.keys.includes(key));
      for (const partner of used) {
        const rows = (asked: AskedRequest) => partnerRows(network, partner.key, readerOf(asked));
        partner.behaviour = { rows, ...behaviours[partner.key] };
      }
      mirror.rowsOf = (key, visibility) => partnerRows(network, key, visibility);
      hub.directory.replace(used.map(({ entry }) => entry));
    },
    async ask(operation, visibility, freshness = "auto") {
      const response = await fetch(`${hub.server.url}/graphql`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          authorization: visibility.toLowerCase(),
          "maillage-freshness": freshness,
        },
        body: JSON.stringify(operation),
      });
      return { ...((await response.json()) as Answer), status: response.status }; // the hub's own answer
    },
    async stop() {
      await hub.stop();
      await Promise.all(partners.map((partner) => partner.stop()));
    },
  };
}

/** For whom a partner is asked: the hub's token says it. */
function readerOf({ authorization = "" }: AskedRequest): ReaderVisibility {
  const claims = Buffer.from(authorization.split(".")[1] ?? "", "base64url").toString();
  return (JSON.parse(claims) as { visibility: ReaderVisibility }).visibility;
}

/** An answer's data as text, without what depends on the clock; all failures look alike. */
export function comparable(data: unknown): string {
  const plain = (key: string, value: unknown) => {
    if (/^as\d*(Of)?$/.test(key) && value !== null) return "now";
    return typeof value === "string" && FAILURES.has(value) ? FAILED : value;
  };
  return JSON.stringify(data, plain, 1);
}

const FAILURES = new Set(["TIMED_OUT", "UNREACHABLE", "REFUSED", "INVALID", "CIRCUIT_OPEN"]);
