// What a folder of tables can lack. In: the folder. Out: findings: tables, their age, the disk, and whether it is served.
import { statfs, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Outbound } from "../../schema/outbound.js";
import { detectFormat } from "../../services/partner/import/read/detect-format.js";
import { TableFault } from "../../services/partner/import/read/table.js";
import { fine, found, told, type Finding } from "./doctor-finding.js";
import { DOCTOR } from "./doctor-words.js";
import type { ServedFolder } from "./served-folder.js";

const DAY_MS = 86_400_000;
const STALE_DAYS = 30;
const LEAST_FREE_BYTES = 1_000_000_000;

/** Looks at the folder. */
export async function examineFolder(served: ServedFolder, outbound: Outbound): Promise<Finding[]> {
  const tables = served.settings.tables.map(({ file }) => examineTable(served.folder, file));
  return [
    ...(await Promise.all(tables)),
    ...(await examineAge(served)),
    await examineDisk(served.folder),
    await examineAnswer(served, outbound),
  ];
}

async function examineTable(folder: string, file: string): Promise<Finding> {
  try {
    await detectFormat(join(folder, file));
    return fine("table", DOCTOR.tableFine(file));
  } catch (error) {
    if (!(error instanceof TableFault)) return found("table", "wrong", DOCTOR.tableGone(file));
    const { got, expected } = error.fault;
    return found("table", "wrong", DOCTOR.tableUnread(file, typeof got === "string" ? told(got) : got, expected));
  }
}

async function examineAge({ folder, settings }: ServedFolder): Promise<Finding[]> {
  const times = await Promise.all(
    settings.tables.map(({ file }) =>
      stat(join(folder, file)).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  );
  const newest = Math.max(0, ...times);
  if (newest === 0) return [];
  const days = Math.max(0, Math.floor((Date.now() - newest) / DAY_MS));
  return [days > STALE_DAYS ? found("age", "advice", DOCTOR.stale(days)) : fine("age", DOCTOR.fresh(days))];
}

async function examineDisk(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const gigabytes = ((bavail * bsize) / 1e9).toFixed(1);
  const isFull = bavail * bsize < LEAST_FREE_BYTES;
  return isFull ? found("disk", "wrong", DOCTOR.diskFull(gigabytes)) : fine("disk", DOCTOR.diskFine(gigabytes));
}

async function examineAnswer({ endpoint }: ServedFolder, outbound: Outbound): Promise<Finding> {
  const { origin } = new URL(endpoint);
  const answer = await outbound(`${origin}/health`).catch(() => null);
  if (answer === null) return found("answer", "wrong", DOCTOR.silent(origin));
  const isOurs = answer.status === 200 && new TextDecoder().decode(answer.body).includes('"ok"');
  return isOurs ? fine("answer", DOCTOR.answers(origin)) : found("answer", "wrong", DOCTOR.otherProgram(origin));
}
