// The gateway's end of the program that plans: started when it is first needed, again when it ended, one for this process.
// In: a supergraph and an operation. Out: its plan. An operation at which the program ended is not given to it again.
import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import type { PlanNode } from "@graphql-hive/router-query-planner";
import { LRUCache } from "lru-cache";
import { PROJECT_ROOT } from "../../schema/sdl.js";
import type { PlannerAnswer } from "./planner-messages.js";

export interface PlanRequest {
  readonly supergraph: { readonly number: number; readonly text: string };
  readonly operation: string;
}

interface Waiting extends PlanRequest {
  readonly id: number;
  readonly resolve: (node: PlanNode | null) => void;
  readonly reject: (error: Error) => void;
}

const PROGRAM = join(PROJECT_ROOT, "dist", "gateway", "plan", "planner-process.js");
/** A program that was asked for nothing for so long ends; the next question starts another. */
const IDLE_MS = 20_000;
/** Plans take well under a millisecond; one that takes this long never comes. */
const LONGEST_MS = 4_000;

export class PlannerChild {
  readonly #waiting: Waiting[] = [];
  readonly #poison = new LRUCache<string, true>({ max: 1_000 });
  #child: ChildProcess | null = null;
  #sent = new Set<number>();
  #timer: NodeJS.Timeout | null = null;
  #idle: NodeJS.Timeout | null = null;
  #count = 0;

  /** Plans one operation: one after the other, in order. Rejects when the planner finds no way, or ends at it. */
  plan(request: PlanRequest): Promise<PlanNode | null> {
    if (this.#poison.has(request.operation)) return Promise.reject(new Error(ENDED));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...request, id: this.#count++, resolve, reject });
      if (this.#waiting.length === 1) this.#ask();
    });
  }

  /** Puts the first question. The program holds this process open only while one is open. */
  #ask(): void {
    const [first] = this.#waiting;
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = null;
    if (first === undefined) return this.#rest();
    const child = (this.#child ??= this.#start());
    child.ref();
    child.channel?.ref();
    const { number, text } = first.supergraph;
    const isNew = !this.#sent.has(number);
    this.#sent.add(number);
    this.#timer = setTimeout(() => child.kill("SIGKILL"), LONGEST_MS);
    child.send(
      { id: first.id, supergraph: number, text: isNew ? text : null, operation: first.operation },
      () => undefined,
    );
  }

  #rest(): void {
    this.#idle = setTimeout(() => {
      this.#child?.kill();
      this.#child = null; // so that its end is nobody's
    }, IDLE_MS).unref();
  }

  #start(): ChildProcess {
    const child = fork(PROGRAM, [], {
      serialization: "advanced",
      execArgv: [],
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    this.#sent = new Set();
    child.on("message", (answer: PlannerAnswer) => this.#take(answer));
    child.on("error", () => undefined); // `exit` or a failing `send` follows
    child.once("exit", () => this.#ended(child));
    return child;
  }

  #take(answer: PlannerAnswer): void {
    const [first] = this.#waiting;
    if (first?.id !== answer.id) return;
    if ("unknownSupergraph" in answer) {
      this.#settle();
      this.#sent.delete(first.supergraph.number);
      this.#ask();
      return;
    }
    this.#waiting.shift();
    this.#settle();
    if ("node" in answer) first.resolve(answer.node);
    else first.reject(new Error(answer.fault));
    this.#ask();
  }

  #settle(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#child?.channel?.unref();
    this.#child?.unref();
  }

  #ended(child: ChildProcess): void {
    if (this.#child !== child) return;
    this.#settle();
    this.#child = null;
    const culprit = this.#waiting.shift();
    if (culprit !== undefined) this.#poison.set(culprit.operation, true);
    culprit?.reject(new Error(ENDED));
    this.#ask();
  }
}

const ENDED = "The planner ended at this operation.";
