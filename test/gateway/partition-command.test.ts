// The partition on its own, in front of one partner: what happens to requests while it stops.
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { pino } from "pino";
import { startPartition } from "../../gateway/main/partition-command.js";
import { contractRow } from "../kit/contract-rows.js";
import { FakePartner } from "../kit/fake-partner.js";
import { startSteadyReader } from "../kit/steady-reader.js";
import { until } from "../kit/until.js";

const partner = new FakePartner("part-a", [contractRow("part-a:practice:1")]);
beforeAll(() => partner.start());
afterAll(() => partner.stop());

it("H19: a partition that stops breaks no answer, and tells who is connected that it goes", async () => {
  const log = pino({ level: "silent" });
  const { key, endpoint } = partner.entry;
  const running = await startPartition({ partners: JSON.stringify([{ key, endpoint }]), port: 0, quietMs: 1_000, log });
  const readers = Array.from({ length: 4 }, () => startSteadyReader(running.url, "{ practices { nodes { id } } }"));
  await until(() => readers.every(({ endings }) => endings.length > 5));
  await running.stop();
  await Promise.all(readers.map(({ done }) => done));
  expect(readers.flatMap(({ breaks }) => breaks)).toEqual([]);
  expect(readers.map(({ endings }) => endings.at(-1))).toEqual(readers.map(() => "answered"));
});
