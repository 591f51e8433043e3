// Cursors of the hub's own change feed: what is none, what has expired, and what they do not tell.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";

const practice = (local: string, more: object = {}) => ({ id: `north:practice:${local}`, name: local, ...more });

let network: SmallNetwork;
beforeAll(async () => {
  network = await startSmallNetwork({
    north: [practice("a"), practice("hidden", { visibility: "NETWORK" })],
    south: [{ id: "south:organization:b", name: "Association b" }],
  });
});
afterAll(() => network.stop());

async function changesSince(after: string | null, as: "anonymous" | "reader" = "anonymous") {
  const query = `query ($after: String) { recordChangesSince(after: $after) { endCursor hasMore changes { op id } } }`;
  const { data, errors } = await network.ask(query, { as, variables: { after } });
  if (errors) throw new Error(JSON.stringify(errors));
  return data.recordChangesSince as { endCursor: string; hasMore: boolean; changes: object[] };
}

const endCursor = async () => (await changesSince(null, "reader")).endCursor;

/** A cursor as it looks, of some epoch, with a number that nobody gave. */
const cursorOf = (epoch: string) => Buffer.from(JSON.stringify([epoch, "A".repeat(22)])).toString("base64url");
const epochOf = (cursor: string) => String(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"))[0]);

describe("a cursor of changes", () => {
  it.each([
    ["no cursor", "BAD_USER_INPUT"],
    [cursorOf("00000000-0000-0000-0000-000000000000"), "CURSOR_EXPIRED"],
  ])("like %s is refused as %s", async (after, code) => {
    const { errors } = await network.ask(`query ($after: String) { recordChangesSince(after: $after) { hasMore } }`, {
      variables: { after },
    });
    expect(errors?.[0]?.extensions.code).toBe(code);
  });

  it("is refused when its number is none that the hub gave", async () => {
    const { errors } = await network.ask(`query ($after: String) { recordChangesSince(after: $after) { hasMore } }`, {
      variables: { after: cursorOf(epochOf(await endCursor())) },
    });
    expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });

  it("does not tell that something happened which the reader may not see", async () => {
    const [start, within] = [(await changesSince(null)).endCursor, await endCursor()];
    for (const round of [1, 2]) {
      await network.save("north", practice("hidden", { visibility: "NETWORK", name: `Hidden ${round}` }));
      await network.caughtUp();
    }
    expect(await changesSince(start)).toEqual({ endCursor: start, hasMore: false, changes: [] });
    expect((await changesSince(within, "reader")).changes).toHaveLength(2);
    await network.database.rows(`delete from knowledge.change where not seen_by_public`);
    await network.database.rows(`update knowledge.change_end set forgotten = last`);
    expect(await changesSince(start)).toEqual({ endCursor: start, hasMore: false, changes: [] });
  });

  it("has expired once what came after it was forgotten", async () => {
    const old = await endCursor();
    await network.save("south", { id: "south:organization:f", name: "Association f" });
    await network.caughtUp();
    await network.database.rows(`update knowledge.change_end set forgotten = last, forgotten_public = last`);
    const { errors } = await network.ask(`query ($after: String) { recordChangesSince(after: $after) { hasMore } }`, {
      variables: { after: old },
    });
    expect(errors?.[0]?.extensions).toEqual({ code: "CURSOR_EXPIRED" });
  });
});
