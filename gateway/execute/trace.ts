// The artefacts of one query's walk, for `maillage explain`: what each room handed on, in order. Nothing is gathered
// for readers who did not ask for it.

/** What one room handed on: plain data, printable. */
export interface Artefact {
  readonly room: string;
  readonly artefact: unknown;
}

export class Trace {
  readonly artefacts: Artefact[] = [];

  /** Keeps an artefact. It must not change afterwards. */
  note(room: string, artefact: unknown): void {
    this.artefacts.push({ room, artefact });
  }
}
