// What was erased on request, in a database that was restored. In: the database, the file that keeps erasures beside it. Out:
// neither knowledge, which knows what was erased, nor exchange holds any of it.
import { openExchangeDatabase } from "../../services/exchange/exchange-database.js";
import { forgetAllErased } from "../../services/exchange/records/forget-erased.js";
import { readErasedLookup } from "../../services/knowledge/erase/erased-records.js";
import { replayErasures } from "../../services/knowledge/erase/erasure-file.js";
import { openKnowledgeDatabase } from "../../services/knowledge/knowledge-database.js";

/** Erases it anew. Gives how many erasures the database did not know of. */
export async function eraseAnew(databaseUrl: string, erasureFile: string): Promise<number> {
  const knowledge = await openKnowledgeDatabase({ databaseUrl, connections: 2 });
  const exchange = await openExchangeDatabase({ databaseUrl, connections: 2 });
  try {
    const erasures = await replayErasures(erasureFile, knowledge);
    await forgetAllErased(exchange, { isErased: await readErasedLookup(knowledge) });
    return erasures;
  } finally {
    await Promise.all([exchange.close(), knowledge.close()]);
  }
}
