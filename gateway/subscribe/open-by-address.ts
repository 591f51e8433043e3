// How many subscriptions' connections an address holds open. In: addresses. Out: whether one more may be opened: they last
// for as long as their client likes, so that one address could hold all that there is room for.
import type { IncomingMessage } from "node:http";
import { networkOf } from "../../schema/network-address.js";

export class OpenByAddress {
  readonly #most: number;
  readonly #open = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Counts one that is opened. Gives what is to be called when it closes; null: it is one too many. */
  enter(address: string): (() => void) | null {
    const key = networkOf(address);
    const count = this.#open.get(key) ?? 0;
    if (count >= this.#most) return null;
    this.#open.set(key, count + 1);
    return () => this.#leave(key);
  }

  #leave(key: string): void {
    const count = (this.#open.get(key) ?? 1) - 1;
    if (count > 0) this.#open.set(key, count);
    else this.#open.delete(key);
  }
}

/** The address that a request comes from, so many `proxies` standing in front; as fastify reads it for its requests. */
export function addressOf({ socket, headers }: IncomingMessage, proxies: number): string {
  const told = [headers["x-forwarded-for"] ?? []].flat().join(",").split(",");
  const all = [socket.remoteAddress ?? "", ...told.map((each) => each.trim()).reverse()].filter((each) => each !== "");
  return all[Math.min(proxies, all.length - 1)] ?? "";
}
