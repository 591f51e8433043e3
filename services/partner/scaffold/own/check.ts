// `npm run check`: is what data.ts says what the contract wants? In: all records. Out: what is wrong, a line each; exit
// status 1 when anything is. What only a hub can see is looked at by `maillage check`.
import {
  getNamedType,
  graphql,
  isInterfaceType,
  isLeafType,
  isObjectType,
  type GraphQLNamedType,
  type GraphQLObjectType,
} from "graphql";
import { readRecords } from "./data.ts";
import { Feed } from "./feed.ts";
import { buildSchema, type Context } from "./resolvers.ts";
import { readSettings } from "./settings.ts";

const TYPES: Readonly<Record<string, string>> = {
  organization: "Organization",
  person: "Person",
  project: "Project",
  practice: "Practice",
  event: "Event",
};

const settings = readSettings();
const schema = buildSchema();
const records = await readRecords(settings);
const feed = new Feed(null, settings);
const faults = records.flatMap(({ id, __typename }) => {
  const [key, type = "", local = ""] = id.split(":");
  const isOwn = key === settings.key && TYPES[type] === __typename && /^[A-Za-z0-9._~-]{1,128}$/.test(local);
  return isOwn ? [] : [`${id}: expected ${settings.key}:<type of a ${__typename}>:<local id>`];
});
if (new Set(records.map(({ id }) => id)).size < records.length) faults.push("an id is there twice");

/** Everything that a record holds itself; of other records the id. */
function selectionOf(type: GraphQLObjectType): string {
  const select = (name: string, to: GraphQLNamedType): string => {
    if (isLeafType(to)) return name;
    if (!isObjectType(to) || isRecord(to)) return `${name} { __typename id }`;
    return `${name} { ${selectionOf(to)} }`;
  };
  const fields = Object.values(type.getFields()).filter(({ args }) => args.length === 0);
  return fields.map((field) => select(field.name, getNamedType(field.type))).join(" ");
}

function isRecord(type: GraphQLNamedType): boolean {
  return type.name === "Topic" || (isObjectType(type) && type.getInterfaces().some(isInterfaceType));
}

feed.update(records);
for (const { __typename, id } of records) {
  const type = schema.getType(__typename);
  if (!isObjectType(type)) continue;
  const source = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type.name} { ${selectionOf(type)} } } }`;
  const contextValue: Context = { reader: "NETWORK", feed, settings };
  const result = await graphql({ schema, source, contextValue, variableValues: { of: [{ __typename, id }] } });
  for (const { message, path = [] } of result.errors ?? []) faults.push(`${id} ${path.slice(2).join(".")}: ${message}`);
}
for (const fault of faults) process.stderr.write(`✗ ${fault}\n`);
process.stdout.write(`${records.length} records, ${faults.length} faults\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
