// Recording partners' feeds. In: their addresses. Out: a file with every answer from the beginning to the end.
import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { changeQuestion } from "../../../gateway/partition/change-question.js";
import type { RecordedAnswer } from "./replay-partners.js";

interface Answer {
  readonly data: { readonly changes: { readonly endCursor: string; readonly hasMore: boolean } };
}

/** Walks every feed to its end and writes its answers down. */
export async function recordFeeds(
  url: string,
  partners: readonly string[],
  { file, first }: { file: string; first: number },
): Promise<void> {
  const out = createWriteStream(file);
  for (const partner of partners) {
    const path = `/${partner}/graphql`;
    for (let after: string | null = null, hasMore = true; hasMore;) {
      const query = { query: changeQuestion().document, variables: { after, first } };
      const headers = { "content-type": "application/json" };
      const response = await fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify(query) });
      const body = await response.text();
      out.write(`${JSON.stringify({ path, after, body } satisfies RecordedAnswer)}\n`);
      const { changes } = (JSON.parse(body) as Answer).data; // the reference partner's own
      [after, hasMore] = [changes.endCursor, changes.hasMore];
    }
  }
  out.end();
  await once(out, "finish");
}
