// A real name server on loopback (RFC 1035, over UDP), which answers what a test wants. In: names and what they stand
// for. Out: its address, and what it was asked.
import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import { once } from "node:events";
import ipaddr from "ipaddr.js";

/** What a name stands for. */
export type NameAnswer =
  | { readonly a?: readonly string[]; readonly aaaa?: readonly string[] }
  | "NXDOMAIN"
  | "SERVFAIL"
  | "silent";

const CODES = { NXDOMAIN: 3, SERVFAIL: 2 } as const;
const TYPES: Readonly<Record<number, "a" | "aaaa">> = { 1: "a", 28: "aaaa" };

export class NameServer {
  readonly names = new Map<string, NameAnswer>();
  /** `name type`, one for each question. */
  readonly asked: string[] = [];
  readonly #socket: Socket = createSocket("udp4");

  async start(): Promise<this> {
    this.#socket.on("message", (message, from) => this.#answer(message, from));
    this.#socket.bind(0, "127.0.0.1");
    await once(this.#socket, "listening");
    return this;
  }

  get address(): string {
    return `127.0.0.1:${this.#socket.address().port}`;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.#socket.close(() => resolve()));
  }

  #answer(message: Buffer, { port, address }: RemoteInfo): void {
    const { name, type, end } = readQuestion(message);
    const kind = TYPES[type];
    this.asked.push(`${name} ${kind ?? type}`);
    const known = this.names.get(name) ?? "NXDOMAIN";
    if (known === "silent") return;
    const addresses = typeof known === "string" || kind === undefined ? [] : (known[kind] ?? []);
    const header = Buffer.alloc(12);
    message.copy(header, 0, 0, 2);
    header.writeUInt16BE(0x8180 | (typeof known === "string" ? CODES[known] : 0), 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(addresses.length, 6);
    const reply = Buffer.concat([header, message.subarray(12, end), ...addresses.map((each) => record(each, type))]);
    this.#socket.send(reply, port, address);
  }
}

function readQuestion(message: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString("latin1", at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join(".").toLowerCase(), type: message.readUInt16BE(at + 1), end: at + 5 };
}

/** A resource record: the name as a pointer to the question, a minute to live. */
function record(address: string, type: number): Buffer {
  const bytes = Buffer.from(ipaddr.parse(address).toByteArray());
  const head = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, bytes.length]);
  return Buffer.concat([head, bytes]);
}
