// The versions of the contract: what each added is what the frozen texts say, and of a kind that a partner of an older
// version can do without.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { buildSubgraphSchema } from "@apollo/subgraph";
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLSchema,
} from "graphql";
import { ADDED_IN, askedVersion, CONTRACT_VERSION, newerThan } from "../../schema/contract-versions.js";
import { contractDocument, PROJECT_ROOT, schemaPath } from "../../schema/sdl.js";
import { contractFaults } from "../../services/partner/kit/contract-faults.js";
import { partnerSdl } from "../../services/records/api/contract-sdl.js";
import { toStoredRow } from "../../services/records/store/record-row.js";
import { brokenPromises } from "../kit/broken-promises.js";

const VERSIONS = [...ADDED_IN.keys()];
const STEPS = VERSIONS.slice(1).map((version, index) => [VERSIONS[index] ?? "", version] as const);
const schemaOf = (version: string): GraphQLSchema => buildSubgraphSchema([{ typeDefs: contractDocument(version) }]);

/** Everything that a question or an answer may name, and its type. */
function coordinatesOf(schema: GraphQLSchema): Map<string, unknown> {
  const named = Object.values(schema.getTypeMap()).flatMap((type): Array<readonly [string, unknown]> => {
    if (type.name.startsWith("__")) return [];
    if (isEnumType(type))
      return [[type.name, type], ...type.getValues().map(({ name }) => [`${type.name}.${name}`, null] as const)];
    if (isInputObjectType(type) || isObjectType(type) || isInterfaceType(type)) {
      const fields = Object.values(type.getFields()).flatMap((field) => [
        [`${type.name}.${field.name}`, field.type] as const,
        ...("args" in field
          ? (field.args as ReadonlyArray<{ name: string; type: unknown }>).map(
              (arg) => [`${type.name}.${field.name}(${arg.name}:)`, arg.type] as const,
            )
          : []),
      ]);
      return [[type.name, type], ...fields];
    }
    return [[type.name, type]];
  });
  return new Map(named);
}

describe("the versions of the contract", () => {
  it("is said by the scaffold that begins with this contract", () => {
    const scaffold = readFileSync(join(PROJECT_ROOT, "services", "partner", "scaffold", "own", "resolvers.ts"), "utf8");
    expect(/contractVersion: "([^"]+)"/.exec(scaffold)?.[1]).toBe(CONTRACT_VERSION);
  });

  it("are frozen, each but the present one", () => {
    const frozen = readdirSync(schemaPath("versions")).sort();
    expect(frozen).toEqual(VERSIONS.slice(0, -1).map((version) => `contract-${version}.graphql`));
    expect(VERSIONS.at(-1)).toBe(CONTRACT_VERSION);
  });

  it.each(STEPS)("differ by what the table says: from %s to %s", (before, after) => {
    const older = coordinatesOf(schemaOf(before));
    const added = [...coordinatesOf(schemaOf(after)).keys()].filter((coordinate) => !older.has(coordinate));
    expect(added.sort()).toEqual([...(ADDED_IN.get(after) ?? [])].sort());
  });

  it.each(STEPS)("break nothing: from %s to %s", async (before, after) => {
    expect(await brokenPromises(schemaOf(before), schemaOf(after))).toEqual([]);
  });

  it.each(STEPS)(
    "add only what is null or empty where it is not known, and members of filters: %s to %s",
    (_, after) => {
      const schema = schemaOf(after);
      const types = coordinatesOf(schema);
      const demanding = (ADDED_IN.get(after) ?? []).filter((coordinate) => {
        const type = types.get(coordinate);
        const isField = /^\w+\.\w+$/.test(coordinate) && !isEnumType(schema.getType(coordinate.split(".")[0] ?? ""));
        return !isField || (isNonNullType(type) && !isListType(type.ofType));
      });
      expect(demanding).toEqual([]);
    },
  );

  it("are known by what is newer; a version that the hub does not know is asked like the present one", () => {
    expect([...newerThan("1.0")].sort()).toEqual([...(ADDED_IN.get("1.1") ?? [])].sort());
    expect([newerThan(CONTRACT_VERSION).size, newerThan("1.7").size]).toEqual([0, 0]);
    expect([askedVersion("1.0"), askedVersion("1.7")]).toEqual(["1.0", CONTRACT_VERSION]);
  });

  it.each(["docs/contract.md", "docs/contract.fr.md"])("are listed in %s", (file) => {
    const text = readFileSync(`${PROJECT_ROOT}/${file}`, "utf8");
    const listed = [...text.matchAll(/^\| (1\.\d+) \|(.*)\|$/gm)].map(([, version, what]) => [
      version,
      [...(what ?? "").matchAll(/`(\w+\.\w+)`/g)].map(([, name]) => name).sort(),
    ]);
    expect(listed).toEqual([...ADDED_IN].map(([version, added]) => [version, [...added].sort()]));
  });
});

describe("a schema of an older version", () => {
  it.each(STEPS)("holds the version that it says, and not the next one: %s, not %s", (before, after) => {
    const sdl = partnerSdl(before);
    expect(contractFaults(sdl, "LIVE", before)).toEqual([]);
    const missing = (ADDED_IN.get(after) ?? []).map((coordinate) => `${coordinate}: -`);
    expect(contractFaults(sdl, "LIVE", after).sort()).toEqual(missing.sort());
    expect(contractFaults(sdl, "LIVE", "1.99").sort()).toEqual(missing.sort());
  });
});

describe("a stored record", () => {
  const draft = { id: "alone:project:1", name: "Night shelter", outcomes: "118 nights." };
  const row = (lessons?: string | null): Record<string, unknown> => {
    const stated = lessons === undefined ? draft : { ...draft, lessons };
    return JSON.parse(toStoredRow("alone", stated, "2026-01-01T00:00:00.000Z").json) as Record<string, unknown>;
  };

  it("that does not state what a later version added is the one that it was before, digest and all", () => {
    expect(row().digest).toBe("NNMFEKOdDJYhn0pYLJpcqYjl5wbRbJFk3YhB9z5X1dw");
    expect(row(null)).toEqual(row());
    expect(row()).not.toHaveProperty("lessons");
    expect(row("Begin earlier.")).toMatchObject({ lessons: "Begin earlier." });
    expect(row("Begin earlier.").digest).not.toBe(row().digest);
  });
});
