// How much one organization may write in an hour. In: who acts, and what. Out: nothing, or `RATE_LIMITED`. Counted in the
// database, for all processes and all keys of the organization together; an act that is refused counts too.
import type { GraphQLSchema } from "graphql";
import { CodedError } from "../../../schema/errors.js";
import type { Session } from "../../database/session.js";
import type { ActPace, ExchangeContext } from "../exchange-context.js";

/** The pace of a hub that sets none. */
export const USUAL_PACE: ActPace = { acts: 600, reaching: 100 };

const REACHING: ReadonlySet<string> = new Set([
  ...["createCommunity", "startDiscussion", "publishNeed", "proposeExchange", "requestIntroduction"],
  ...["endorse", "flag", "createWebhook"],
]);

/** Has every mutation of a schema keep the pace. */
export function keepPace(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { resolve, name } = field;
    if (resolve === undefined) continue;
    // eslint-disable-next-line max-params -- a resolver of graphql-js
    field.resolve = async (root, given, context: ExchangeContext, info) => {
      await countAct(context, name);
      return resolve(root, given, context, info);
    };
  }
  return schema;
}

async function countAct({ database, principal, pace }: ExchangeContext, act: string): Promise<void> {
  const { organization } = principal;
  if (organization === null) return; // who acts for nobody is refused, or is a coordinator
  await count(database, { organization, kind: "acts", most: pace.acts });
  if (REACHING.has(act)) await count(database, { organization, kind: "reaching", most: pace.reaching });
}

interface Counted {
  readonly organization: string;
  readonly kind: keyof ActPace;
  readonly most: number;
}

async function count(session: Session, { organization, kind, most }: Counted): Promise<void> {
  const over = "p.began_at <= now() - interval '1 hour'";
  const [row] = await session.rows<{ acts: number; rest: number }>(
    `insert into exchange.pace as p (organization, kind, began_at, acts) values (?, ?, now(), 1)
     on conflict (organization, kind) do update set acts = case when ${over} then 1 else least(p.acts, ?) + 1 end,
       began_at = case when ${over} then now() else p.began_at end
     returning acts, ceil(extract(epoch from began_at + interval '1 hour' - now()))::int as rest`,
    [organization, kind, most],
  );
  if (row === undefined || row.acts <= most) return;
  const retryAfter = Math.max(1, row.rest);
  const what = kind === "acts" ? "acts" : "acts that put something new before others";
  const message = `Your organization has made ${most} ${what} within an hour. Go on in ${retryAfter} s.`;
  throw new CodedError("RATE_LIMITED", message, { limit: most, retryAfter });
}
