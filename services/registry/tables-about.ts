// Which of the registry's tables may name a record, and in which columns. In: nothing. Out: conditions for those that may,
// reasons for those that do not. A test fails for a table that nobody has thought of.
import type { TablesAbout } from "../database/rows-about.js";

/** Tables that may name records. */
export const REGISTRY_ABOUT: TablesAbout = {
  "registry.data_request": { own: "subject = :id" },
  "registry.audit": { own: "subject = :id" },
};

/** Tables that name none, or name an organization for another reason; each with what it holds. */
export const REGISTRY_WITHOUT: Readonly<Record<string, string>> = {
  "registry.member": "accounts: the organization that they act for; they are shown to their holders only",
  "registry.access_key": "keys: the organization that they act for",
  "registry.partner": "partners: the organization that runs them",
  "registry.join_request": "associations that asked to join, and how they are reached",
  "registry.suspension": "why coordinators suspended partners",
  "registry.departed": "keys of partners that have left",
  "registry.source": "addresses of hosted partners' tables, and how many rows the last visit changed",
  "registry.conformance": "names of the kit's checks that partners fail",
  "registry.partner_schema": "digests of what partners serve",
  "registry.migrations": "names of migrations",
  "registry.incident": "figures about partners",
  "registry.invitation": "digests of links",
  "registry.setup_link": "digests of links",
  "registry.data_link": "digests of links; whose data a link shows, for 7 days",
  "registry.outbox": "messages that wait to be sent; they name requests, and organizations that members act for",
  "registry.digest_stop": "keyed digests of addresses that want no digests",
  "registry.session": "digests of sessions",
  "registry.oidc_flow": "sign-ins under way",
  "registry.sign_in_pace": "tries to sign in, for a quarter of an hour",
  "registry.data_request_pace": "digests of addresses, for a day",
  "registry.trusted_document": "texts of operations that coordinators registered",
};
