// Organizations of one community, as steps between them.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { RecordDraft } from "../../../services/records/record-draft.js";
import { openService, type OpenService } from "./open-service.js";
import { AT, community, discussion } from "./told-records.js";

const given = { createdAt: AT, updatedAt: AT };
const NETWORK = "NETWORK" as const;
const organization = (id: string, more: Partial<RecordDraft> = {}) => ({ ...given, id, name: `Org ${id}`, ...more });
const RECORDS = [
  "north:organization:other",
  "south:organization:one",
  "west:organization:two",
  "west:organization:late",
];

let service: OpenService;
beforeAll(async () => {
  service = await openService();
  await service.save(...RECORDS.map((id) => organization(id)));
});
afterAll(() => service.stop());

interface ShownStep {
  readonly label: string;
  readonly via: { readonly __typename: string } | null;
}

describe("connections by communities", () => {
  const path = async (from: string, to: string, as: "PUBLIC" | "NETWORK" = "PUBLIC"): Promise<ShownStep[][]> => {
    const query = `{ connections(from: "${from}", to: "${to}") { steps { label via { __typename id } } } }`;
    const { connections } = await service.ask(query, { as });
    return connections.map(({ steps }: { steps: ShownStep[] }) => steps);
  };
  const members = ["north:organization:other", "south:organization:one"];

  it("join organizations that are members of one that the reader may see; a discussion joins nobody", async () => {
    await service.tell(discussion("both", { organizations: members }));
    expect(await path("north:organization:other", "south:organization:one")).toEqual([]);
    await service.tell(community("closed", { name: "Closed", visibility: NETWORK, organizations: members }));
    expect(await path("north:organization:other", "south:organization:one")).toEqual([]);
    const via = { __typename: "Community", id: "hub:community:closed" };
    expect(await path("north:organization:other", "south:organization:one", "NETWORK")).toEqual([
      [{ label: "Closed", via }],
    ]);
    await service.forget("hub:community:closed");
    expect(await path("north:organization:other", "south:organization:one", "NETWORK")).toEqual([]);
  });

  it("come after shared work, and lead on from a person's organization", async () => {
    await service.tell(community("open", { name: "Open circle", organizations: members }));
    await service.save({
      ...{ ...given, id: "south:project:joint", name: "Joint work", organization: "south:organization:one" },
      jointWith: ["north:organization:other", "west:organization:two"],
    });
    expect((await path("north:organization:other", "south:organization:one"))[0]?.[0]?.label).toBe("Joint work");
    await service.save({
      ...{ ...given, id: "north:person:dee", name: "Dee", organization: "north:organization:other" },
    });
    await service.tell(community("wide", { organizations: ["north:organization:other", "west:organization:late"] }));
    const steps = await path("north:person:dee", "west:organization:late");
    expect(steps.map((chain) => chain.map(({ label }) => label))).toEqual([
      ["the same organization", "hub:community:wide"],
    ]);
  });

  it("are named after chains of shared work that are as long", async () => {
    const [from, circle, work, to] = ["a", "b", "c", "d"].map((local) => `links:organization:${local}`);
    if (from === undefined || circle === undefined || work === undefined || to === undefined) throw new Error("four");
    await service.save(
      ...[from, circle, work, to].map((id) => organization(id)),
      ...[from, to].map((end, n) => ({
        ...{ ...given, id: `links:project:${n}`, name: `Project ${n}`, organization: end, jointWith: [work] },
      })),
    );
    await service.tell(...[from, to].map((end, n) => community(`links-${n}`, { organizations: [end, circle] })));
    const labels = (await path(from, to)).map((chain) => chain.map(({ label }) => label));
    expect(labels).toEqual([
      ["Project 0", "Project 1"],
      ["hub:community:links-0", "hub:community:links-1"],
    ]);
  });

  it("do not go by communities of more than sixty, as far as the reader sees them", async () => {
    const many = Array.from({ length: 70 }, (_none, n) => `crowd:organization:${n}`);
    await service.save(...many.map((id, n) => organization(id, { visibility: n < 50 ? "PUBLIC" : NETWORK })));
    await service.tell(community("crowd", { organizations: many }));
    expect(await path("crowd:organization:1", "crowd:organization:2")).toHaveLength(1);
    expect(await path("crowd:organization:1", "crowd:organization:2", "NETWORK")).toEqual([]);
  });

  it("do not go by a partner whom nobody sees", async () => {
    await service.knowledge.status.hide("west");
    expect(await path("north:person:dee", "west:organization:late", NETWORK)).toEqual([]);
  });
});
