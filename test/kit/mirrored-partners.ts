// Three fake partners, thirty practices each, behind a hub with a mirror that holds the same rows. In: nothing. Out: ways
// to make them misbehave, and what the hub said of them.
import { contractRow } from "./contract-rows.js";
import { FakePartner, type Behaviour } from "./fake-partner.js";
import { startTestHub, type TestHub } from "./hub.js";
import { MemoryMirror } from "./memory-mirror.js";

/** As of when the mirror knows them. */
export const AS_OF = "2026-03-04T05:06:07.008Z";
export const KEYS = ["part-broken", "part-frail", "part-sound"];
/** Breaks the connection. */
export const RESET: Behaviour = { take: (response) => response.socket?.resetAndDestroy() };

export class MirroredPartners {
  /** Partners that the hub said broke the contract. */
  readonly faulty: string[] = [];
  /** How often the mirror was said to have failed. */
  troubles = 0;

  private constructor(
    readonly partners: readonly FakePartner[],
    readonly mirror: MemoryMirror,
    readonly hub: TestHub,
  ) {}

  static async start(): Promise<MirroredPartners> {
    const rows = (key: string) =>
      Array.from({ length: 30 }, (_, at) => contractRow(`${key}:practice:${at}`, { minute: at }));
    const partners = await Promise.all(KEYS.map((key) => new FakePartner(key, rows(key)).start()));
    const mirror = new MemoryMirror();
    let started: MirroredPartners | null = null;
    const hub = await startTestHub(partners, {
      mirror,
      limits: { circuitMs: 1, circuitMostMs: 1, partnerMs: 2_000, scatterMs: 2_400 },
      onFault: (partner) => void started?.faulty.push(partner),
      onMirrorTrouble: () => {
        if (started !== null) started.troubles++;
      },
    });
    started = new MirroredPartners(partners, mirror, hub);
    return started;
  }

  /** Everyone is well, of the LIVE level, and held by the mirror. */
  settle(): void {
    this.behave({});
    this.hub.directory.replace(this.partners.map(({ entry }) => entry));
    this.mirror.rowsOf = (key) => this.partners.find((partner) => partner.key === key)?.rows ?? [];
    this.mirror.times.clear();
    this.mirror.hold(KEYS, AS_OF);
    this.mirror.trouble = null;
    this.mirror.hangs = false;
    this.mirror.asked.length = 0;
    this.faulty.length = 0;
    this.troubles = 0;
  }

  /** From now on some misbehave, and the others do not. */
  behave(behaviours: Readonly<Record<string, Behaviour>>): void {
    for (const partner of this.partners) partner.behaviour = behaviours[partner.key] ?? {};
  }

  async stop(): Promise<void> {
    await this.hub.stop();
    await Promise.all(this.partners.map((partner) => partner.stop()));
  }
}
