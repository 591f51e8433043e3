// What is taken along of needs, exchanges and communities. In: an answer of the hub. Out: rows.
import type { ExportRow } from "../ui/export-files.js";
import type { CommunitiesQuery, ExchangesQuery, NeedsQuery } from "./operations.js";

const labelsOf = (topics: ReadonlyArray<{ readonly id: string; readonly label: string | null }>): string =>
  topics.map(({ id, label }) => label ?? id).join(" | ");

/** A row for each need. */
export function rowsOfNeeds({ needs }: NeedsQuery): ExportRow[] {
  return (needs?.edges ?? []).map(({ node: { id, title, text, topics, by, state, until, createdAt } }) => {
    return { id, title, text, topics: labelsOf(topics), organization: by?.name, state, until, createdAt };
  });
}

/** A row for each exchange. */
export function rowsOfExchanges({ exchanges }: ExchangesQuery): ExportRow[] {
  return (exchanges?.edges ?? []).map(({ node }) => {
    const { id, kind, title, text, from, topics, startDate, endDate, state } = node;
    const others = node.with.flatMap((each) => (each === null ? [] : [each.name])).join(" | ");
    return {
      id,
      kind,
      title,
      text,
      from: from?.name,
      with: others,
      topics: labelsOf(topics),
      startDate,
      endDate,
      state,
    };
  });
}

/** A row for each community. */
export function rowsOfCommunities({ communities }: CommunitiesQuery): ExportRow[] {
  return (communities?.edges ?? []).map(({ node: { id, name, summary, language, memberCount, topics } }) => {
    return { id, name, summary, language, members: memberCount, topics: labelsOf(topics) };
  });
}
