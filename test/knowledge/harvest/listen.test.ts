import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import { openKnowledgeDatabase } from "../../../services/knowledge/knowledge-database.js";
import { testDatabase } from "../../kit/database.js";

describe("listening to a database", () => {
  it("hears every notification, and calls once more after its connection broke: something may have been missed", async () => {
    const databaseUrl = await testDatabase();
    const [listening, other] = [
      await openKnowledgeDatabase({ databaseUrl }),
      await openKnowledgeDatabase({ databaseUrl }),
    ];
    const heard: Array<string | null> = [];
    const listener = await listening.listen("test_channel", (payload) => void heard.push(payload));
    const hears = async (...expected: Array<string | null>): Promise<void> => {
      for (let attempt = 0; attempt < 100 && heard.length < expected.length; attempt++) await delay(50);
      expect(heard).toEqual(expected);
    };
    await other.rows("select pg_notify('test_channel', 'one')");
    await hears("one");
    await other.rows(
      `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %' and datname = current_database()`,
    );
    await hears("one", null);
    await other.rows("select pg_notify('test_channel', 'two')");
    await hears("one", null, "two");
    listener.stop();
    await Promise.all([listening.close(), other.close()]);
  });

  it("keeps no connection when it is stopped while it connects again, or cannot listen: the pool closes", async () => {
    const databaseUrl = await testDatabase();
    const database = await openKnowledgeDatabase({ databaseUrl });
    await expect(database.listen("no channel", () => undefined)).rejects.toThrow("syntax error");
    const listener = await database.listen("test_channel", () => undefined);
    const other = await openKnowledgeDatabase({ databaseUrl });
    await other.rows(
      `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %' and datname = current_database()`,
    );
    await delay(500);
    listener.stop();
    await Promise.all([database.close(), other.close()]);
  });
});
