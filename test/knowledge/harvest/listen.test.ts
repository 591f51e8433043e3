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
    let heard = 0;
    const listener = await listening.listen("test_channel", () => heard++);
    const hears = async (count: number): Promise<boolean> => {
      for (let attempt = 0; attempt < 100 && heard < count; attempt++) await delay(50);
      return heard >= count;
    };
    await other.rows("select pg_notify('test_channel', '')");
    expect(await hears(1)).toBe(true);
    await other.rows(
      `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %' and datname = current_database()`,
    );
    expect(await hears(2)).toBe(true);
    await other.rows("select pg_notify('test_channel', '')");
    expect(await hears(3)).toBe(true);
    listener.stop();
    await Promise.all([listening.close(), other.close()]);
  });
});
