// Mail, where it is configured: registry's messages and exchange's digests go out by `fetch`. In: settings and services. Out:
// a way to end it.
import { describeFault } from "../../schema/describe-fault.js";
import type { Exchange } from "../../services/exchange/open-exchange.js";
import type { Registry } from "../../services/registry/registry.js";
import { createMailTransport } from "../fetch/mail-transport.js";
import type { ServiceOptions } from "./service-options.js";

export interface MailParts {
  readonly registry: Pick<Registry, "mail">;
  readonly exchange: Pick<Exchange, "sayDigest" | "startDigests">;
}

/** Begins to send, in this process as in any other; without settings, nothing. */
export function startMail(
  { mail = null, log }: Pick<ServiceOptions, "mail" | "log">,
  { registry, exchange }: MailParts,
): { stop(): Promise<void> } {
  if (mail === null) return { stop: () => Promise.resolve() };
  const { server, from, digests, digestMs, everyMs, retryMs } = mail;
  const onTrouble = (error: unknown): void =>
    log.error({ error: describeFault(error) }, "A message could not be sent; it will be tried again.");
  const pace = {
    ...(everyMs === undefined ? {} : { everyMs }),
    ...(digestMs === undefined ? {} : { digestMs }),
    ...(retryMs === undefined ? {} : { retryMs }),
  };
  const send = createMailTransport(server, from);
  const running = [registry.mail.start({ ...pace, send, sayDigest: exchange.sayDigest, onTrouble })];
  const { queueDigest } = registry.mail;
  if (digests) running.push(exchange.startDigests({ ...pace, queueDigest, onTrouble }));
  return { stop: async () => void (await Promise.all(running.map((each) => each.stop()))) };
}
