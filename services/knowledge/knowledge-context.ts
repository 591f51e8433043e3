// What the knowledge service's resolvers are given. Types only.
import type { Session } from "../database/session.js";
import type { ServiceContext } from "../subgraph/service-context.js";

export interface KnowledgeContext extends ServiceContext {
  readonly database: Session;
}
