// The conformance suite against the mirror: of one partner, and of three as if they were one.
import { afterAll } from "@jest/globals";
import { parse, validate } from "graphql";
import type { MirrorDatabase } from "../../kit/mirror-database.js";
import { openMirrorDatabase } from "../../kit/mirror-database.js";
import { executeOnMirror } from "../../../services/knowledge/mirror/mirror.js";
import { mirrorSchema } from "../../../services/knowledge/mirror/mirror-schema.js";
import { describeConformance } from "../../conformance/describe-conformance.js";
import { conformanceRows } from "../../conformance/rows.js";
import type { Question, Reply, Target } from "../../conformance/target.js";

let opened: Promise<MirrorDatabase> | null = null;
const serves = new Set(["entities", "network"] as const);

afterAll(async () => (await opened)?.database.close());

/** What whoever stands before the mirror says of an operation that is not on the contract. */
const REFUSED: Reply = {
  status: 400,
  data: null,
  errors: [{ message: "not on the contract", extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }],
};

async function targetOf(keys: readonly string[]): Promise<Target> {
  const { database, write, know } = await (opened ??= openMirrorDatabase());
  await write([...conformanceRows(keys).values()].flat());
  await know(keys, "2026-01-01T00:00:00.000Z");
  const ask = async (operation: string, { variables = {}, as = "PUBLIC" }: Question = {}): Promise<Reply> => {
    if (validate(mirrorSchema(), parse(operation)).length > 0) return REFUSED;
    const scope = { partners: keys, visibility: as, timeoutMs: 10_000 };
    const { result } = await executeOnMirror(database, { operation, variables, ...scope });
    return JSON.parse(JSON.stringify({ status: 200, data: result.data ?? null, errors: result.errors ?? [] })) as Reply; // as sent
  };
  return { keys, ask };
}

describeConformance({ name: "the mirror of one partner", serves, start: () => targetOf(["all-alone"]) });
describeConformance({
  name: "the mirror of three partners",
  serves,
  start: () => targetOf(["part-one", "part-two", "part-three"]),
});
