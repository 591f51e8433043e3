// The shortest chains of shared work between two people or organizations. In: two ids. Out: chains, each step the
// record that two of them share, a community that both are members of, or a person's own organization. Breadth first from
// both ends, a few statements a level; only what the reader may see can be a step.
import { badInput } from "../../../schema/errors.js";
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import { parseRecordId } from "../../../schema/record-id.js";
import type { Session } from "../../database/session.js";
import { seenCondition } from "../seen.js";
import { readFellowMembers } from "./fellow-members.js";
import { readNeighbours, type Step } from "./neighbours.js";

export interface ConnectionQuestion {
  readonly from: string;
  readonly to: string;
  readonly maxHops: number;
  readonly first: number;
  readonly visibility: ReaderVisibility;
}

/** A chain from one to the other. */
export type Chain = readonly Step[];

const MOST_HOPS = 6;
const MOST_CHAINS = 10;
/** Who has been reached: enough for any chain that could introduce someone. */
const MOST_REACHED = 20_000;

/** The shortest chains, at most `first`; none when there are none within `maxHops`. Throws `BAD_USER_INPUT`. */
export async function findConnections(session: Session, question: ConnectionQuestion): Promise<Chain[]> {
  checkQuestion(question);
  const { from, to, maxHops, first } = question;
  if (from === to || !(await areSeen(session, question))) return [];
  const [left, right] = [new Side(from), new Side(to)];
  for (let hops = 1; hops <= maxHops; hops++) {
    const side = left.frontier.size <= right.frontier.size ? left : right;
    await side.grow(session, question.visibility);
    const met = [...left.reached.keys()].filter((id) => right.reached.has(id));
    if (met.length > 0) return shortest(left, right, met).slice(0, first);
    if (left.frontier.size === 0 || right.frontier.size === 0) return [];
    if (left.reached.size + right.reached.size > MOST_REACHED) return [];
  }
  return [];
}

/** Both ends must be there for this reader: who is hidden is connected to no one. */
async function areSeen(session: Session, { from, to, visibility }: ConnectionQuestion): Promise<boolean> {
  const ends = await session.rows(
    `select from knowledge.entry where id in (?, ?) and ${seenCondition("entry", visibility)}`,
    [from, to],
  );
  return ends.length === 2;
}

function checkQuestion({ from, to, maxHops, first }: ConnectionQuestion): void {
  for (const [name, id] of [
    ["from", from],
    ["to", to],
  ] as const) {
    const typename = parseRecordId(id)?.typename;
    if (typename !== "Person" && typename !== "Organization")
      throw badInput(name, "the id of a person or an organization", id);
  }
  if (maxHops < 1 || maxHops > MOST_HOPS) throw badInput("maxHops", `1 to ${MOST_HOPS}`, maxHops);
  if (first < 1 || first > MOST_CHAINS) throw badInput("first", `1 to ${MOST_CHAINS}`, first);
}

/** What was reached from one end: who, and by which steps they can be reached the shortest way. */
class Side {
  /** The steps that lead to someone, from someone one hop nearer; none at the end itself. */
  readonly reached = new Map<string, Step[]>();
  frontier: ReadonlySet<string>;

  constructor(end: string) {
    this.reached.set(end, []);
    this.frontier = new Set([end]);
  }

  async grow(session: Session, visibility: ReaderVisibility): Promise<void> {
    const ids = [...this.frontier];
    const shared = await readNeighbours(session, ids, visibility);
    const steps = [...shared, ...(await readFellowMembers(session, ids, visibility))]; // work says more than membership
    const next = new Set<string>();
    for (const step of steps) {
      if (this.reached.has(step.to) && !next.has(step.to)) continue;
      const known = this.reached.get(step.to);
      if (known === undefined) this.reached.set(step.to, [step]);
      else if (!known.some(({ from }) => from === step.from)) known.push(step);
      next.add(step.to);
    }
    this.frontier = next;
  }

  /** The chains that lead from the end to someone. */
  chainsTo(id: string): Step[][] {
    const steps = this.reached.get(id) ?? [];
    if (steps.length === 0) return [[]];
    return steps.slice(0, MOST_CHAINS).flatMap((step) =>
      this.chainsTo(step.from)
        .slice(0, MOST_CHAINS)
        .map((chain) => [...chain, step]),
    );
  }
}

function shortest(left: Side, right: Side, met: readonly string[]): Chain[] {
  const chains = met.toSorted().flatMap((id) =>
    left
      .chainsTo(id)
      .slice(0, MOST_CHAINS)
      .flatMap((head) =>
        right
          .chainsTo(id)
          .slice(0, MOST_CHAINS)
          .map((tail) => [...head, ...tail.toReversed().map(reverse)]),
      ),
  );
  const least = Math.min(...chains.map((chain) => chain.length));
  const short = chains.filter((chain) => chain.length === least);
  return short.toSorted((one, other) => byMembership(one) - byMembership(other));
}

/** How many steps of a chain are no more than that two are members of a community. */
function byMembership(chain: Chain): number {
  return chain.filter(({ via }) => via !== null && parseRecordId(via)?.typename === "Community").length;
}

function reverse({ from, to, ...rest }: Step): Step {
  return { ...rest, from: to, to: from };
}
