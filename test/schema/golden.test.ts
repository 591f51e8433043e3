// The generated schemas: what lies in `schema/` is what the subgraphs compose to today.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { transformSupergraphToPublicSchema } from "@theguild/federation-composition";
import { buildASTSchema, buildSchema, lexicographicSortSchema, parse, printSchema } from "graphql";
import { goldenFiles } from "../../gateway/supergraph/write-golden.js";
import { readSdl } from "../../schema/sdl.js";

describe("the composed schemas", () => {
  it.each(goldenFiles().map(({ path, text }) => [path.split("/").at(-1), path, text] as const))(
    "%s is what the subgraphs compose to (else: npm run golden)",
    (_name, path, text) => {
      expect(readFileSync(path, "utf8")).toBe(text);
    },
  );

  it("show readers the very schema that the supergraph stands for, and nothing that is for the hub alone", () => {
    const api = buildSchema(readSdl("api"));
    const served = buildASTSchema(transformSupergraphToPublicSchema(parse(readSdl("supergraph"))), {
      assumeValidSDL: true,
    });
    expect(printSchema(lexicographicSortSchema(api))).toBe(printSchema(lexicographicSortSchema(served)));
    expect(readSdl("api")).not.toMatch(
      /partnerDescriptor|\bChangePage|consentedAt|_entities|_service|@inaccessible|join__/,
    );
  });

  it("name four subgraphs, however many partners there are", () => {
    const graphs = /enum join__Graph \{([^}]*)\}/.exec(readSdl("supergraph"))?.[1] ?? "";
    expect([...graphs.matchAll(/name: "([^"]+)"/g)].map(([, name]) => name).sort()).toEqual([
      "exchange",
      "knowledge",
      "partners",
      "registry",
    ]);
  });
});
