// Random operations on the public contract: valid ones, of any shape a reader may write. In: dice, a network. Out: a
// document and variables. What could clash is thrown again until graphql-js finds the document valid.
import {
  getNamedType,
  GraphQLObjectType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  parse,
  validate,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLSchema,
} from "graphql";
import { encodeCursor } from "../../schema/cursor.js";
import { RECORD_ORDERS, sortFieldOf } from "../../schema/record-order.js";
import type { RecordTypename } from "../../schema/record-id.js";
import type { Dice } from "./dice.js";
import { contract, placeOf } from "./one-database.js";
import type { Network } from "./random-network.js";

export interface RandomOperation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

export interface OperationOptions {
  /** Every row tells its id under `MARK`, edges hold their node, and pages hold everything. */
  readonly marked?: boolean;
  /** Names of fields that are not asked for. */
  readonly without?: ReadonlySet<string>;
}

/** The key under which marked operations ask for ids. */
export const MARK = "zz_id";
/** What marked operations ask for under its own name: edges' nodes, and what everybody's rows together decide. */
export const SHARED: ReadonlySet<string> = new Set(["pageInfo", "totalCount", "completeness"]);

/** Fields that cannot be compared (times of answering), or are not everybody's. */
const LEFT_OUT = new Set(["joinUrl", "latencyMs", "reason", "live"]);
const DEEPEST = 12;
/** Fields below one root field. */
const MOST_FIELDS = 40;

/** An operation that is valid on the contract. */
export function randomOperation(dice: Dice, network: Network, options: OperationOptions = {}): RandomOperation {
  for (let attempt = 0; attempt < 100; attempt++) {
    const writer = new OperationWriter(dice, network, options);
    const operation = writer.write();
    if (validate(contract(), parse(operation.query)).length === 0) return operation;
  }
  throw new Error("No operation came out valid.");
}

type Fragment = Readonly<Record<"name" | "type" | "text", string>>;

class OperationWriter {
  readonly #dice: Dice;
  readonly #network: Network;
  readonly #options: OperationOptions;
  readonly #schema: GraphQLSchema = contract();
  readonly #declared: string[] = [];
  readonly #variables: Record<string, unknown> = {};
  readonly #fragments: Fragment[] = [];
  #fields = 0;
  #names = 0;

  constructor(dice: Dice, network: Network, options: OperationOptions) {
    this.#dice = dice;
    this.#network = network;
    this.#options = options;
  }

  write(): RandomOperation {
    const query = this.#schema.getQueryType();
    if (!query) throw new TypeError("The contract has no queries.");
    const body = this.#selections(query, 0);
    const declared = this.#declared.length === 0 ? "" : ` (${this.#declared.join(", ")})`;
    const fragments = this.#fragments.map(({ name, type, text }) => `fragment ${name} on ${type} ${text}`);
    return { query: [`query${declared} ${body}`, ...fragments].join("\n"), variables: this.#variables };
  }

  #selections(type: GraphQLCompositeType, depth: number): string {
    const written = Array.from({ length: 1 + this.#dice.upTo(depth === 0 ? 1 : 2) }, () =>
      this.#selection(type, depth),
    );
    if (this.#options.marked && isRow(type)) written.push(`${MARK}: id`);
    if (this.#options.marked && type.name.endsWith("Edge")) written.push(`node { ${MARK}: id }`);
    return `{ ${written.join(" ")} }`;
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const dice = this.#dice;
    if (dice.chance(8)) return `${this.#alias("__typename", 50)}__typename${this.#conditions()}`;
    if (depth === 0) this.#fields = 0;
    if (depth > 0 && dice.chance(isInterfaceType(type) ? 40 : 8)) return this.#inlineFragment(type, depth);
    if (depth > 0 && dice.chance(8)) return this.#spread(type, depth);
    return this.#field(type, depth);
  }

  #field(type: GraphQLCompositeType, depth: number): string {
    const all = "getFields" in type ? Object.values(type.getFields()) : [];
    const fields = all.filter((field) => this.#mayAsk(field, depth));
    if (fields.length === 0) return "__typename";
    const leading = fields.filter(leadsToRows);
    const field = this.#dice.pick(leading.length > 0 && this.#dice.chance(depth < 3 ? 90 : 65) ? leading : fields);
    this.#fields++;
    const below = getNamedType(field.type);
    const args = this.#arguments(field, below.name);
    const keepsName = this.#options.marked === true && (field.name === "node" || SHARED.has(field.name));
    const alias = keepsName ? "" : this.#alias(field.name, args === "" ? 25 : 70);
    const inner = isCompositeType(below) ? ` ${this.#selections(below, depth + 1)}` : "";
    return `${alias}${field.name}${args}${this.#conditions(depth === 0)}${inner}`;
  }

  #mayAsk(field: GraphQLField<unknown, unknown>, depth: number): boolean {
    const isHidden = field.astNode?.directives?.some(({ name }) => name.value === "inaccessible") === true;
    if (LEFT_OUT.has(field.name) || isHidden || this.#options.without?.has(field.name) === true) return false;
    const isDeep = depth >= DEEPEST || this.#fields >= MOST_FIELDS;
    return !isDeep || !isCompositeType(getNamedType(field.type)) || depth === 0;
  }

  #alias(name: string, percent: number): string {
    return this.#dice.chance(percent) ? `${name.slice(0, 2)}${this.#names++}: ` : "";
  }

  #inlineFragment(type: GraphQLCompositeType, depth: number): string {
    const condition = this.#dice.chance(20) ? null : this.#conditionFor(type);
    const head = condition === null ? "..." : `... on ${condition.name}`;
    return `${head}${this.#conditions()} ${this.#selections(condition ?? type, depth + (condition === null ? 1 : 0))}`;
  }

  #spread(type: GraphQLCompositeType, depth: number): string {
    const known = this.#fragments.filter((fragment) => this.#overlaps(type, fragment.type));
    if (known.length > 0 && this.#dice.chance(60)) return `...${this.#dice.pick(known).name}${this.#conditions()}`;
    const condition = this.#conditionFor(type);
    const text = this.#selections(condition, depth + 1);
    const name = `F${this.#names++}`;
    this.#fragments.push({ name, type: condition.name, text });
    return `...${name}${this.#conditions()}`;
  }

  #overlaps(type: GraphQLCompositeType, name: string): boolean {
    if (type.name === name) return true;
    const other = this.#schema.getType(name);
    return isInterfaceType(other) && isObjectType(type) && this.#schema.isSubType(other, type);
  }

