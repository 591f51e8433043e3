// Which of this service's tables may name a record, and in which columns. In: nothing. Out: conditions for those that may,
// reasons for those that do not. A test fails for a table that nobody has thought of.
import type { TablesAbout } from "../database/rows-about.js";

/** Tables that may name records. */
export const EXCHANGE_ABOUT: TablesAbout = {
  "exchange.record": { own: "id = :id", refers: "organization = :id or :id = any(people) or adapted_from = :id" },
  "exchange.told": { own: "false", refers: "record::text like '%' || to_json(:id)::text || '%'" },
  "exchange.notice": { own: "organization = :id", refers: "false" },
  "exchange.adoption": { own: "by = :id", refers: "practice = :id" },
  "exchange.review": { own: "by = :id", refers: "practice = :id" },
  "exchange.endorsement": { own: "person = :id", refers: "by = :id" },
  "exchange.community": { own: "by = :id" },
  "exchange.member": { own: "organization = :id" },
  "exchange.discussion": { own: "by = :id", refers: ":id = any(about)" },
  "exchange.post": { own: "by = :id or signed_by = :id" },
  "exchange.flag": { own: "by = :id" },
  "exchange.need": { own: "by = :id", refers: ":id = any(answered_by) or :id = any(answered_for)" },
  "exchange.need_match": { own: "person = :id", refers: "organization = :id" },
  "exchange.introduction": { own: "by = :id or to_id = :id", refers: "to_organization = :id or answered_by = :id" },
  "exchange.registration": { own: "person = :id", refers: "event = :id or organization = :id" },
  "exchange.workshop": { own: "event = :id" },
  "exchange.exchange_side": { own: "organization = :id" },
  "exchange.exchange": { own: "by = :id", refers: ":id = any(materials) or reported_by = :id" },
  "exchange.follow": { own: "organization = :id", refers: "false" },
  "exchange.saved_search": { own: "organization = :id" },
  "exchange.digest": { own: "organization = :id" },
  "exchange.pace": { own: "organization = :id" },
  "exchange.webhook": { own: "organization = :id" },
  "exchange.quality": { own: "practice = :id" },
};

/** Tables that name none, each with what it holds. */
export const EXCHANGE_WITHOUT: Readonly<Record<string, string>> = {
  "exchange.record_cursor": "where the service stands in the hub's change feed",
  "exchange.hidden": "ids of what coordinators have hidden",
  "exchange.delivery": "which notices wait to be sent to which webhooks",
  "exchange.feed": "the end of the service's own feed",
  "exchange.migrations": "names of migrations",
};
