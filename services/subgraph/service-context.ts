// What a hub service is told of the reader. In: the gateway's request. Out: the context of its resolvers.
import type { PeopleMeter } from "../../schema/people-meter.js";
import type { Principal } from "../../schema/principal.js";
import type { Quota } from "../../schema/quota.js";

export interface ServiceContext {
  readonly principal: Principal;
  /** Languages the reader wants prose in, best first. */
  readonly languages: readonly string[];
  /** What is left to the reader of this minute's points. */
  readonly quota?: (() => Quota) | null;
  /** Counts the people that the reader is given; null where nobody counts. */
  readonly people?: PeopleMeter | null;
  /** The address that the request comes from, where it is known. */
  readonly address?: string;
}
