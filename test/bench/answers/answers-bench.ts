// What it costs to take partners' answers for input: parsing and every check, against parsing alone. In: answers of real
// shape. Out: ratios, whole and part by part, each measured in turns with its neighbour.
import { readGraphqlResponse } from "../../../gateway/fetch/graphql-response.js";
import { isTooDeep } from "../../../gateway/fetch/json-depth.js";
import { readContract } from "../../../gateway/partition/contract.js";
import { reservedKeysFor } from "../../../gateway/partition/reserved-keys.js";
import { compileRow } from "../../../gateway/partition/row-shape.js";
import { INVALID, type RowUse } from "../../../gateway/partition/row-types.js";
import { cleanText } from "../../../schema/clean-text.js";
import { isObjectType, Kind, parse, type SelectionSetNode } from "graphql";
import { contractRow } from "../../kit/contract-rows.js";
import { answerContract } from "../../kit/fake-partner.js";
import { compareRounds, describeMachine, measureInTurns, type Ways } from "../measure.js";

const ROWS = 100;
const SELECTION = `{ id name summary language visibility practiceKind problem approach steps version createdAt updatedAt url
  topics { id } translations { language origin } organization { id } image { url alt } locations { label precision } }`;
const PLAN = { readers: 1, roundMs: 1_000, rounds: 7 };

/** Measures. */
export async function benchAnswers(): Promise<Record<string, unknown>> {
  const { text, shape } = await realAnswer();
  const strings: string[] = [];
  JSON.parse(text, (_key, value: unknown) => (typeof value === "string" ? (strings.push(value), value) : value));
  const read = (parsed: Parsed): number => {
    const use: RowUse = { partner: "part-a", visibility: "PUBLIC", via: "LIVE", asOf: "", stubs: [], faults: 0 };
    const sound = parsed.practices.nodes.filter((row) => shape.read(row, use) !== INVALID).length;
    if (sound !== ROWS) throw new Error(`expected ${ROWS} sound rows, got ${sound}`);
    return sound;
  };
  const ways: Ways = {
    parse: async () => JSON.parse(text),
    depth: async () => (JSON.parse(text), isTooDeep(text)),
    text: async () => (JSON.parse(text), strings.every((each) => cleanText(each) === each)),
    rows: async () => read((JSON.parse(text) as { data: Parsed }).data), // the answer above
    all: async () => {
      const response = readGraphqlResponse(text);
      if (typeof response === "string") throw new Error(`expected an answer, got ${response}`);
      return read(response.data as unknown as Parsed); // the answer above
    },
  };
  const measured = await measureInTurns(ways, PLAN);
  const timesOf = (name: string): number => compareRounds(measured.parse, measured[name]);
  return {
    machine: describeMachine(),
    bytes: Buffer.byteLength(text),
    rows: ROWS,
    strings: strings.length,
    parseMs: measured.parse?.p50Ms,
    allMs: measured.all?.p50Ms,
    /** How long each takes, parsing included, with parsing alone as 1. */
    times: { depth: timesOf("depth"), text: timesOf("text"), rows: timesOf("rows"), all: timesOf("all") },
  };
}

interface Parsed {
  readonly practices: { readonly nodes: ReadonlyArray<Record<string, unknown>> };
}

/** What a partner answers to a page of practices, and the shape that reads its rows. */
async function realAnswer() {
  const contract = readContract();
  const type = contract.schema.getType("Practice");
  if (!isObjectType(type)) throw new TypeError("expected the contract to have practices");
  const keys = reservedKeysFor("");
  const context = {
    schema: contract.schema,
    contract,
    fragments: new Map(),
    variables: {},
    keys,
    compiled: { fields: 0 },
  };
  const shape = compileRow(type, [selectionOf(SELECTION)], context);
  const query = `{ practices(first: ${ROWS}, orderBy: UPDATED_ASC) { nodes {${shape.text}} edges { cursor node { ${keys.id}: id ${keys.type}: __typename ${keys.visibility}: visibility ${keys.sort}: updatedAt } } pageInfo { hasNextPage } totalCount } }`;
  const rows = Array.from({ length: ROWS }, (_, minute) =>
    contractRow(`part-a:practice:${minute}`, { minute, ...PROSE }),
  );
  return { text: JSON.stringify(await answerContract(rows, query, {})), shape };
}

function selectionOf(text: string): SelectionSetNode {
  const [operation] = parse(text).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError("expected a selection");
  return operation.selectionSet;
}

/** Prose as associations write it: accents, apostrophes, several sentences. */
const SENTENCES =
  "Les bénévoles se relaient auprès des familles — « répit » compris — et l'équipe fait le point chaque mois. ";
const PROSE = {
  ...{ name: "Répit à domicile : relayer les aidants", summary: SENTENCES, problem: SENTENCES.repeat(2) },
  ...{
    approach: SENTENCES.repeat(4),
    steps: [SENTENCES, SENTENCES, SENTENCES],
    url: "https://example.org/fiches/repit",
  },
  topics: [{ __typename: "Topic", id: "hub:topic:respite-care" }],
  organization: { __typename: "Organization", id: "part-a:organization:1" },
};
