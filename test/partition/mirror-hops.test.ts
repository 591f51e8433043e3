// References to records of partners that fail: the mirror answers, and only for those.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { contractRow } from "../kit/contract-rows.js";
import { AS_OF, MirroredPartners, RESET } from "../kit/mirrored-partners.js";

let all: MirroredPartners;
beforeAll(async () => {
  all = await MirroredPartners.start();
});
afterAll(() => all.stop());
beforeEach(() => all.settle());

describe("references", () => {
  const HOP = `{ events { nodes { materials { id name freshness { via asOf } } } } }`;
  const row = contractRow("part-sound:event:e", {
    materials: [
      "part-broken:practice:1",
      "part-sound:practice:1",
      "part-broken:practice:2",
      "part-broken:practice:none",
    ].map((id) => ({ __typename: "Practice", id })),
  });
  const materials = async (headers: Record<string, string> = {}) => {
    const { data, errors } = await all.hub.ask(HOP, {}, headers);
    const events = data?.events as unknown as { nodes: Array<{ materials: unknown[] }> }; // as HOP selects it
    return { materials: events.nodes[0]?.materials, errors };
  };
  beforeAll(() => void all.partners[2]?.rows.push(row));
  afterAll(() => void all.partners[2]?.rows.pop());

  const mirrored = { via: "MIRROR", asOf: AS_OF };

  it("to a partner that fails are answered by the mirror, and what it does not know is gone", async () => {
    all.behave({ "part-broken": RESET });
    const found = await materials();
    expect(found.errors).toBeUndefined();
    expect(found.materials).toMatchObject([
      { id: "part-broken:practice:1", freshness: mirrored },
      { id: "part-sound:practice:1", freshness: { via: "LIVE" } },
      { id: "part-broken:practice:2", freshness: mirrored },
    ]);
    all.mirror.times.delete("part-broken");
    const unheld = await materials();
    expect(unheld.errors).toMatchObject([{ extensions: { code: "PARTNER_UNAVAILABLE", partner: "part-broken" } }]);
  });

  it("that the owner does not know are gone, whatever the mirror says", async () => {
    all.mirror.rowsOf = (key) => [
      ...(all.partners.find((partner) => partner.key === key)?.rows ?? []),
      contractRow("part-broken:practice:none"),
    ];
    const found = await materials();
    all.mirror.rowsOf = (key) => all.partners.find((partner) => partner.key === key)?.rows ?? [];
    expect(found.materials).toHaveLength(3);
    expect(all.mirror.asked).toEqual([]);
  });

  it("of which the owner's answer broke the contract are answered by the mirror", async () => {
    all.behave({
      "part-broken": {
        spoil: (sent, { query }) =>
          query.includes("_entities")
            ? (JSON.parse(JSON.stringify(sent).replace('"name":"1"', '"name":7')) as unknown)
            : sent,
      },
    });
    const found = await materials();
    expect(found.errors).toBeUndefined();
    expect(found.materials).toMatchObject([
      { id: "part-broken:practice:1", name: "1", freshness: mirrored },
      { freshness: { via: "LIVE" } },
      { id: "part-broken:practice:2", freshness: { via: "LIVE" } },
    ]);
    expect(all.faulty).toEqual(["part-broken"]);
  });

  it("are all answered by the mirror on the reader's wish", async () => {
    const found = await materials({ "maillage-freshness": "mirror" });
    expect(found.materials).toMatchObject([{ freshness: mirrored }, { freshness: mirrored }, { freshness: mirrored }]);
  });
});
