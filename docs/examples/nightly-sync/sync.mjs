// A copy of the network in SQLite, brought up to date each night. Needs Node 24, which has SQLite in it:
//   node docs/examples/nightly-sync/sync.mjs http://localhost:4000 network.db
// With cron, at 3:17 each night:
//   17 3 * * *  cd /srv/our-app && MAILLAGE_KEY=… node sync.mjs https://hub.example network.db >> sync.log 2>&1
// What is deleted at its partner is deleted here by the next run. It may be killed at any time: the next run goes on.
// In an app of your own, import from "@maillage/client" instead.
import { DatabaseSync } from "node:sqlite";
import { createClient } from "../../../dist/client/client.js";

const [url = "http://localhost:4000", file = "network.db"] = process.argv.slice(2);

const database = new DatabaseSync(file);
database.exec(`
  pragma journal_mode = wal;
  pragma secure_delete = on; -- what people took back is not to be found in the file any more
  create table if not exists record (id text primary key, type text not null, name text not null, body text not null) strict;
  create table if not exists place (only integer primary key check (only = 1), cursor text) strict;
`);
const upsert = database.prepare(`insert into record (id, type, name, body) values (?, ?, ?, ?)
  on conflict (id) do update set type = excluded.type, name = excluded.name, body = excluded.body`);
const remove = database.prepare("delete from record where id = ?");
const keepCursor = database.prepare(
  "insert into place (only, cursor) values (1, ?) on conflict (only) do update set cursor = excluded.cursor",
);

const store = {
  cursor: async () => database.prepare("select cursor from place").get()?.cursor ?? null,
  ids: async () =>
    database
      .prepare("select id from record")
      .all()
      .map(({ id }) => id),
  // One transaction: the changes and the cursor, or neither.
  apply: async (changes, cursor) => {
    database.exec("begin immediate");
    try {
      for (const { op, id, record } of changes) {
        if (op === "DELETE") remove.run(id);
        else upsert.run(id, record.__typename, record.name, JSON.stringify(record));
      }
      keepCursor.run(cursor);
      database.exec("commit");
    } catch (error) {
      database.exec("rollback");
      throw error;
    }
  },
};

const client = createClient({
  url,
  key: process.env.MAILLAGE_KEY,
  onRetry: ({ error, waitMs }) => console.error(`${error.message} Once more in ${Math.ceil(waitMs / 1000)} s …`),
});

try {
  const { upserted, deleted, isAnew } = await client.sync({ store });
  const { many } = database.prepare("select count(*) as many from record").get();
  console.log(
    `${isAnew ? "listed everything" : "took what changed"}: ${upserted} saved, ${deleted} deleted, ${many} records`,
  );
} catch (error) {
  console.error(`${error.code ?? "ERROR"}: ${error.message}`); // codes: docs/errors.md
  process.exitCode = 1;
}
database.close();
