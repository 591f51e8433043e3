// Room "hop": following references to their owners. In: stubs. Out: the records in their places, null where the owner
// does not know them or hides them (left out of lists). Where an owner fails, the mirror answers for it; where it cannot
// either, null and one error. Repeats for the references that the records found hold in turn.
import { ownerOf, parseRecordId } from "../../schema/record-id.js";
import type { ErasedLookup } from "../../schema/erasures.js";
import type { ReaderContext } from "../execute/subgraph.js";
import { isObject } from "./complete-value.js";
import type { PartnerEntry, PartnerSnapshot } from "./directory.js";
import { groupByField, groupByOwner, type StubsByField } from "./hop-groups.js";
import { placeFailed, placeGone, placeRecord, tidyLists, type HopFailure } from "./hop-places.js";
import type { MirrorDesk } from "./mirror-desk.js";
import type { PartnerRound } from "./partner-round.js";
import { readersVariables, type PartitionPlan } from "./partition-plan.js";
import type { Part, PartOutcome } from "./parts.js";
import { INVALID, type HopField, type RowUse, type Stub } from "./row-types.js";

export interface HopContext {
  readonly plan: PartitionPlan;
  readonly partners: PartnerSnapshot;
  readonly round: PartnerRound;
  /** Null where none is kept. */
  readonly mirror: MirrorDesk | null;
  readonly reader: ReaderContext;
  /** What was erased is null wherever it is referred to. */
  readonly erased: ErasedLookup;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Told of an owner whose answer broke the contract. */
  readonly report: (partner: string) => void;
}

/** References of references of references: what is beyond stays null, with an error. */
export const MOST_ROUNDS = 16;

/** Follows stubs, and what they lead to. */
export async function followHops(stubs: readonly Stub[], context: HopContext): Promise<HopFailure[]> {
  const failures: HopFailure[] = [];
  let next: readonly Stub[] = stubs;
  for (let round = 0; next.length > 0 && round < MOST_ROUNDS; round++) {
    const found: Stub[] = [];
    next.forEach(placeGone);
    const kept = next.filter(({ id }) => !context.erased.isErased(id) && !isOnePersonTooMany(id, context));
    const { groups, beyond } = groupByOwner(kept, context.partners);
    const open = await answerAll(groups, { context, found });
    const failed = Map.groupBy(open, (stub) => stub.owner);
    const placed = [...[...failed].map(([owner, of]) => placeFailed(owner, of)), placeFailed(null, beyond)];
    failures.push(...placed.filter((failure) => failure !== null));
    tidyLists(next, failures);
    next = found;
  }
  const tooDeep = placeFailed(null, next);
  if (tooDeep !== null) failures.push(tooDeep);
  tidyLists(next, failures);
  return failures;
}

/** Of people, a reader who has been given as many as one may in a day is given no more. */
function isOnePersonTooMany(id: string, { reader: { people } }: HopContext): boolean {
  if (people?.isOver !== true || parseRecordId(id)?.typename !== "Person") return false;
  people.wasRefused = true;
  return true;
}

interface Hop {
  readonly context: HopContext;
  /** References in the records that were found. */
  readonly found: Stub[];
}

/** Stubs without an answer: nobody's, or one that broke the contract. */
interface Open {
  readonly unanswered: Stub[];
  readonly broken: Stub[];
}

/** Asks owners, then the mirror for those that failed. Gives the stubs that nobody answered. */
async function answerAll(groups: ReadonlyMap<PartnerEntry, StubsByField>, hop: Hop): Promise<readonly Stub[]> {
  const { mirror, reader, erased } = hop.context;
  const open: Open = { unanswered: [], broken: [] };
  const isMirrored = ({ key }: PartnerEntry): boolean =>
    reader.freshness === "mirror" || (reader.freshness === "auto" && mirror !== null && erased.stillOffers(key));
  await Promise.all(
    [...groups].map(async ([owner, fields]) => {
      if (isMirrored(owner)) open.unanswered.push(...stubsOf(fields));
      else await askOwner(owner, fields, { ...hop, open });
    }),
  );
  const isOpen = open.unanswered.length > 0 || open.broken.length > 0;
  if (mirror === null || reader.freshness === "live" || !isOpen) return open.unanswered;
  const broken = new Set(open.broken); // without a better answer they stay as they are, gone
  const left = await askMirror(mirror, [...open.unanswered, ...open.broken], hop);
  return left.filter((stub) => !broken.has(stub));
}

function stubsOf(fields: StubsByField): Stub[] {
  return [...fields.values()].flatMap((byId) => [...byId.values()].flat());
}

