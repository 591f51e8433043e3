// Associations without a server, from the first question to the last: they ask, import what they have, change it, leave.
import { request } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { hostedInput, postUpload, startHostingHub, type HostingHub } from "../kit/hosting-hub.js";
import { until } from "../kit/until.js";

let hub: HostingHub;

beforeAll(async () => {
  hub = await startHostingHub();
}, 120_000);

afterAll(() => hub?.stop());

const PEOPLE = [
  "id;nom;résumé;compétences;consentement",
  "awa;Awa Exemple;Anime des groupes de parole;respite-care:EXPERT;03/02/2026",
  "noe;Noé Exemple;Coordonne les bénévoles;;04/02/2026",
].join("\r\n");

const ROW = { type: "person", id: "lea", name: "Léa Exemple", consentedAt: "2026-02-01" };

function cells(row: Readonly<Record<string, string>>): Array<{ column: string; value: string }> {
  return Object.entries(row).map(([column, value]) => ({ column, value }));
}

const SAVE = `mutation ($partner: ID!, $cells: [CellInput!]!, $dryRun: Boolean! = false) {
  saveRecord(partner: $partner, cells: $cells, dryRun: $dryRun) { ids created changed unchanged faults { expected got } } }`;
const NAMES = `query ($partner: ID!) { people(filter: { partners: [$partner] }, orderBy: NAME_ASC) { totalCount nodes { name } } }`;

async function peopleOf(partner: string): Promise<string[]> {
  const { data } = await hub.ask(NAMES, { key: hub.admin, variables: { partner } });
  return data.people.nodes.map(({ name }: { name: string }) => name);
}

