// Watching what partners serve: each is asked for its SDL now and then, through the partner client like every question. In:
// the registry, a client. Out: what the registry makes of it. A partner that does not answer is looked at next time.
import { writeQuestion, type PartnerClient } from "../fetch/partner-client.js";
import { Tally } from "../execute/tally.js";
import type { DuePartner, SchemaDrift } from "../../services/registry/schema-drift.js";

export interface SchemaWatch {
  readonly drift: SchemaDrift;
  readonly client: PartnerClient;
  /** A partner's time between two looks. */
  readonly everyMs: number;
  /** Told when partners were quarantined. */
  readonly onQuarantine: () => Promise<void>;
  readonly onTrouble: (error: unknown) => void;
}

const TOGETHER = 4;
const LONGEST_TICK_MS = 30_000;

/** Begins to watch. Gives a way to stop, which waits for the look under way. */
export function watchSchemas(watch: SchemaWatch): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let isIdle = true;
  const look = (): void => {
    if (!isIdle) return;
    isIdle = false;
    running = lookAtDue(watch)
      .catch(watch.onTrouble)
      .then(() => void (isIdle = true));
  };
  const timer = setInterval(look, Math.min(LONGEST_TICK_MS, watch.everyMs)).unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

async function lookAtDue(watch: SchemaWatch): Promise<void> {
  for (;;) {
    const due = await watch.drift.claimDue(watch.everyMs, TOGETHER);
    const came = await Promise.all(due.map((partner) => lookAt(partner, watch)));
    if (came.includes("quarantined")) await watch.onQuarantine();
    if (due.length < TOGETHER) return;
  }
}

const QUESTION = writeQuestion("{ _service { sdl } }", {});

async function lookAt(partner: DuePartner, { drift, client }: SchemaWatch): Promise<string> {
  const deadline = Date.now() + client.limits.partnerMs;
  const outcome = await client.ask(partner, QUESTION, { visibility: "NETWORK", deadline, tally: new Tally() });
  if (outcome.kind === "failed") return outcome.status;
  const service: unknown = outcome.data["_service"];
  const sdl: unknown = typeof service === "object" && service !== null ? Reflect.get(service, "sdl") : undefined;
  return typeof sdl === "string" ? drift.note(partner, sdl) : "INVALID";
}
