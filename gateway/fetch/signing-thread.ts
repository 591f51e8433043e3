// A thread that signs: Ed25519 takes as long as everything else that a request to a partner costs, and a scatter signs
// a hundred at once. In: texts, gathered for as long as one turn of the event loop lasts. Out: their signatures.
import type { KeyObject } from "node:crypto";
import { Worker } from "node:worker_threads";

// Plain text, so that it runs alike from source and compiled.
const PROGRAM = `
  const { parentPort, workerData } = require("node:worker_threads");
  const { sign } = require("node:crypto");
  parentPort.on("message", ({ batch, texts }) => {
    const signatures = texts.map((text) => sign(null, Buffer.from(text), workerData).toString("base64url"));
    parentPort.postMessage({ batch, signatures });
  });
`;

interface Waiting {
  readonly text: string;
  readonly resolve: (signature: string) => void;
  readonly reject: (error: Error) => void;
}

export class SigningThread {
  readonly #key: KeyObject;
  readonly #batches = new Map<number, readonly Waiting[]>();
  #worker: Worker | null = null;
  #gathered: Waiting[] = [];
  #count = 0;

  constructor(key: KeyObject) {
    this.#key = key;
  }

  /** The signature of a text, base64url. Rejects when the thread ends before it is made. */
  sign(text: string): Promise<string> {
    if (this.#gathered.length === 0) setImmediate(() => this.#send());
    return new Promise((resolve, reject) => this.#gathered.push({ text, resolve, reject }));
  }

  #send(): void {
    const waiting = this.#gathered;
    this.#gathered = [];
    const batch = this.#count++;
    this.#batches.set(batch, waiting);
    this.#worker ??= this.#start();
    this.#worker.ref(); // while something is waited for, the process stays
    this.#worker.postMessage({ batch, texts: waiting.map(({ text }) => text) });
  }

  #start(): Worker {
    const worker = new Worker(PROGRAM, { eval: true, workerData: this.#key, execArgv: [] });
    worker.on("message", ({ batch, signatures }: { batch: number; signatures: string[] }) => {
      const waiting = this.#batches.get(batch) ?? [];
      this.#batches.delete(batch);
      if (this.#batches.size === 0) worker.unref();
      waiting.forEach(({ resolve, reject }, at) => {
        const signature = signatures[at];
        if (signature === undefined) reject(new Error("The signing thread gave too few signatures."));
        else resolve(signature);
      });
    });
    worker.on("error", (error: Error) => this.#fail(worker, error));
    worker.on("exit", () => this.#fail(worker, new Error("The signing thread ended.")));
    return worker;
  }

  /** Whoever waits is told, once: a thread that failed also ends. The next text starts another thread. */
  #fail(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    for (const { reject } of [...this.#batches.values()].flat()) reject(error);
    this.#batches.clear();
  }
}
