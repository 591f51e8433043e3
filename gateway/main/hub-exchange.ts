// The exchange service of a hub, joined to the rooms that it asks. In: these rooms, a way to ask. Out: the service.
import type { AskHub } from "../../schema/ask-hub.js";
import { describeFault } from "../../schema/describe-fault.js";
import { openExchange, type Exchange } from "../../services/exchange/open-exchange.js";
import type { Registry } from "../../services/registry/registry.js";
import { derivedSecret } from "./derived-secrets.js";
import type { ServiceOptions } from "./service-options.js";
import type { Ways } from "./ways-out.js";

export interface ExchangeParts {
  readonly registry: Registry;
  readonly ways: Pick<Ways, "outbound" | "checkTarget">;
  readonly ask: AskHub;
}

/** Opens it. Throws when the database cannot be reached. */
export function openHubExchange(
  { databaseUrl, key, log, deliveries = {}, actPace }: ServiceOptions,
  { registry, ways, ask }: ExchangeParts,
): Promise<Exchange> {
  const { outbound, checkTarget } = ways;
  return openExchange({
    ...{ databaseUrl, deliveries, ask, outbound, checkTarget },
    ...{ audit: registry.audit, publicUrl: registry.identity.publicUrl },
    ...(actPace === undefined ? {} : { pace: actPace }),
    suspended: async () =>
      (await registry.partners.inStates(["SUSPENDED", "QUARANTINED"])).map(({ key: each }) => each),
    webhookSecret: (id) => derivedSecret(key, `webhook ${id}`),
    onTrouble: (error) => log.error({ error: describeFault(error) }, "The exchange service could not do something."),
  });
}
