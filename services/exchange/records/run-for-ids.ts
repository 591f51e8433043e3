// Statements that are each about the same ids. In: SQL in which every `?` stands for all of them. Out: nothing; all have run.
import type { Session } from "../../database/session.js";

/** Runs statements in their order, with the ids for each `?`. */
export async function runForIds(tx: Session, statements: readonly string[], ids: readonly string[]): Promise<void> {
  for (const statement of statements) {
    const length = statement.split("?").length - 1;
    await tx.rows(
      statement,
      Array.from({ length }, () => ids),
    );
  }
}
