// Erasing and disclosing, for the registry, which decides. In: ids. Out: what is gone is gone from every table; its words
// leave the statistics and the pages of the tables right after, beside the request.
import type { Erasures } from "../../../schema/erasures.js";
import type { Database } from "../../database/open-database.js";
import { tidyUp } from "../harvest/forget.js";
import { readRowsAbout } from "../../database/rows-about.js";
import { KNOWLEDGE_ABOUT } from "./tables-about.js";
import { eraseRecord } from "./erase-record.js";
import type { ErasedRecords } from "./erased-records.js";

export interface RunningErasures extends Erasures {
  /** Resolves when everything that was begun is done. */
  settled(): Promise<void>;
}

interface ErasureParts {
  readonly erased: ErasedRecords;
  readonly onTrouble: (error: unknown) => void;
}

/** Erasures over a database. */
export function startErasures(database: Database, { erased, onTrouble }: ErasureParts): RunningErasures {
  let tidying: Promise<void> = Promise.resolve();
  return {
    async erase(id) {
      await database.transaction((tx) => eraseRecord(tx, id));
      await erased.refresh(); // this process answers without it from now on; the others are told
      tidying = tidying.then(() => tidyUp(database)).catch(onTrouble);
    },
    disclose: (id) => readRowsAbout(database, KNOWLEDGE_ABOUT, id),
    settled: () => tidying,
  };
}