async function askOwner(owner: PartnerEntry, fields: StubsByField, hop: Hop & { readonly open: Open }): Promise<void> {
  const { context, open } = hop;
  const parts = [...fields].map(([field, byId], index) => writePart(field, [...byId.keys()], { index, context }));
  const outcomes = await Promise.all(parts.map((part) => context.round.ask(owner, part)));
  let faults = 0;
  [...fields.values()].forEach((byId, index) => {
    const answered = outcomes[index];
    const { outcome } = answered ?? {};
    if (answered === undefined || outcome?.kind !== "answered")
      return open.unanswered.push(...[...byId.values()].flat());
    const read = readAnswers(answered, byId, { ...hop, via: "LIVE", asOfFor: () => outcome.asOf });
    context.reader.tally.rows += read.rows;
    faults += read.broken.length + read.faults;
    open.unanswered.push(...read.unanswered);
    open.broken.push(...read.broken);
  });
  if (faults > 0) context.report(owner.key);
}

/** One request for all of them. Gives those that the mirror does not answer. */
async function askMirror(mirror: MirrorDesk, stubs: readonly Stub[], hop: Hop): Promise<readonly Stub[]> {
  const fields = groupByField(stubs);
  const parts = [...fields].map(([field, byId], index) =>
    writePart(field, [...byId.keys()], { index, context: hop.context }),
  );
  const owners = [...new Set(stubs.map((stub) => stub.owner))];
  const { outcomes, asOf } = await mirror.ask(owners, parts);
  return [...fields.values()].flatMap((byId, index) => {
    const answered = outcomes[index];
    if (answered?.outcome.kind !== "answered") return [...byId.values()].flat();
    const asOfFor = (partner: string): string | null => asOf.get(partner) ?? null;
    return readAnswers(answered, byId, { ...hop, via: "MIRROR", asOfFor }).unanswered;
  });
}

function writePart(
  field: HopField,
  ids: readonly string[],
  { index, context }: { index: number; context: HopContext },
): Part {
  const { plan, variables, reader } = context;
  const key = `${plan.keys.prefix}hop${index}`;
  const typenames = [...new Set(ids.map((id) => parseRecordId(id)?.typename ?? ""))];
  const shapes = typenames.map((typename) => field.shapeOf(typename));
  const representations = ids.map((id) => ({ __typename: parseRecordId(id)?.typename, id }));
  const own = readersVariables(
    plan,
    shapes.flatMap((shape) => [...shape.variables]),
    variables,
  );
  const fragments = shapes.map((shape) => `... on ${shape.type.name} {${shape.text}}`).join(" ");
  return {
    key,
    field: `${key}: _entities(representations: $${key}) {${fragments}}`,
    variables: new Map([...own, [key, { type: "[_Any!]!", value: representations }]]),
    deadline: shapes.some((shape) => shape.leadsOn) ? halfwayTo(reader.deadline) : reader.deadline,
  };
}

/** Half of the time that is left: a slow owner must not leave the rounds after its own, of other owners, with none. */
function halfwayTo(deadline: number): number {
  const now = Date.now();
  return now + (deadline - now) / 2;
}

interface Answering extends Hop {
  readonly via: RowUse["via"];
  /** As of when an owner is answered for; null when it is not. */
  readonly asOfFor: (partner: string) => string | null;
}

interface ReadAnswers extends Open {
  readonly rows: number;
  readonly faults: number;
}

/** Reads the answer to one field, and puts the records in their places. */
function readAnswers(answered: PartOutcome, byId: ReadonlyMap<string, readonly Stub[]>, use: Answering): ReadAnswers {
  const list = answered.value;
  const read = { rows: 0, faults: answered.faulty ? 1 : 0, unanswered: [] as Stub[], broken: [] as Stub[] };
  if (!Array.isArray(list) || list.length !== byId.size)
    return { ...read, faults: 0, unanswered: [...byId.values()].flat() };
  [...byId].forEach(([id, stubs], index) => {
    const raw: unknown = list[index];
    const asOf = use.asOfFor(ownerOf(id));
    if (asOf === null || (!isObject(raw) && answered.isFaultyAt(index))) return read.unanswered.push(...stubs);
    if (raw === null || raw === undefined) return; // there is no such record
    if (isObject(raw)) read.rows++;
    for (const stub of stubs) {
      const faults = isObject(raw) ? readRecord(stub, raw, { ...use, asOf }) : null;
      if (faults === null) read.broken.push(stub);
      else read.faults += faults;
    }
  });
  return read;
}

/** Reads one record into its place and counts what was wrong within it; null when it breaks the contract itself. */
function readRecord(
  stub: Stub,
  raw: Record<string, unknown>,
  { context, found, via, asOf }: Answering & { readonly asOf: string },
): number | null {
  const { visibility, people } = context.reader;
  const { erased } = context;
  const use: RowUse = { partner: stub.owner, visibility, via, asOf, stubs: found, faults: 0, erased, people };
  const typename = parseRecordId(stub.id)?.typename ?? "";
  const before = found.length;
  const row = raw[context.plan.keys.id] === stub.id ? stub.field.shapeOf(typename).read(raw, use) : INVALID;
  if (row === INVALID) {
    found.length = before; // what it refers to is of no use without it
    return null;
  }
  placeRecord(stub, row);
  return use.faults;
}
