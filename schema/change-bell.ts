// Hearing of changes: the port between the knowledge service, which logs them, and the gateway, which tells readers who
// subscribed. In: nothing. Out: a type.

export interface ChangeBell {
  /** Settles at the next change of any record, or after a while without one. Take it before you look. */
  next(): Promise<void>;
  /** The cursor of the latest change: what a reader who wants only news begins with. */
  latest(): Promise<string>;
}