describe("a hosted partner", () => {
  it("is asked for, passes the whole kit, and is a partner once a coordinator has approved it", async () => {
    const joiner = await hub.key(["network:join"]);
    const { data, errors } = await hub.ask(
      `mutation ($input: HostedPartnerInput!) { requestHostedPartner(input: $input) {
        partner { key state hosted level organization { name } } report { passed level checks { name passed severity } } } }`,
      { key: joiner, variables: { input: hostedInput("les-relais") } },
    );
    expect(errors).toEqual([]);
    const { partner, report } = data.requestHostedPartner;
    expect(report.checks.filter(({ passed }: { passed: boolean }) => !passed)).toEqual([]);
    expect({ ...report, checks: report.checks.length > 20 }).toEqual({ passed: true, level: "LIVE", checks: true });
    expect(partner).toMatchObject({ key: "les-relais", state: "PENDING", hosted: true, level: "LIVE" });
    const approved = await hub.ask(`mutation { approvePartner(key: "les-relais") { state organization { id } } }`, {
      key: hub.admin,
    });
    expect(approved.data.approvePartner).toEqual({
      state: "ACTIVE",
      organization: { id: "les-relais:organization:les-relais" },
    });
  });

  it("previews an upload, imports it, and is found by what it holds at once", async () => {
    await hub.host("les-ruches");
    const source = await hub.upload("les-ruches", { name: "personnes.csv", text: PEOPLE });
    const preview = await hub.importTable({ partner: "les-ruches", source, dryRun: true }, "fr");
    expect(preview).toMatchObject({ created: 2, changed: 0, deleted: 0, stopped: false, faults: [] });
    expect(await peopleOf("les-ruches")).toEqual([]);
    const done = await hub.importTable({ partner: "les-ruches", source });
    expect(done).toMatchObject({ created: 2, changed: 0 });
    expect(done.ids).toEqual(["les-ruches:person:awa", "les-ruches:person:noe"]);
    expect(await peopleOf("les-ruches")).toEqual(["Awa Exemple", "Noé Exemple"]);
    await until(async () => {
      const { data } = await hub.ask(`{ search(text: "Awa Exemple") { edges { node { name } } } }`);
      return JSON.stringify(data).includes("Awa Exemple");
    });
    const again = await hub.importTable({ partner: "les-ruches", source });
    expect(again).toMatchObject({ created: 0, changed: 0, unchanged: 2, deleted: 0 });
  });

  it("says what is wrong with a file in the reader's language, line by line, and imports the rest", async () => {
    await hub.host("les-phares");
    const text = "type;id;nom;consentement\nperson;a;Ana Exemple;2026-01-01\nperson;b;Bo Exemple;hier\n";
    const source = await hub.upload("les-phares", { name: "gens.csv", text });
    const report = await hub.importTable({ partner: "les-phares", source }, "fr");
    expect(report).toMatchObject({ created: 1, stopped: false });
    expect(report.faults).toMatchObject([{ line: 3, column: "consentement", refused: true }]);
    expect(report.faults[0].expected).toMatch(/date/);
    expect(report.faults[0].got).toContain("hier");
  });

  it("saves one record, says what it would change, and withdraws it", async () => {
    await hub.host("les-etoiles");
    const save = (row: Readonly<Record<string, string>>, dryRun = false) =>
      hub.ask(SAVE, { key: hub.admin, variables: { partner: "les-etoiles", cells: cells(row), dryRun } });
    expect((await save(ROW, true)).data.saveRecord).toMatchObject({ created: 1, faults: [] });
    expect(await peopleOf("les-etoiles")).toEqual([]);
    const saved = await save(ROW);
    expect(saved.data.saveRecord).toMatchObject({ ids: ["les-etoiles:person:lea"], created: 1 });
    expect((await save(ROW)).data.saveRecord).toMatchObject({ created: 0, changed: 0, unchanged: 1 });
    expect((await save({ ...ROW, name: "Léa Autre" })).data.saveRecord).toMatchObject({ changed: 1 });
    expect(await peopleOf("les-etoiles")).toEqual(["Léa Autre"]);
    const withdraw = `mutation { withdrawRecord(id: "les-etoiles:person:lea") }`;
    expect((await hub.ask(withdraw, { key: hub.admin })).data.withdrawRecord).toBe("les-etoiles:person:lea");
    expect(await peopleOf("les-etoiles")).toEqual([]);
    expect((await hub.ask(withdraw, { key: hub.admin })).errors[0]?.extensions).toMatchObject({
      code: "BAD_USER_INPUT",
    });
  });

  it("lets nobody but its own administrators import, save, withdraw or upload", async () => {
    await hub.host("les-quais");
    await hub.host("les-gares");
    const other = await hub.key(["partner:admin"], "les-gares:organization:les-gares");
    const own = await hub.key(["partner:admin"], "les-quais:organization:les-quais");
    const save = { variables: { partner: "les-quais", cells: cells(ROW) } };
    expect((await hub.ask(SAVE, { ...save, key: other })).errors[0]?.extensions).toMatchObject({
      code: "BAD_USER_INPUT",
    });
    expect((await hub.ask(SAVE, save)).errors[0]?.extensions).toMatchObject({ code: "UNAUTHORIZED" });
    expect((await hub.ask(SAVE, { ...save, key: own })).data.saveRecord).toMatchObject({ created: 1 });
    const withdraw = `mutation { withdrawRecord(id: "les-quais:person:lea") }`;
    expect((await hub.ask(withdraw, { key: other })).errors[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT" });
    const upload = { partner: "les-quais", name: "a.csv", text: PEOPLE };
    expect((await postUpload(hub.url, { ...upload, key: other })).status).toBe(403);
    expect((await postUpload(hub.url, { ...upload, key: null })).status).toBe(403);
    expect((await postUpload(hub.url, { ...upload, key: "mlg_wrong" })).status).toBe(401);
    const mine = await hub.upload("les-quais", { name: "a.csv", text: PEOPLE });
    const stolen = await hub.importTable({ partner: "les-gares", source: mine });
    expect(stolen).toMatchObject({ created: 0, stopped: true });
  });

  it("uploads and imports while twelve others send their files slowly", async () => {
    const url = `${hub.url}/uploads?partner=les-quais&name=slow.csv`;
    const headers = { authorization: `Bearer ${hub.admin}` };
    const slow = Array.from({ length: 12 }, () => request(url, { method: "POST", headers }));
    for (const each of slow) {
      each.on("error", () => undefined); // it is broken off below
      await new Promise((resolve) => each.write("id;nom\n", resolve));
    }
    await delay(300); // all of them have come
    const source = await hub.upload("les-quais", { name: "a.csv", text: PEOPLE });
    expect(await hub.importTable({ partner: "les-quais", source, dryRun: true })).toMatchObject({ stopped: false });
    for (const each of slow) each.destroy();
  }, 20_000);

  it("has eight uploads kept, and none that is too large", async () => {
    const file = { name: "a.csv", text: PEOPLE };
    const sources = [];
    for (let count = 0; count < 9; count++) sources.push(await hub.upload("les-quais", file));
    const [first, second] = sources;
    expect(await hub.importTable({ partner: "les-quais", source: first, dryRun: true })).toMatchObject({
      stopped: true,
    });
    expect(await hub.importTable({ partner: "les-quais", source: second, dryRun: true })).toMatchObject({
      stopped: false,
    });
    const large = {
      partner: "les-quais",
      name: "large.csv",
      text: Buffer.alloc(33 * 1024 * 1024, "a"),
      key: hub.admin,
    };
    const refused = await postUpload(hub.url, large).then(
      ({ status }) => status,
      () => 413, // the connection was closed before all of it was sent
    );
    expect(refused).toBe(413);
    const [{ count }] = (await hub.database.rows<{ count: number }>(
      `select count(*)::int as count from partner_data.upload where partner = 'les-quais'`,
    )) as [{ count: number }]; // an aggregate is one row
    expect(count).toBe(8);
  });

  it("cannot be edited here when it has a server of its own", async () => {
    await hub.database.rows(
      `insert into registry.partner (key, name, licence, endpoint, hosted, state, level, contract_version)
        values ('gamma', 'gamma', 'CC0-1.0', 'https://gamma.example/graphql', false, 'ACTIVE', 'LIVE', '1.0')`,
    );
    const variables = { partner: "gamma", cells: cells(ROW) };
    const { errors } = await hub.ask(SAVE, { key: hub.admin, variables });
    expect(errors[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT" });
    await hub.database.rows(`delete from registry.partner where key = 'gamma'`);
  });

  it("refuses a key that is taken, and keeps nothing of a request that is refused", async () => {
    const request = `mutation ($input: HostedPartnerInput!) { requestHostedPartner(input: $input) { partner { state } } }`;
    const stranger = await hub.key(["network:join"]);
    const taken = await hub.ask(request, { key: stranger, variables: { input: hostedInput("les-ruches") } });
    expect(taken.errors[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT" });
    expect(await peopleOf("les-ruches")).toHaveLength(2);
    await hub.ask(request, { key: stranger, variables: { input: hostedInput("les-refuses") } });
    await hub.ask(`mutation { removePartner(key: "les-refuses") }`, { key: hub.admin });
    expect(await tracesOf("les-refuses")).toEqual([]);
  });

  it("leaves: every trace of it goes, and its key is never given out again", async () => {
    await hub.host("les-partants", "https://partants.example/table.csv");
    await hub.upload("les-partants", { name: "personnes.csv", text: PEOPLE });
    const source = await hub.upload("les-partants", { name: "personnes.csv", text: PEOPLE });
    await hub.importTable({ partner: "les-partants", source });
    await until(async () => (await tracesOf("les-partants")).some((table) => table.startsWith("knowledge")));
    const own = await hub.key(["partner:admin"], "les-partants:organization:les-partants");
    const left = await hub.ask(`mutation { leaveNetwork(key: "les-partants") }`, { key: own });
    expect(left.data.leaveNetwork).toBe("les-partants");
    await until(async () => (await tracesOf("les-partants")).length === 0);
    const request = `mutation ($input: HostedPartnerInput!) { requestHostedPartner(input: $input) { partner { state } } }`;
    const again = await hub.ask(request, { key: hub.admin, variables: { input: hostedInput("les-partants") } });
    expect(again.errors[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT" });
  });
});

/** What stays is the key itself, so that it is never given out again and no late page of its feed is taken in. */
const SPENT_KEYS = new Set(["registry.departed", "knowledge.hidden", "knowledge.source"]);

/** Tables of partners' records, the mirror and the index that hold a row of a partner. */
async function tracesOf(partner: string): Promise<string[]> {
  const tables = await hub.database.rows<{ name: string; column: string }>(
    `select format('%I.%I', table_schema, table_name) as name, column_name as column from information_schema.columns
      where table_schema in ('partner_data', 'knowledge', 'mirror', 'registry', 'exchange')
        and column_name in ('partner', 'key') and data_type = 'text' order by 1`,
  );
  const found: string[] = [];
  for (const { name, column } of tables) {
    if (SPENT_KEYS.has(name)) continue;
    const live = name === "knowledge.change" ? "op <> 'DELETE'" : "true"; // who follows the changes is told which ids went
    const rows = await hub.database.rows(`select 1 from ${name} where ${column} = ? and ${live} limit 1`, [partner]);
    if (rows.length > 0) found.push(name);
  }
  return found;
}
