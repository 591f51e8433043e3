// A network whose partners exchange: four partners, each with an organization, and keys that act for them. In: records beside
// those here. Out: the network, with a way to ask as each of them.
import type { RecordDraft } from "../../services/records/record-draft.js";
import type { NetworkAnswer, SmallNetwork, SmallNetworkOptions } from "./small-network.js";
import { startSmallNetwork } from "./small-network.js";

export const RESPITE = "hub:topic:respite-care";
export const CARERS = "hub:topic:family-carers";
export const FOOD = "hub:topic:food-aid";

const times = { createdAt: "2026-01-01T00:00:00.000Z", updatedAt: "2026-06-01T00:00:00.000Z" };
const hidden = { ...times, visibility: "NETWORK" as const };

export const RECORDS: Readonly<Record<string, readonly RecordDraft[]>> = {
  brest: [
    { ...times, id: "brest:organization:home", name: "Maison des Aidants", countries: ["FR"], areas: ["FR-29"] },
    { ...hidden, id: "brest:organization:quiet", name: "Discrète" },
    {
      ...times,
      id: "brest:person:anna",
      name: "Anna Le Bihan",
      organization: "brest:organization:home",
      topics: [RESPITE],
    },
    { ...times, id: "brest:person:bob", name: "Bob Kerjean", organization: "brest:organization:home" },
    {
      ...{ ...times, id: "brest:practice:nights", name: "Nuits de répit", version: "1.0", topics: [RESPITE] },
      ...{ language: "fr", organization: "brest:organization:home", results: "Less exhaustion after six months." },
      settings: ["RURAL"],
      context: { description: "A rural area.", culturalNotes: "Families help each other." },
      contributors: [{ person: "brest:person:anna", role: "author", degree: "LEAD" }],
    },
    {
      ...{ ...hidden, id: "brest:practice:draft", name: "Brouillon", version: "0.1", topics: [RESPITE] },
      organization: "brest:organization:home",
    },
    {
      ...{ ...times, id: "brest:event:day", name: "Journée du répit", topics: [RESPITE] },
      ...{ organization: "brest:organization:home", capacity: 10, speakers: ["brest:person:anna"] },
      ...{
        startsAt: "2099-05-01T09:00:00.000Z",
        endsAt: "2099-05-01T17:00:00.000Z",
        materials: ["brest:practice:nights"],
      },
    },
    {
      ...{ ...times, id: "brest:event:past", name: "Journée passée", topics: [RESPITE] },
      ...{ organization: "brest:organization:home", startsAt: "2026-03-01T09:00:00.000Z" },
    },
    {
      ...times,
      id: "brest:project:nights",
      name: "Répit de nuit",
      organization: "brest:organization:home",
      topics: [RESPITE],
    },
  ],
  namur: [
    { ...times, id: "namur:organization:home", name: "Relais Namur", countries: ["BE"], areas: ["BE-WNA"] },
    { ...times, id: "namur:person:chloe", name: "Chloé Vandersmissen", organization: "namur:organization:home" },
  ],
  dakar: [
    { ...times, id: "dakar:organization:home", name: "Ndimbal", countries: ["SN"], areas: ["SN-DK"] },
    { ...times, id: "dakar:person:demba", name: "Demba Ndiaye", organization: "dakar:organization:home" },
  ],
  leeds: [
    { ...times, id: "leeds:organization:home", name: "Leeds Carers", countries: ["GB"], areas: ["GB-LDS"] },
    { ...times, id: "leeds:person:erin", name: "Erin Walsh", organization: "leeds:organization:home" },
  ],
};

/** Who asks: `brest` … act for that partner's organization with `read:network exchange:write`. */
export type Party = "brest" | "namur" | "dakar" | "leeds" | "quiet" | "anonymous" | "reader" | "admin";

export interface ExchangeNetwork extends SmallNetwork {
  /** Asks as one of the parties. */
  as(party: Party, query: string, variables?: Readonly<Record<string, unknown>>): Promise<NetworkAnswer>;
  /** As `as`; throws when there are errors. Gives the data. */
  // eslint-disable-next-line typescript/no-explicit-any -- answers are compared, not computed with
  done(party: Party, query: string, variables?: Readonly<Record<string, unknown>>): Promise<any>;
  /** The key of a party. */
  readonly keyOf: Readonly<Record<string, string>>;
}

/** Starts it. */
export async function startExchangeNetwork(
  options: SmallNetworkOptions = {},
  more: Readonly<Record<string, readonly RecordDraft[]>> = {},
): Promise<ExchangeNetwork> {
  const network = await startSmallNetwork({ ...RECORDS, ...more }, options);
  const issue = (name: string, organization: string): Promise<string> =>
    network.hub.registry.keys.issue({ name, scopes: ["read:network", "exchange:write"], organization });
  const keyOf: Record<string, string> = { ...network.keys };
  for (const partner of Object.keys(RECORDS)) keyOf[partner] = await issue(partner, `${partner}:organization:home`);
  keyOf["quiet"] = await issue("quiet", "brest:organization:quiet");
  const as: ExchangeNetwork["as"] = (party, query, variables = {}) => {
    const key = keyOf[party];
    return network.ask(query, { variables, headers: key === undefined ? {} : { authorization: `Bearer ${key}` } });
  };
  const done: ExchangeNetwork["done"] = async (party, query, variables) => {
    const { data, errors } = await as(party, query, variables);
    if (errors !== undefined) throw new Error(`as ${party}: ${JSON.stringify(errors)}`);
    return data;
  };
  return { ...network, as, done, keyOf };
}
