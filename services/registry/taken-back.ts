// What was taken back, beside the database, so that a backup of it that is restored does not give it out again: keys that
// were revoked, members who were removed, partners that left. In: a file of one JSON object a line, ids only. Out: lines
// appended; what the file knows and the database does not is taken back anew.
import { z } from "zod";
import type { AuditLog } from "../../schema/audit.js";
import { isPartnerKey } from "../../schema/record-id.js";
import { appendLines, readLines, type LineFormat } from "../database/line-file.js";
import type { Session } from "../database/session.js";
import { departIn } from "./departures.js";
import type { RegistryDatabase } from "./store/open-registry-store.js";

const LINE = z.discriminatedUnion("kind", [
  z.object({ kind: z.enum(["key", "member"]), id: z.uuid() }),
  z.object({ kind: z.literal("partner"), id: z.string().refine(isPartnerKey) }),
]);
type TakenBack = z.infer<typeof LINE>;
const FORMAT: LineFormat<TakenBack> = {
  parse: (value) => LINE.parse(value),
  begins: '{"kind":',
  what: "a key, a member or a partner that was taken back",
};

export interface TakenBackParts {
  readonly database: RegistryDatabase;
  readonly audit: AuditLog;
  readonly file: string;
  readonly onTrouble: (error: unknown) => void;
}

const WRITE_MS = 2_000;
/** Acts are numbered before they are committed: so many that are older are looked at again. */
const LOOK_BACK = 1_000;
const ACTOR = "hub";

/** Takes back what the file says, then keeps the file up to date. Gives the way to stop. */
export async function keepTakenBack(parts: TakenBackParts): Promise<{ stop(): Promise<void> }> {
  await replayTakenBack(parts);
  let seen = 0;
  let running = Promise.resolve();
  const write = (): Promise<void> => (running = running.then(async () => void (seen = await writeSince(parts, seen))));
  const writeAndTell = (): void => void (running = write().catch(parts.onTrouble));
  await write();
  const timer = setInterval(writeAndTell, WRITE_MS).unref();
  return {
    async stop() {
      clearInterval(timer);
      await write().catch(parts.onTrouble);
    },
  };
}

/**
 * Takes back what the file knows and the database does not: call it before anything is served. Gives how much that was.
 * Throws when the file holds anything else: no key is to be good again unnoticed.
 */
export async function replayTakenBack({ database, audit, file }: Omit<TakenBackParts, "onTrouble">): Promise<number> {
  const known = await readLines(file, FORMAT);
  const ids = (kind: TakenBack["kind"]): string[] => known.filter((each) => each.kind === kind).map(({ id }) => id);
  return database.transaction(async (session) => {
    const gone = (action: string) => async (rows: Promise<Array<{ id: string }>>) => {
      const subjects = (await rows).map(({ id }) => id);
      for (const subject of subjects) await audit.note({ actor: ACTOR, action, subject }, session);
      return subjects.length;
    };
    const keys = await gone("access-key.revoke")(session.rows(REVOKE, [ids("key")]));
    const members = await gone("member.remove")(session.rows(REMOVE, [ids("member")]));
    return keys + members + (await gone("partner.remove")(departAll(session, ids("partner"))));
  });
}

const REVOKE = `update registry.access_key set revoked_at = now() where id = any(?::uuid[]) and revoked_at is null
  returning id::text`;
const REMOVE = `delete from registry.member where id = any(?::uuid[]) returning id::text`;

/** Partners that are none in this database yet, or still, and never again. */
async function departAll(session: Session, keys: readonly string[]): Promise<Array<{ id: string }>> {
  const left = await session.rows<{ id: string }>(
    `select id from unnest(?::text[]) as gone(id) where not exists (select from registry.departed where key = id)`,
    [keys],
  );
  for (const { id } of left) await departIn(session, id);
  return left;
}

/** Appends what was taken back since an act; 0: ever. Gives the number of the last act that was looked at. */
async function writeSince({ database, file }: TakenBackParts, seen: number): Promise<number> {
  const [{ last } = { last: 0 }] = await database.rows<{ last: number }>(
    `select coalesce(max(number), 0)::double precision as last from registry.audit`,
  );
  const rows = await database.rows<TakenBack>(
    `select case action when 'member.remove' then 'member' else 'key' end as kind, subject as id from registry.audit
       where number > ? and action in ('access-key.revoke', 'member.remove')
     union all select 'partner', key from registry.departed`,
    [seen - LOOK_BACK],
  );
  const known = new Set((await readLines(file, FORMAT)).map(({ id }) => id));
  await appendLines(
    file,
    rows.filter(({ id }) => !known.has(id)).map(({ kind, id }) => ({ kind, id })),
  );
  return last;
}
