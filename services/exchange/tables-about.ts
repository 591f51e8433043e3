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
  "exchange.quality": { own: "practice = :id" },
};

/** Tables that name none, each with what it holds. */
export const EXCHANGE_WITHOUT: Readonly<Record<string, string>> = {
  "exchange.record_cursor": "where the service stands in the hub's change feed",
  "exchange.feed": "the end of the service's own feed",
  "exchange.migrations": "names of migrations",
};
