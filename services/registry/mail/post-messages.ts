// Sending the messages that wait, where mail is configured. In: the outbox, looked at every few seconds by any number of
// processes. Out: messages, each deleted once the mail server has it; what that does not take is tried again, later each time.
import { setTimeout as delay } from "node:timers/promises";
import type { DigestTicket, MailMessage, SayDigest, SendMail } from "../../../schema/mail.js";
import type { Session } from "../../database/session.js";
import { dropMessage, type WaitingMessage } from "../data-links.js";
import type { DigestStops } from "./digest-stops.js";
import { dropDigest } from "./digests.js";
import { sayMessage } from "./say-message.js";

export interface PostOptions {
  readonly send: SendMail;
  readonly sayDigest: SayDigest;
  readonly stops: Pick<DigestStops, "stopped" | "linkFor">;
  /** Between two looks. */
  readonly everyMs?: number;
  /** Before the second try; twice as long each time, at most an hour. Longer than sending takes, among several processes. */
  readonly retryMs?: number;
  /** Told of what could not be sent. */
  readonly onTrouble: (error: unknown) => void;
}

const EVERY_MS = 5_000;
const RETRY_MS = 120_000;
const LONGEST_RETRY_MS = 3_600_000;
const STOP_MS = 5_000;

/** Begins. `stop` waits for the message that is being sent, not for long: one that was not sent by then is sent again later. */
export function startPost(session: Session, options: PostOptions): { stop(): Promise<void> } {
  const { everyMs = EVERY_MS, onTrouble } = options;
  const ending = new AbortController();
  const { signal } = ending;
  let woken = Promise.withResolvers<void>();
  const work = async (): Promise<void> => {
    while (!signal.aborted) {
      woken = Promise.withResolvers();
      try {
        while (!signal.aborted && (await sendNext(session, options)));
      } catch (error) {
        onTrouble(error);
      }
      const timer = setTimeout(woken.resolve, everyMs);
      if (!signal.aborted) await woken.promise;
      clearTimeout(timer);
    }
  };
  const working = work();
  return {
    async stop() {
      ending.abort();
      woken.resolve();
      await Promise.race([working, delay(STOP_MS, undefined, { ref: false })]);
    },
  };
}

/** Sends the message that has waited longest. False when there is none that is due. */
async function sendNext(session: Session, options: PostOptions): Promise<boolean> {
  const { send, retryMs = RETRY_MS } = options;
  const [message] = await session.rows<WaitingMessage>(
    `update registry.outbox set tries = tries + 1,
       next_at = now() + least(? * power(2, least(tries, 30)), ${LONGEST_RETRY_MS}) * interval '1 millisecond'
     where id = (select id from registry.outbox where next_at <= now() order by next_at, id limit 1 for update skip locked)
     returning id, recipient, template, language, data`,
    [retryMs],
  );
  if (message === undefined) return false;
  const said = await say(message, options);
  if (said !== null) await send({ to: message.recipient, ...said });
  if (message.template === "digest") await dropDigest(session, message.id, ticketOf(message).ids);
  else await dropMessage(session, message.id);
  return true;
}

async function say(message: WaitingMessage, options: PostOptions): Promise<Omit<MailMessage, "to"> | null> {
  const { template, language, data } = message;
  return template === "digest" ? sayWanted(message, options) : sayMessage(template, language, data);
}

/** A digest, with the way to stop them; null for who has done so while it waited. */
async function sayWanted(
  message: WaitingMessage,
  { sayDigest, stops }: PostOptions,
): Promise<Omit<MailMessage, "to"> | null> {
  const { recipient, language } = message;
  if ((await stops.stopped([recipient])).size > 0) return null;
  const stopLink = stops.linkFor(recipient);
  const said = await sayDigest(ticketOf(message), { language, stopLink });
  return said === null ? null : { ...said, stopLink };
}

function ticketOf({ data }: WaitingMessage): DigestTicket {
  return data as unknown as DigestTicket; // as `queueDigest` wrote it
}
