// The audit log as services see it: who did what, when. In: acts. Out: rows that nothing changes or removes. Nobody's data
// is in it but the actor's id: notes are of our wording, with ids and figures.
import type { Principal } from "./principal.js";

/** An act. `action` is `<what>.<done>`, like `access-key.issue`; `subject` the id of what it was done to. */
export interface Act {
  readonly actor: string;
  readonly action: string;
  readonly subject: string | null;
  readonly note?: string | null;
}

/** A transaction, as far as noting needs it. */
export interface ActSession {
  rows(sql: string, values: readonly unknown[]): Promise<unknown>;
}

/** Where acts are noted: by `within`, in the transaction of what is noted; alone without it. */
export interface AuditLog {
  note(act: Act, within?: ActSession): Promise<void>;
}

/** Who acts, as the audit log names them. */
export function actorOf({ id }: Principal): string {
  return id ?? "anonymous";
}
