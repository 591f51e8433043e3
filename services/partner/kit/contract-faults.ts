// Whether an SDL holds the contract. In: the text that an endpoint calls its SDL. Out: what is missing or other than the
// contract has it, a line each. What it holds besides is fine. A text that is no SDL, or too large, is refused fast.
import { Kind, parse, print, type ASTNode, type DocumentNode, type NameNode, type TypeNode } from "graphql";
import type { ConformanceLevel } from "../../../schema/conformance.js";
import { askedVersion } from "../../../schema/contract-versions.js";
import { partnerDocument } from "../../records/api/contract-sdl.js";
import { shown } from "./json-view.js";

const MOST_CHARACTERS = 512 * 1024;
const MOST_TOKENS = 30_000;
const MOST_TYPES = 1_000;
const MOST_WRAPPED = 6;
const MOST_FAULTS = 20;
const LONGEST_NAME = 100;

/** Reads an SDL. A text says why it is none. */
export function readSdlText(sdl: unknown): DocumentNode | string {
  if (typeof sdl !== "string") return shown(sdl);
  if (sdl.length > MOST_CHARACTERS) return `${sdl.length} > ${MOST_CHARACTERS}`;
  try {
    const document = parse(sdl, { maxTokens: MOST_TOKENS, noLocation: true });
    if (document.definitions.length > MOST_TYPES) return `${document.definitions.length} types > ${MOST_TYPES}`;
    const isServed = document.definitions.every(
      ({ kind }) => !kind.startsWith("Operation") && !kind.startsWith("Frag"),
    );
    return isServed && document.definitions.length > 0 ? document : shown(sdl);
  } catch {
    return shown(sdl); // not GraphQL, too many tokens, or nested until the parser gave up
  }
}

/** What of the contract, in the version that a partner says, an SDL does not hold. For BASIC the lists of records need not be there. */
export function contractFaults(sdl: unknown, level: ConformanceLevel, said: string): string[] {
  const document = readSdlText(sdl);
  if (typeof document === "string") return [document];
  const version = askedVersion(said);
  const [basic, lists] = [
    compareContract(document, "BASIC", version),
    level === "LIVE" ? compareContract(document, "LISTS", version) : [],
  ];
  return [...basic, ...lists];
}

/** The part of the contract that every partner serves, or the root fields that list records. */
export function compareContract(document: DocumentNode, part: "BASIC" | "LISTS", version: string): string[] {
  const theirs = shapesOf(document);
  const faults: string[] = [];
  for (const [name, ours] of shapesOf(partnerDocument(version))) {
    if (part === "LISTS" && name !== "Query") continue;
    const shape = theirs.get(name);
    if (shape === undefined) faults.push(`${name}: -`);
    else if (shape.kind !== ours.kind) faults.push(`${name}: ${shape.kind}`);
    else faults.push(...memberFaults({ name, ours, theirs: shape, part }));
    if (faults.length >= MOST_FAULTS) break;
  }
  return faults.slice(0, MOST_FAULTS);
}

interface Shape {
  readonly kind: string;
  readonly members: Map<string, Member>;
  /** Interfaces that it implements, and `@key`s. */
  readonly marks: Set<string>;
}

interface Member {
  readonly type: TypeNode | null;
  readonly hasDefault: boolean;
  readonly arguments: ReadonlyMap<string, Member>;
  readonly isList: boolean;
}

/** The types of a document, with what `extend` adds to them. */
function shapesOf(document: DocumentNode): Map<string, Shape> {
  const shapes = new Map<string, Shape>();
  for (const node of document.definitions) {
    const kind = node.kind.replace(/Type(Definition|Extension)$/, "");
    if (!("name" in node) || node.name === undefined || kind === node.kind) continue;
    const name = node.name.value;
    const shape = shapes.get(name) ?? { kind, members: new Map<string, Member>(), marks: new Set<string>() };
    shapes.set(name, shape);
    for (const [member, value] of membersOfNode(node)) shape.members.set(member, value);
    for (const each of "interfaces" in node ? (node.interfaces ?? []) : [])
      shape.marks.add(`implements ${each.name.value}`);
    for (const each of keysOf(node)) shape.marks.add(each);
  }
  return shapes;
}

function membersOfNode(node: ASTNode): Map<string, Member> {
  const named: readonly ASTNode[] =
    "fields" in node ? (node.fields ?? []) : "values" in node ? (node.values ?? []) : [];
  return new Map(
    named.flatMap((each) => ("name" in each && isName(each.name) ? [[each.name.value, memberOf(each)]] : [])),
  );
}

