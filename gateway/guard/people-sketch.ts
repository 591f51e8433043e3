// How many different people there are among very many: HyperLogLog (Flajolet et al., 2007) with 4,096 registers, so 4 KB
// for any number and an error of some 1.6 %. In: ids. Out: an estimate, kept up to date with every id. Two sketches of the
// same reader are merged by taking the greater of each register: who was seen in both counts once.

const BITS = 12;
const REGISTERS = 2 ** BITS;
const ALPHA = 0.7213 / (1 + 1.079 / REGISTERS);

export class PeopleSketch {
  readonly registers = new Uint8Array(REGISTERS);
  /** Σ 2^-register, and how many registers are zero. */
  #sum = REGISTERS;
  #zeros = REGISTERS;

  /** Notes an id. Whether the sketch changed. */
  add(id: string): boolean {
    const hash = hashOf(id);
    return this.#raise(hash & (REGISTERS - 1), Math.clz32(hash >>> BITS) - BITS + 1);
  }

  /** Takes in another sketch of the same reader. */
  merge(registers: Uint8Array): void {
    for (let at = 0; at < REGISTERS; at++) this.#raise(at, registers[at] ?? 0);
  }

  /** About how many different ids were noted. */
  get estimate(): number {
    const raw = (ALPHA * REGISTERS * REGISTERS) / this.#sum;
    const isSmall = raw <= 2.5 * REGISTERS && this.#zeros > 0;
    return Math.round(isSmall ? REGISTERS * Math.log(REGISTERS / this.#zeros) : raw); // section 4: small ranges
  }

  #raise(at: number, rank: number): boolean {
    const known = this.registers[at] ?? 0;
    if (rank <= known) return false;
    this.registers[at] = rank;
    this.#sum += 2 ** -rank - 2 ** -known;
    if (known === 0) this.#zeros--;
    return true;
  }
}

/** FNV-1a, then the last steps of MurmurHash3, which spread it over all 32 bits. */
function hashOf(id: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01_00_01_93);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