  #conditionFor(type: GraphQLCompositeType): GraphQLObjectType | GraphQLInterfaceType {
    if (isObjectType(type)) return this.#dice.pick([type, type, ...type.getInterfaces()]);
    if (!isInterfaceType(type)) throw new TypeError("The contract has no unions.");
    return this.#dice.pick([type, ...type.getInterfaces(), ...this.#schema.getPossibleTypes(type)]);
  }

  /** @skip and @include, by literals and variables. */
  #conditions(byVariable = false): string {
    if (this.#dice.chance(byVariable ? 96 : 90)) return "";
    const one = (name: string) =>
      `@${name}(if: ${!byVariable && this.#dice.chance(40) ? String(this.#dice.chance(50)) : this.#boolean()})`;
    if (this.#dice.chance(20)) return ` ${one("skip")} ${one("include")}`;
    return ` ${one(this.#dice.pick(["skip", "include"]))}`;
  }

  #boolean(): string {
    const known = this.#declared
      .filter((each) => each.includes("Boolean"))
      .map((each) => each.slice(0, each.indexOf(":")));
    if (known.length > 1) return this.#dice.pick(known);
    return this.#variable("Boolean!", this.#dice.chance(50));
  }

  /** Declares a variable with a value. */
  #variable(type: string, value: unknown, standard?: string): string {
    const name = `v${this.#names++}`;
    this.#declared.push(`$${name}: ${type}${standard === undefined ? "" : ` = ${standard}`}`);
    if (value !== undefined) this.#variables[name] = value;
    return `$${name}`;
  }

  #arguments(field: GraphQLField<unknown, unknown>, typename: string): string {
    const args = new Map(field.args.map((arg) => [arg.name, arg]));
    if (args.size === 0) return "";
    const isRoot = args.has("orderBy");
    const written = isRoot ? this.#pageArguments(args, typename.replace(/Connection$/, "")) : this.#sizeArguments();
    return written.length === 0 ? "" : `(${written.join(", ")})`;
  }

  #sizeArguments(): string[] {
    if (this.#options.marked || this.#dice.chance(40)) return [];
    return [`first: ${this.#value("Int", 1 + this.#dice.upTo(3))}`];
  }

  /** A value as a literal, a variable, a variable's default, or a variable that is not given. */
  #value(type: string, value: unknown, literal = JSON.stringify(value)): string {
    const way = this.#dice.upTo(9);
    if (way < 4) return literal;
    if (way < 6) return this.#variable(`${type}!`, value);
    if (way < 7) return this.#variable(type, value);
    if (way < 8) return this.#variable(type, undefined, literal);
    if (way < 9) return this.#variable(`${type}!`, value, literal);
    return this.#variable(type, undefined);
  }

  #pageArguments(args: ReadonlyMap<string, GraphQLArgument>, typename: string): string[] {
    const dice = this.#dice;
    const written: string[] = [];
    const orders = RECORD_ORDERS.filter(
      (order) => sortFieldOf({ order, typename: typename as RecordTypename }) !== null,
    );
    const order = dice.pick(orders);
    const usesOrder = dice.chance(60);
    if (usesOrder) written.push(`orderBy: ${dice.chance(50) ? order : this.#variable("RecordOrder!", order)}`);
    if (this.#options.marked) return [...written, "first: 100"];
    const rows = this.#network.rows.filter((row) => row.__typename === typename);
    const cursor = (name: string) => {
      if (rows.length === 0 || dice.chance(85)) return;
      const walked = usesOrder ? order : "UPDATED_DESC";
      written.push(`${name}: ${this.#value("String", encodeCursor(walked, placeOf(dice.pick(rows), walked)))}`);
    };
    if (dice.chance(70)) written.push(`${dice.pick(["first", "last"])}: ${this.#value("Int", 1 + dice.upTo(9))}`);
    cursor("after");
    cursor("before");
    const filterType = getNamedType(args.get("filter")?.type)?.name ?? "";
    if (dice.chance(15)) written.push(`filter: ${this.#filter(filterType)}`);
    return written;
  }

  #filter(type: string): string {
    const keys = this.#network.keys.filter(() => this.#dice.chance(80));
    const literal = `{ partners: ${JSON.stringify(keys)} }`;
    if (this.#dice.chance(30)) return `{ partners: ${this.#value("[ID!]", keys)} }`;
    return this.#value(type, { partners: keys }, literal);
  }
}

/** Whether there are rows behind a field, and perhaps references to others. */
function leadsToRows(field: GraphQLField<unknown, unknown>): boolean {
  const type = getNamedType(field.type);
  const between = ["Expertise", "Contributor", "ProjectRole"];
  return isCompositeType(type) && (isRow(type) || between.includes(type.name) || /(Connection|Edge)$/.test(type.name));
}

function isRow(type: GraphQLCompositeType): boolean {
  return type.name === "Record" || type.name === "Node" || (isObjectType(type) && type.getInterfaces().length > 0);
}
