// A community or a discussion in the index. In: what is told of it. Out: its rows, like those of a partner's record, but
// of no partner. A discussion's `organization` is its community, whose name is shown beside it.
import { fold } from "../../../schema/fold.js";
import type { SharedText } from "../../../schema/hub-records.js";
import { samplesOf, writtenAs, type EntryRow } from "../index/entry-row.js";
import type { LinkKind, LinkRow } from "../index/link-rows.js";
import { indexRowsOf, type IndexRows } from "../index/write-index.js";

/** The rows of a text that the hub holds. */
export function textRows(text: SharedText): IndexRows {
  return indexRowsOf(text.id, entryOf(text), linksOf(text));
}

function entryOf({ id, kind, visibility, language, topics, community, updatedAt, ...said }: SharedText): EntryRow {
  const { name, summary, texts } = said;
  return {
    ...{ id, visibility, language, topics, name, summary },
    ...{ partner: null, type: kind, samples: samplesOf(id), updated_at: updatedAt, organization: community },
    ...{ name_folded: fold(name.slice(0, 200)), languages: [], filter_languages: [language.toLowerCase()] },
    ...{ countries: [], areas: [], settings: [], audiences: [], locations: [], offers: [] },
    ...{ cost_amount: null, cost_currency: null },
    ...writtenAs({ language, names: [name], summaries: [summary], others: texts }, []),
  };
}

/** Who is a member of a community; what a discussion is about. Who wrote in it is told by whoever holds it. */
function linksOf({ id, kind, organizations, about }: SharedText): LinkRow[] {
  const members = kind === "COMMUNITY" ? organizations : [];
  return [...linkTo(id, "MEMBER", members), ...linkTo(id, "ABOUT", about)];
}

function linkTo(source: string, kind: LinkKind, targets: readonly string[]): LinkRow[] {
  return [...new Set(targets)].map((target) => ({ source, kind, target, role: "" }));
}
