// A mirror of a bench's fake partners, on a database of its own. In: how many partners. Out: the mirror, filled.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDatabase } from "../../../gateway/main/database.js";
import type { RecordMirror } from "../../../schema/record-mirror.js";
import { openKnowledgeDatabase } from "../../../services/knowledge/knowledge-database.js";
import { createMirror } from "../../../services/knowledge/mirror/mirror.js";
import { writeMirror } from "../../../services/knowledge/mirror/write-mirror.js";
import type { RecordDraft } from "../../../services/records/record-draft.js";
import { rowsOf } from "../scatter/partner-rows.js";

export interface BenchMirror {
  readonly mirror: RecordMirror;
  stop(): Promise<void>;
}

/** Starts it. */
export async function startMirrorOf(count: number): Promise<BenchMirror> {
  const dataDir = await mkdtemp(join(tmpdir(), "maillage-bench-"));
  const server = await startDatabase({ dataDir, log: () => undefined });
  const database = await openKnowledgeDatabase({ databaseUrl: server.url });
  for (let partner = 0; partner < count; partner++) {
    const drafts = rowsOf(partner, count) as unknown as RecordDraft[]; // organizations without references are both
    await database.transaction((tx) => writeMirror(tx, drafts));
  }
  const keys = Array.from({ length: count }, (_, index) => `partner-${index}`);
  await database.rows("insert into knowledge.source (partner, as_of) select unnest(?::text[]), now()", [keys]);
  await database.rows("analyze");
  return {
    mirror: createMirror(database),
    async stop() {
      await database.close();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
