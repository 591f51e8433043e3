// How long a process goes by what it read of a key, by a clock of the test's, over a real database.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { openDatabase, type Database } from "../../services/database/open-database.js";
import { openRegistry, type Registry } from "../../services/registry/registry.js";
import { testDatabase } from "../kit/database.js";
import { NOTHING_KNOWN } from "../kit/registry.js";

let clock = Date.now();
let registries: readonly [Registry, Registry];
let database: Database;

beforeAll(async () => {
  const databaseUrl = await testDatabase();
  const identity = { now: () => clock };
  const open = () => openRegistry({ databaseUrl, status: NOTHING_KNOWN, identity });
  registries = [await open(), await open()];
  database = await openDatabase({ schema: "watching", entities: [], migrations: [] }, { databaseUrl });
});
afterAll(async () => {
  await database.close();
  for (const each of registries) await each.close();
});

const outcomeOf = (registry: Registry, key: string): Promise<string> =>
  registry.authenticate({ authorization: `Bearer ${key}` }).then(
    ({ kind }) => kind,
    (error: { extensions?: { code?: string } }) => error.extensions?.code ?? "no answer",
  );

const issue = (name: string, expiresAt: string | null = null): Promise<string> =>
  registries[0].keys.issue({ name, scopes: [], organization: null, expiresAt });

describe("a key", () => {
  it("that is revoked is refused at once by the process that did it, and by others five seconds later", async () => {
    const [here, there] = registries;
    const key = await issue("revoked");
    expect([await outcomeOf(here, key), await outcomeOf(there, key)]).toEqual(["APPLICATION", "APPLICATION"]);
    await here.keys.revokeNamed("revoked");
    expect(await outcomeOf(here, key)).toBe("UNAUTHENTICATED");
    clock += 5_000;
    expect(await outcomeOf(there, key)).toBe("UNAUTHENTICATED");
  });

  it("is refused from the moment on that it is over", async () => {
    const key = await issue("expiring", new Date(clock + 3_000).toISOString());
    clock += 2_999;
    expect(await outcomeOf(registries[0], key)).toBe("APPLICATION");
    clock += 1;
    expect(await outcomeOf(registries[0], key)).toBe("UNAUTHENTICATED");
  });

  it("H17 that is known is good for ten minutes more while the database does not answer; others wait", async () => {
    const [known, unknown] = [await issue("known"), await issue("not seen yet")];
    expect(await outcomeOf(registries[0], known)).toBe("APPLICATION");
    await database.rows("alter table registry.access_key rename to elsewhere");
    clock += 9 * 60_000;
    expect(await outcomeOf(registries[0], known)).toBe("APPLICATION");
    expect(await outcomeOf(registries[0], unknown)).toBe("no answer");
    clock += 60_000;
    expect(await outcomeOf(registries[0], known)).toBe("no answer");
    await database.rows("alter table registry.elsewhere rename to access_key");
    expect(await outcomeOf(registries[0], known)).toBe("APPLICATION");
    expect(await outcomeOf(registries[0], unknown)).toBe("APPLICATION");
  });
});
