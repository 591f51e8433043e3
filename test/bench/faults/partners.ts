// Fifty fake partners, each on a port of its own, of which half misbehave until they are told to be well. In: lines on
// standard input: `faults`, `heal`. Out: one line of JSON, the address of each and how it will misbehave.
import { createServer, type Server, type ServerResponse } from "node:http";
import { createInterface } from "node:readline";
import { answerContract } from "../../kit/fake-partner.js";
import { rowsOf } from "../scatter/partner-rows.js";
import { COUNT, faultOf, FLAP_MS, type Fault } from "./fault-plan.js";

let isFaulty = false;
const SLOW_MS = 3_000;
const GARBAGE = [
  "<!doctype html><title>Login</title>",
  '{"data":{"organizations":{"edges":[{"cursor":"',
  '{"data":{"organizations":{"edges":"none","totalCount":-5}}}',
  "\u0000\u0001\u0002 not even text",
  '{"errors":[{"message":"SELECT secret FROM staff failed at 10.0.0.7"}]}',
  `${"[".repeat(50_000)}`,
];

class BenchPartner {
  readonly #number: number;
  readonly #fault: Fault | null;
  readonly #known = new Map<string, Promise<Buffer>>();
  readonly #server: Server;
  port = 0;

  constructor(number: number) {
    this.#number = number;
    this.#fault = faultOf(number);
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => void this.#answer(Buffer.concat(chunks).toString("utf8"), response));
    });
    this.#server.keepAliveTimeout = 60_000;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.port, "127.0.0.1", 1_024, resolve));
    const address = this.#server.address();
    if (typeof address === "object" && address !== null) this.port = address.port;
  }

  /** Begins to misbehave, or stops. */
  async behave(): Promise<void> {
    if (this.#fault !== "dead") return;
    if (!isFaulty) return this.listen();
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(body: string, response: ServerResponse): Promise<void> {
    const fault = isFaulty ? this.#fault : null;
    if (fault === "flapping" && Math.floor(Date.now() / FLAP_MS) % 2 === 0) return void response.destroy();
    if (fault === "slow") await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    const answer =
      fault === "garbage" ? Buffer.from(GARBAGE[Date.now() % GARBAGE.length] ?? "") : await this.#sound(body);
    response.writeHead(200, { "content-type": "application/json", "content-length": answer.length }).end(answer);
  }

  #sound(body: string): Promise<Buffer> {
    let known = this.#known.get(body);
    if (known === undefined) {
      const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
      const result = answerContract(rowsOf(this.#number, COUNT), query, variables);
      known = result.then((each) => Buffer.from(JSON.stringify(each)));
      this.#known.set(body, known);
    }
    return known;
  }
}

const partners = Array.from({ length: COUNT }, (_, number) => new BenchPartner(number));
for (const partner of partners) await partner.listen();
process.stdout.write(`${JSON.stringify(partners.map(({ port }) => port))}\n`);
createInterface({ input: process.stdin })
  .on("line", (line) => {
    isFaulty = line === "faults";
    for (const partner of partners) void partner.behave();
  })
  .on("close", () => process.exit(0));
