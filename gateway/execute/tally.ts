// The traffic with partners that one answer took: `extensions.maillage` of the response.

export class Tally {
  requests = 0;
  rows = 0;
  bytes = 0;
  waves = 0;

  /** Counts one request to a partner and what came back. */
  count(bytes: number, rows: number): void {
    this.requests++;
    this.bytes += bytes;
    this.rows += rows;
  }

  /** As it stands in the response. */
  toJSON(): { requests: number; rows: number; bytes: number; waves: number } {
    return { requests: this.requests, rows: this.rows, bytes: this.bytes, waves: this.waves };
  }
}
