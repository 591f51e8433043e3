// The subgraphs of a hub in one process: the partition; registry, knowledge and exchange by transport `local`. In: the hub's services.
// Out: the subgraphs.
import type { Logger } from "pino";
import { describeFault } from "../../schema/describe-fault.js";
import { createLocalSubgraph } from "../execute/local-subgraph.js";
import type { ReaderContext, Subgraph } from "../execute/subgraph.js";
import { createPartition } from "../partition/partition.js";
import type { Principal } from "../../schema/principal.js";
import type { HubServices } from "./hub-services.js";
import { tellSeldom } from "./seldom.js";

/** A partner that breaks the contract with every answer is noted this often. */
const FAULT_MS = 10_000;

export interface HubSubgraphs {
  readonly partners: Subgraph;
  readonly registry: Subgraph;
  readonly knowledge: Subgraph;
  readonly exchange: Subgraph;
}

/** Makes them. */
export function createSubgraphs(services: HubServices, log: Logger): HubSubgraphs {
  const { registry, knowledge, exchange, directory, client } = services;
  const service = ({ principal, languages, quota = null, address = "", people = null }: ReaderContext) => {
    return { principal: principal as Principal, languages, quota, address, people }; // as the server has set them
  };
  return {
    partners: createPartition({
      directory,
      client,
      mirror: knowledge.mirror,
      erased: knowledge.erased,
      onMirrorTrouble: (error) => log.error({ error: describeFault(error) }, "The mirror did not answer."),
      onFault: tellSeldom(FAULT_MS, (partner) => {
        log.warn({ partner, kind: "INVALID" }, "A partner's answer was not as the contract has it.");
        void registry.incidents.report({ partner, kind: "INVALID_ANSWER", figures: {} }).catch(() => undefined);
      }),
    }),
    registry: createLocalSubgraph({
      name: "registry",
      schema: registry.schema,
      contextFor: (reader) => registry.contextFor(service(reader)),
      log,
    }),
    knowledge: createLocalSubgraph({
      name: "knowledge",
      schema: knowledge.schema,
      contextFor: (reader) => knowledge.contextFor(service(reader)),
      log,
    }),
    exchange: createLocalSubgraph({
      name: "exchange",
      schema: exchange.schema,
      contextFor: (reader) => exchange.contextFor(service(reader)),
      log,
    }),
  };
}
