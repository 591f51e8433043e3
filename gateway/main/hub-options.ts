// What a hub is started with.
import type { Tracer } from "@opentelemetry/api";
import type { EdgeSettings } from "./hub-edge.js";
import type { ServiceOptions } from "./service-options.js";

export interface HubOptions extends ServiceOptions {
  readonly host: string;
  readonly port: number;
  /** Whether every reader may have queries explained: on a network for trying things out. */
  readonly explainsToAll: boolean;
  /** How long a request may take; five seconds when not given. */
  readonly requestTimeoutMs?: number;
  /** How long a subscriber may take to take one change off the wire. */
  readonly slowSubscriberMs?: number;
  readonly edge?: EdgeSettings;
  /** At the end, readers that ask for nothing for so long are waited for no longer; nobody is when not given. */
  readonly quietMs?: number;
  /** What spans are begun with; without it nothing is traced. */
  readonly tracer?: Tracer;
}
