// Words for what coordinators see: how partners are, incidents, scopes of keys, requests about data, acts of the audit log. In: the hub's
// names for them. Out: what readers call them.
import { useLingui } from "@lingui/react/macro";

export const SCOPES = ["read:network", "exchange:write", "network:join", "partner:admin", "network:admin"] as const;

/** The words. What has none keeps the hub's name. */
export function useStaffWords() {
  const { t } = useLingui();
  const level: Readonly<Record<string, string>> = { LIVE: t`Live`, BASIC: t`Change feed only` };
  const scope: Readonly<Record<string, string>> = {
    "read:network": t`Read what is for partners of the network`,
    "exchange:write": t`Take part: needs, discussions, registrations`,
    "network:join": t`Ask to join`,
    "partner:admin": t`Administer its own partner`,
    "network:admin": t`Coordinate the network: everything on these pages`,
  };
  return {
    health: { UP: t`Answers now`, SLOW: t`Slow to answer`, DOWN: t`Does not answer`, UNKNOWN: t`Not asked lately` },
    level,
    scope,
    requestKind: {
      CORRECT: t`Correct it`,
      ERASE: t`Erase it`,
      ACCESS: t`Show all that is held`,
      OBJECT: t`Stop using it`,
    },
    requestState: { UNCONFIRMED: t`Not confirmed yet`, OPEN: t`To be decided`, CLOSED: t`Decided` },
    outcome: {
      CORRECTED: t`Corrected`,
      ERASED: t`Erased`,
      DISCLOSED: t`Everything was shown`,
      REFUSED: t`Refused`,
    },
  } as const;
}

/** What incidents are called, by kind. */
export function useIncidentWords(): (kind: string) => string {
  const { t } = useLingui();
  const words: Readonly<Record<string, string>> = {
    INVALID_ANSWER: t`An answer breaks the contract`,
    INVALID_ENTRIES: t`The change feed breaks the contract`,
    MASS_DISAPPEARANCE: t`Most records disappeared`,
    SEQUENCE_BACKWARDS: t`The change feed ran backwards`,
    FEED_STUCK: t`The change feed does not get on`,
    ERASURE_REQUESTED: t`Something was erased on request`,
    ERASED_OFFERED: t`The partner offers what was erased`,
    MANY_PEOPLE_READ: t`A reader has seen very many people`,
    SCHEMA_CHANGED: t`The schema changed`,
    SCHEMA_BROKEN: t`The schema breaks the contract`,
    NOT_CONFORMING: t`The checks are not passed any more`,
    SOURCE_UNREADABLE: t`The table cannot be read`,
    SOURCE_STOPPED: t`The table looks like a wrong one`,
  };
  return (kind) => words[kind] ?? kind;
}

/** What acts of the audit log are called. */
export function useActWords(): (action: string) => string {
  const { t } = useLingui();
  const words: Readonly<Record<string, string>> = {
    "access-key.issue": t`issued an access key`,
    "access-key.revoke": t`revoked an access key`,
    "data-request.confirm": t`confirmed a data request`,
    "data-request.read": t`read what is held`,
    "data-request.resolve": t`decided a data request`,
    "document.register": t`registered a trusted operation`,
    "document.remove": t`removed a trusted operation`,
    "flag.resolve": t`decided on what was flagged`,
    "member.invite": t`invited a member`,
    "member.join": t`joined as a member`,
    "member.remove": t`removed a member`,
    "network.set-up": t`set the network up`,
    "partner.request": t`asked to join`,
    "partner.request-hosted": t`asked to be hosted`,
    "partner.approve": t`approved a partner`,
    "partner.suspend": t`suspended a partner`,
    "partner.resume": t`resumed a partner`,
    "partner.remove": t`removed a partner`,
    "partner.leave": t`left the network`,
    "record.save": t`saved a record`,
    "record.withdraw": t`withdrew a record`,
    "source.set": t`set a table’s address`,
    "source.remove": t`removed a table’s address`,
    "table.import": t`imported a table`,
    "webhook.create": t`made a webhook`,
    "webhook.delete": t`deleted a webhook`,
    "webhook.remove": t`removed a failing webhook`,
  };
  return (action) => words[action] ?? action;
}
