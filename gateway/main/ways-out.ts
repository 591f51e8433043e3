// The ways out of the hub: the client that readers' questions take, the one that harvests, and the one for everything else.
// In: a signing key and limits. Out: clients that share their rules and what is known of names.
import type { Outbound } from "../../schema/outbound.js";
import { describeFault } from "../../schema/describe-fault.js";
import { createHubSigner, type HubSigner } from "../fetch/hub-signer.js";
import { NameLookup } from "../fetch/name-lookup.js";
import { createOutbound } from "../fetch/outbound.js";
import { checkAddress, type OutboundRules } from "../fetch/outbound-address.js";
import type { Outcome } from "../fetch/outcome.js";
import { PartnerClient } from "../fetch/partner-client.js";
import { originsOf } from "./active-partners.js";
import type { ServiceOptions } from "./service-options.js";

export type WaysOptions = Pick<ServiceOptions, "key" | "log" | "development" | "partnerLimits" | "signingKeys">;

/** Pages of a feed are large and nobody waits for them. */
const HARVEST_LIMITS = { partnerMs: 15_000, answerBytes: 32 * 1024 * 1024, inFlight: 2 };

export interface Ways {
  readonly signer: HubSigner;
  readonly client: PartnerClient;
  /** The way out, for everything that is no partner's `/graphql`. */
  readonly outbound: Outbound;
  /** The same to a program that this hub runs itself, wherever that is: never for an address that somebody else wrote. */
  readonly outboundTo: (own: string) => Outbound;
  /** Throws `OutboundError` for an address that nobody may be sent to, as far as it says itself. */
  checkTarget(url: string): void;
  /** Says which programs this hub runs itself, by the origins of their addresses. */
  setOwnOrigins(origins: ReadonlySet<string>): void;
  readonly harvester: PartnerClient;
  stopKeys(): void;
}

const KEYS_MS = 30_000;

/** Has the signer follow the keys as they are replaced. Gives a way to end it. */
async function followKeys(signer: HubSigner, { signingKeys, log }: WaysOptions): Promise<() => void> {
  if (signingKeys === undefined) return () => undefined;
  signer.replace(await signingKeys());
  const timer = setInterval(() => {
    signingKeys().then(
      (keys) => signer.replace(keys),
      (error: unknown) => log.error({ error: describeFault(error) }, "The signing keys could not be read anew."),
    );
  }, KEYS_MS).unref();
  return () => clearInterval(timer);
}

/** Opens them: one set of rules for every client, which so share what is known of names. */
export async function openWays(
  options: WaysOptions,
  onOutcome: (partner: string, outcome: Outcome) => void,
): Promise<Ways> {
  const { key, log, development = false } = options;
  let own: ReadonlySet<string> = new Set();
  const foreign: OutboundRules = { development, names: new NameLookup() };
  const rules: OutboundRules = { ...foreign, ownOrigins: () => own };
  const signer = createHubSigner(key);
  const onTrouble = (error: unknown): void =>
    log.error({ error: describeFault(error) }, "A partner could not be asked.");
  return {
    signer,
    stopKeys: await followKeys(signer, options),
    client: new PartnerClient({ ...rules, signer, onTrouble, onOutcome, limits: options.partnerLimits ?? {} }),
    harvester: new PartnerClient({ ...rules, signer, onTrouble, limits: HARVEST_LIMITS }),
    outbound: createOutbound(foreign),
    outboundTo: (endpoint) => createOutbound({ ...foreign, ownOrigins: () => originsOf([{ endpoint }]) }),
    checkTarget: (url) => void checkAddress(url, foreign),
    setOwnOrigins: (origins) => void (own = origins),
  };
}
