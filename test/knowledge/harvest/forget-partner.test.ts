// A partner leaves while it is harvested: whatever is under way, nothing of it is there afterwards.
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { forgetPartner } from "../../../services/knowledge/harvest/forget-partner.js";
import { idOf, organization, PARTNER, startFeedUnderTest, type FeedUnderTest } from "./feed-under-test.js";

let feed: FeedUnderTest;
beforeEach(async () => {
  feed = await startFeedUnderTest();
});
afterEach(() => feed.stop());

const PAGES = 12;
const ON_A_PAGE = 60;

/** A feed of some hundred records; `onPage` is called as each page is asked for. */
function answerMany(onPage: (page: number) => void = () => undefined): void {
  feed.answer((after) => {
    const page = Number(after ?? 0);
    onPage(page);
    const entries = Array.from({ length: ON_A_PAGE }, (_none, index) => {
      const local = `o${page}-${index}`;
      return { sequence: page * ON_A_PAGE + index + 1, id: idOf(local), record: organization(local) };
    });
    return { entries, endCursor: String(page + 1), hasMore: page + 1 < PAGES };
  });
}

describe("a partner that left", () => {
  it("is forgotten, once or twice, and is not even asked any more", async () => {
    answerMany();
    await feed.harvest();
    expect((await feed.mirrored()).length).toBe(PAGES * ON_A_PAGE);
    await forgetPartner(feed.tools.database, PARTNER);
    await forgetPartner(feed.tools.database, PARTNER);
    const asked = feed.asked.length;
    await expect(feed.harvest()).rejects.toThrow("its partner left");
    expect(feed.asked.length).toBe(asked);
    expect([await feed.mirrored(), await feed.indexed()]).toEqual([[], []]);
    const left = await feed.tools.database.rows(
      `select op, count(*)::int as times from knowledge.change where partner = ? group by op`,
      [PARTNER],
    );
    expect(left).toEqual([{ op: "DELETE", times: PAGES * ON_A_PAGE }]);
  });

  it.each([0, 3, 7, 11])("is forgotten whole when it leaves as page %i of its feed is asked for", async (at) => {
    let forgotten: Promise<void> | null = null;
    answerMany((page) => {
      if (page === at) forgotten ??= forgetPartner(feed.tools.database, PARTNER);
    });
    const harvest = await feed.harvest().then(
      ({ end }) => end,
      (error: unknown) => String(error),
    );
    expect(harvest).toMatch(/its partner left|overtaken|caught-up/);
    await forgotten;
    expect([await feed.mirrored(), await feed.indexed()]).toEqual([[], []]);
  });
});
