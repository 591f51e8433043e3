// What the knowledge service's resolvers are given. Types only.
import type DataLoader from "dataloader";
import type { Session } from "../database/session.js";
import type { ServiceContext } from "../subgraph/service-context.js";
import type { AskedTopics } from "./gaps/asked-topics.js";
import type { TopicCounts } from "./graph/topic-counts.js";
import type { SearchIndex } from "./search/search-index.js";

export interface KnowledgeContext extends ServiceContext {
  readonly database: Session;
  readonly index: SearchIndex;
  readonly asked: AskedTopics;
  readonly topicCounts: TopicCounts;
  /** The same association in other directories, by id. */
  readonly sameAs: DataLoader<string, readonly string[]>;
}
