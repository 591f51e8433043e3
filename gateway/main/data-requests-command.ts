// `maillage data-requests`: what waits to be sent to people who made data requests, for an operator who sends it by hand
// where no mail is sent. In: a data folder, running or not, or a database. Out: messages with their links; one that was sent
// is dropped.
import { dropMessage, listMessages, type WaitingMessage } from "../../services/registry/data-links.js";
import { openRegistryStore } from "../../services/registry/store/open-registry-store.js";
import { reachDatabase } from "./reach-database.js";

export interface DataRequestsCommand {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  /** The id of a message that was sent. */
  readonly sent: string | null;
}

/** Gives the lines to print. Throws an Error that the operator can act on. */
export async function dataRequests({ dataDir, databaseUrl, sent }: DataRequestsCommand): Promise<string[]> {
  const { url, stop } = await reachDatabase(dataDir, databaseUrl);
  try {
    const store = await openRegistryStore(url);
    try {
      if (sent !== null && !(await dropMessage(store.database, sent)))
        throw new Error(`--sent: expected the id of a message that waits, got ${sent}`);
      return (await listMessages(store.database)).map(describe);
    } finally {
      await store.orm.close(true);
    }
  } finally {
    await stop();
  }
}

function describe({ id, recipient, template, language, data }: WaitingMessage): string {
  const rest = Object.entries(data).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  return [id, `to: ${recipient}`, `${template} (${language})`, ...rest].join("\n  ");
}