function memberOf(node: ASTNode): Member {
  const given = "arguments" in node && node.kind === Kind.FIELD_DEFINITION ? (node.arguments ?? []) : [];
  const directives = "directives" in node ? (node.directives ?? []) : [];
  return {
    type:
      "type" in node && node.type !== undefined && node.kind !== Kind.OPERATION_TYPE_DEFINITION
        ? typeNode(node.type)
        : null,
    hasDefault: "defaultValue" in node && node.defaultValue !== undefined,
    arguments: new Map(given.map((each) => [each.name.value, memberOf(each)])),
    isList: directives.some(({ name }) => name.value === "scatter"),
  };
}

function isName(node: unknown): node is NameNode {
  return typeof node === "object" && node !== null && "value" in node;
}

function typeNode(node: ASTNode): TypeNode | null {
  return node.kind === Kind.NAMED_TYPE || node.kind === Kind.LIST_TYPE || node.kind === Kind.NON_NULL_TYPE
    ? node
    : null;
}

/** `@key(fields: "id")`: by what the hub may look records up. */
function keysOf(node: ASTNode): string[] {
  const directives = "directives" in node ? (node.directives ?? []) : [];
  return directives.filter(({ name }) => name.value === "key").map((each) => print(each));
}

interface Comparison {
  readonly name: string;
  readonly ours: Shape;
  readonly theirs: Shape;
  readonly part: "BASIC" | "LISTS";
}

function memberFaults({ name, ours, theirs, part }: Comparison): string[] {
  const wanted = [...ours.members].filter(([, { isList }]) => (part === "LISTS") === isList);
  const isInput = ours.kind === "InputObject";
  const faults = wanted.flatMap(([member, mine]) => {
    const found = theirs.members.get(member);
    if (found === undefined) return [`${name}.${member}: -`];
    return fieldFaults(`${name}.${member}`, { mine, found, isInput });
  });
  if (part === "LISTS") return faults;
  const marks = [...ours.marks].filter((mark) => !theirs.marks.has(mark)).map((mark) => `${name} ${mark}: -`);
  return [...marks, ...faults, ...(isInput ? demanded(name, theirs.members, ours.members) : [])];
}

interface FieldComparison {
  readonly mine: Member;
  readonly found: Member;
  readonly isInput: boolean;
}

function fieldFaults(at: string, { mine, found, isInput }: FieldComparison): string[] {
  const faults = mayStandFor(mine.type, found, isInput) ? [] : [`${at}: ${nameOf(found.type)}`];
  for (const [name, argument] of mine.arguments) {
    const theirs = found.arguments.get(name);
    if (theirs === undefined) faults.push(`${at}(${name}): -`);
    else if (!mayStandFor(argument.type, theirs, true)) faults.push(`${at}(${name}): ${nameOf(theirs.type)}`);
  }
  return [...faults, ...demanded(at, found.arguments, mine.arguments)];
}

/** What they ask for that the hub does not know and so never sends. */
function demanded(at: string, theirs: ReadonlyMap<string, Member>, ours: ReadonlyMap<string, Member>): string[] {
  const isDemanded = ({ type, hasDefault }: Member) => type?.kind === Kind.NON_NULL_TYPE && !hasDefault;
  const unknown = [...theirs].filter(([name, member]) => !ours.has(name) && isDemanded(member));
  return unknown.map(([name, { type }]) => `${at}(${name}): ${nameOf(type)}`);
}

/** Output may be stricter than the contract has it, input laxer. */
function mayStandFor(ours: TypeNode | null, found: Member, isInput: boolean): boolean {
  if (ours === null || found.type === null) return ours === found.type;
  const [lax, strict] = isInput ? [found.type, ours] : [ours, found.type];
  const isForgiven = isInput && found.hasDefault && lax.kind === Kind.NON_NULL_TYPE;
  return isAtLeast(strict, isForgiven ? lax.type : lax);
}

/** Whether every value of `strict` is one of `lax`. */
function isAtLeast(strict: TypeNode, lax: TypeNode, depth = 0): boolean {
  if (depth > MOST_WRAPPED) return false;
  if (lax.kind === Kind.NON_NULL_TYPE)
    return strict.kind === Kind.NON_NULL_TYPE && isAtLeast(strict.type, lax.type, depth + 1);
  if (strict.kind === Kind.NON_NULL_TYPE) return isAtLeast(strict.type, lax, depth + 1);
  if (strict.kind === Kind.LIST_TYPE && lax.kind === Kind.LIST_TYPE) return isAtLeast(strict.type, lax.type, depth + 1);
  return strict.kind === Kind.NAMED_TYPE && lax.kind === Kind.NAMED_TYPE && strict.name.value === lax.name.value;
}

function nameOf(type: TypeNode | null): string {
  let levels = 0;
  for (let inner = type; inner !== null && "type" in inner; inner = inner.type) levels++;
  return type === null ? "-" : levels > 2 * MOST_WRAPPED ? "[…]" : print(type).slice(0, LONGEST_NAME);
}
