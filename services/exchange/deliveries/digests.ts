// Notices by mail: one digest an organization every quarter of an hour at most, of what nobody has read. In: notices. Out:
// tickets that hold ids; the words are made when a message is sent, of what may be seen by then.
import { randomUUID } from "node:crypto";
import type { DigestReader, DigestTicket, MailMessage, QueueDigest } from "../../../schema/mail.js";
import { ANONYMOUS } from "../../../schema/principal.js";
import { proseLanguage, type ProseLanguage } from "../../../schema/prose-language.js";
import { ownerOf } from "../../../schema/record-id.js";
import type { Database } from "../../database/open-database.js";
import type { Session } from "../../database/session.js";
import type { ServiceContext } from "../../subgraph/service-context.js";
import type { ExchangeContext } from "../exchange-context.js";
import { goneSql } from "../records/seen.js";
import { sayNotices, type Sayable } from "../notices/inbox.js";

export interface DigestOptions {
  readonly database: Database;
  readonly queueDigest: QueueDigest;
  /** Between two digests of one organization; a quarter of an hour when not given. */
  readonly digestMs?: number;
  /** Between two looks. */
  readonly everyMs?: number;
  readonly onTrouble: (error: unknown) => void;
}

const DIGEST_MS = 15 * 60_000;
const EVERY_MS = 10_000;
const TOLD_DAYS = 7;
const MOST_TOLD = 20;

/** Begins to make digests. `stop` waits for what is under way. */
export function startDigests(options: DigestOptions): { stop(): Promise<void> } {
  let running = Promise.resolve();
  const look = (): void => {
    running = running.then(() => makeDigests(options)).catch(options.onTrouble);
  };
  look();
  const timer = setInterval(look, options.everyMs ?? EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

async function makeDigests({ database, queueDigest, digestMs = DIGEST_MS }: DigestOptions): Promise<void> {
  const due = await database.rows<{ organization: string }>(
    `select distinct n.organization from exchange.notice n left join exchange.digest d using (organization)
     where n.digest is null and n.read_at is null and n.at > now() - interval '${TOLD_DAYS} days'
       and not ${goneSql("n.organization")} and (d.at is null or d.at <= now() - ? * interval '1 millisecond')`,
    [digestMs],
  );
  for (const { organization } of due)
    await database.transaction(async (tx) => {
      const id = randomUUID();
      if (await claim(tx, { organization, id, digestMs })) await queueDigest({ organization, ids: [id] });
    });
}

interface Claim {
  readonly organization: string;
  readonly id: string;
  readonly digestMs: number;
}

/** Marks what is to be told. False when another process has just done so. */
async function claim(tx: Session, { organization, id, digestMs }: Claim): Promise<boolean> {
  const claimed = await tx.rows(
    `insert into exchange.digest as d (organization, at) values (?, now()) on conflict (organization) do update
     set at = now() where d.at <= now() - ? * interval '1 millisecond' returning 1`,
    [organization, digestMs],
  );
  if (claimed.length === 0) return false;
  const told = await tx.rows(
    `update exchange.notice set digest = ?::uuid where organization = ? and digest is null and read_at is null
       and at > now() - interval '${TOLD_DAYS} days' returning 1`,
    [id, organization],
  );
  return told.length > 0;
}

interface Words {
  readonly subject: (count: number) => string;
  readonly more: (count: number) => string;
  readonly end: (url: string, stopLink: string) => string;
}

const WORDS: Readonly<Record<ProseLanguage, Words>> = {
  en: {
    subject: (count) =>
      count === 1 ? "One piece of news for your association" : `${count} pieces of news for your association`,
    more: (count) => `… and ${count} more.`,
    end: (url, stopLink) =>
      `What nobody of your association has read yet. More at ${url}\nYou get this because you have an account there; whoever administers your association's accounts can remove it.\nTo get no more of these messages: ${stopLink}`,
  },
  fr: {
    subject: (count) =>
      count === 1 ? "Une nouvelle pour votre association" : `${count} nouvelles pour votre association`,
    more: (count) => `… et ${count} de plus.`,
    end: (url, stopLink) =>
      `Voici ce que personne de votre association n’a encore lu. La suite sur ${url}\nVous recevez ce message parce que vous y avez un compte ; la personne qui administre les comptes de votre association peut le supprimer.\nPour ne plus recevoir ces messages : ${stopLink}`,
  },
};

/** What a digest says now; null when everything has been read. */
export async function sayDigest(
  { organization, ids }: DigestTicket,
  { language, stopLink }: DigestReader,
  contextFor: (context: ServiceContext) => ExchangeContext,
): Promise<Omit<MailMessage, "to"> | null> {
  const member = { ...ANONYMOUS, kind: "MEMBER" as const, organization, partner: ownerOf(organization) };
  const principal = { ...member, scopes: ["read:network"], visibility: "NETWORK" as const };
  const context = contextFor({ principal, languages: [language] });
  const rows = await context.database.rows<Sayable & { readonly total: number }>(
    `select kind, subject, by, about, count(*) over ()::int as total from exchange.notice
     where organization = ? and digest = any(?::uuid[]) and read_at is null and not ${goneSql("notice.organization")} order by number desc limit ${MOST_TOLD}`,
    [organization, ids],
  );
  const [first] = rows;
  if (first === undefined) return null;
  const { subject, more, end } = WORDS[proseLanguage([language])];
  const lines = (await sayNotices(context, rows)).map((text) => `- ${oneLine(text)}`);
  const rest = first.total > rows.length ? [more(first.total - rows.length)] : [];
  return {
    subject: subject(first.total),
    text: `${[...lines, ...rest].join("\n")}\n\n${end(context.publicUrl(), stopLink)}\n`,
  };
}

/** Names are others' text: none begins a line of its own. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, " ");
}
