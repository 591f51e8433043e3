// The set-up link, as an operator meets it: a program of its own, started twice on the same database.
import { expect, it } from "@jest/globals";
import { cookieClient } from "../kit/cookie-client.js";
import { testDatabase } from "../kit/database.js";
import { ADMINISTRATOR } from "../kit/first-administrator.js";
import { launchNetwork, temporaryFolder } from "../kit/launched.js";

it("prints a set-up link before it is ready, and none once the network has a coordinator", async () => {
  const folder = await temporaryFolder();
  const options = { databaseUrl: await testDatabase(), args: ["--no-demo", "--data-dir", folder.path] };
  const first = await launchNetwork(options);
  const said = first.lines.findIndex((line) => line.startsWith("setup "));
  expect(said).toBeGreaterThanOrEqual(0);
  expect(said).toBeLessThan(first.lines.findIndex((line) => line.startsWith("ready ")));
  const link = new URL((first.lines[said] ?? "").slice("setup ".length));
  expect(link.href).toMatch(new RegExp(`^${first.url}/auth/setup\\?token=[\\w-]{43}$`));
  const client = cookieClient(first.url);
  expect((await client.get(link.href)).status).toBe(200);
  const token = link.searchParams.get("token") ?? "";
  expect((await client.post("/auth/setup", { token, ...ADMINISTRATOR }, { origin: first.url })).status).toBe(303);
  await first.stop();
  const second = await launchNetwork(options);
  expect(second.lines.filter((line) => line.startsWith("setup "))).toEqual([]);
  const again = cookieClient(second.url);
  const { email, password } = ADMINISTRATOR;
  expect((await again.post("/auth/sign-in", { email, password })).status).toBe(303);
  expect(await (await again.get("/auth/session")).json()).toMatchObject({ kind: "MEMBER", role: "COORDINATOR" });
  await second.stop();
  expect([...first.complaints, ...second.complaints].join("\n")).not.toContain(email);
  await folder.remove();
});
