// The traffic with partners that one answer took: `extensions.maillage` of the response.

export class Tally {
  requests = 0;
  rows = 0;
  bytes = 0;
  waves = 0;
  /** Whether partners' records were asked for at all, of whomever. */
  isInvolved = false;

  /** Counts one request that was sent to a partner and the bytes that came back. */
  count(bytes: number): void {
    this.requests++;
    this.bytes += bytes;
  }

  /** As it stands in the response. */
  toJSON(): { requests: number; rows: number; bytes: number; waves: number } {
    return { requests: this.requests, rows: this.rows, bytes: this.bytes, waves: this.waves };
  }
}
