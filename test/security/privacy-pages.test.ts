// What search engines and counts could tell of people: nothing is there to be indexed, no page holds anybody's address, and
// counts are of what the reader could list, never of what is hidden.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startSmallNetwork, type ReaderKind, type SmallNetwork } from "../kit/small-network.js";

const NAMES = ["Ines Lavoisier", "Tom Kettle", "Una Marsh"];
let network: SmallNetwork;
beforeAll(async () => {
  const person = (index: number, visibility: "PUBLIC" | "NETWORK", partner: string) => ({
    ...{ id: `${partner}:person:p${index}`, name: NAMES[index] ?? "", headline: "Gardening", visibility },
    ...{
      topics: [index === 2 ? "hub:topic:respite-care" : "hub:topic:food-aid"],
      countries: [index === 2 ? "FR" : "GB"],
    },
  });
  network = await startSmallNetwork({
    north: [person(0, "PUBLIC", "north"), person(1, "NETWORK", "north")],
    south: [person(2, "NETWORK", "south")],
  });
});
afterAll(() => network.stop());

const PAGES = ["/", "/auth/sign-in", "/auth/setup?token=x", "/auth/invitation?token=x", "/data-request/x", "/nowhere"];

describe("pages", () => {
  it("ask not to be indexed, whatever they are, and so does every other answer (I10)", async () => {
    for (const path of [...PAGES, "/health/live", "/schema.graphql", "/graphql?query=%7B__typename%7D"]) {
      const response = await fetch(`${network.url}${path}`);
      expect([path, response.headers.get("x-robots-tag")]).toEqual([path, "noindex, nofollow"]);
    }
    expect(await (await fetch(`${network.url}/robots.txt`)).text()).toBe("User-agent: *\nDisallow: /\n");
  });

  it("hold no name and no address of anybody (I10)", async () => {
    for (const path of PAGES) {
      const text = await (await fetch(`${network.url}${path}`)).text();
      expect(NAMES.filter((name) => text.includes(name))).toEqual([]);
      expect(text).not.toMatch(/mailto:|tel:|[\w.]+@[\w-]+\.\w/);
    }
  });

  it("have nothing to hide in the graph either: it has no field for how people are reached (I10)", async () => {
    const sdl = await (await fetch(`${network.url}/schema.graphql`)).text();
    const person = /type Person [^}]*\}/.exec(sdl.replaceAll(/"""[\s\S]*?"""/g, ""))?.[0] ?? "";
    expect(person).toContain("headline");
    expect(person).not.toMatch(/email|phone|address|birth/i);
  });
});

const FACETS = `{ search(text: "gardening") { totalCount facets {
  types { value count } topics { value count } countries { value count } partners { value count } } } }`;

describe("counts", () => {
  async function facets(as: ReaderKind) {
    const { data } = await network.ask(FACETS, { as });
    return data.search;
  }

  it("are of what the reader could list one by one: however small, they tell nothing that lists do not (I07)", async () => {
    for (const as of ["anonymous", "reader"] as const) {
      const { facets: found } = await facets(as);
      for (const { value, count } of found.partners) {
        const { data } = await network.ask(
          `{ search(text: "gardening", filter: { partners: ["${value}"] }) { edges { node { id } } } }`,
          { as },
        );
        expect([value, data.search.edges.length]).toEqual([value, count]);
      }
    }
  });

  it("are the same for a reader as if what is hidden were not there, down to the values that are named (I07)", async () => {
    const seen = await facets("anonymous");
    expect(seen.totalCount).toBe(1);
    expect(JSON.stringify(seen)).not.toMatch(/south|respite|"FR"/);
    expect(seen.facets.partners).toEqual([{ value: "north", count: 1 }]);
  });
});
