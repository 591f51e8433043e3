// The change feed's two tables as MikroORM entities. In: nothing. Out: one row per partner with its epoch and last
// number, and one row per change. How they are written stands in write-records.ts, how they are read in read-changes.ts.
import { defineEntity, p } from "@mikro-orm/core";
import { time } from "../../records/store/columns.js";
import { STORE_SCHEMA } from "./tables.js";

export const FeedRow = defineEntity({
  name: "FeedRow",
  tableName: "feed",
  schema: STORE_SCHEMA,
  properties: {
    partner: p.text().primary(),
    epoch: p.uuid(),
    /** The number of the partner's latest change. */
    last: p.bigint("string"),
    /** The database that the epoch belongs to: another one, or one wound back, begins another epoch. */
    lineage: p.text(),
  },
});

export const ChangeRow = defineEntity({
  name: "ChangeRow",
  tableName: "change",
  schema: STORE_SCHEMA,
  properties: {
    partner: p.text().primary(),
    sequence: p.bigint("string").primary(),
    op: p.text().$type<"UPSERT" | "DELETE">(),
    id: p.text(),
    at: time(),
    /** Whether readers of PUBLIC records could see the record before this change or after it. */
    seenByPublic: p.boolean(),
  },
});
