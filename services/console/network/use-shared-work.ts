// What is asked for the graph of shared work: only the kinds that are shown. In: kinds and a topic. Out: what is shared, and of how much.
import { useMemo } from "react";
import { useAsk } from "../graph/use-ask.js";
import { SharedExchanges, SharedPractices, SharedProjects, type CompleteFragment } from "./operations.js";
import type { WorkKind } from "./routes.js";
import { sharesOfExchanges, sharesOfPractices, sharesOfProjects, type Share } from "./shared-work.js";

/** How much of something was looked at. */
export interface Looked {
  readonly of: "practices" | "projects" | "exchanges";
  readonly read: number;
  readonly total: number;
}

export interface SharedWork {
  readonly shares: readonly Share[];
  readonly looked: readonly Looked[];
  readonly completeness: CompleteFragment | null;
  readonly isReading: boolean;
  readonly error: Error | null;
  again(): void;
}

/** Asks for it, each kind by itself, so that what is there first is shown first. */
export function useSharedWork(kinds: readonly WorkKind[], topic: string | undefined): SharedWork {
  const filter = topic === undefined ? null : { topics: [topic] };
  const ofPractices = kinds.includes("adaptation") || kinds.includes("adoption");
  const practices = useAsk(SharedPractices, { filter }, { enabled: ofPractices });
  const projects = useAsk(SharedProjects, { filter }, { enabled: kinds.includes("project") });
  const exchanges = useAsk(SharedExchanges, {}, { enabled: kinds.includes("exchange") });
  const [written, carried, agreed] = [
    ofPractices ? practices.data?.data.practices : null,
    kinds.includes("project") ? projects.data?.data.projects : null,
    kinds.includes("exchange") ? exchanges.data?.data.exchanges : null,
  ];
  const shares = useMemo(() => {
    const all = [
      ...sharesOfPractices(written?.nodes ?? []),
      ...sharesOfProjects(carried?.nodes ?? []),
      ...sharesOfExchanges((agreed?.edges ?? []).flatMap(({ node }) => (isAbout(node, topic) ? [node] : []))),
    ];
    return all.filter(({ kind }) => kinds.includes(kind));
  }, [written, carried, agreed, kinds, topic]);
  const queries = [practices, projects, exchanges];
  return {
    shares,
    looked: [
      ...(written ? [{ of: "practices", read: written.nodes.length, total: written.totalCount } as const] : []),
      ...(carried ? [{ of: "projects", read: carried.nodes.length, total: carried.totalCount } as const] : []),
      ...(agreed ? [{ of: "exchanges", read: agreed.edges.length, total: agreed.totalCount } as const] : []),
    ],
    completeness: worstOf([written?.completeness, carried?.completeness]),
    isReading: queries.some(({ isFetching, data }) => isFetching && data === undefined),
    error: queries.find(({ error }) => error !== null)?.error ?? null,
    again: () => queries.forEach(({ error, refetch }) => void (error !== null && refetch())),
  };
}

/** The one that lacks something, else any. */
function worstOf(all: ReadonlyArray<CompleteFragment | undefined>): CompleteFragment | null {
  return all.find((each) => each?.isPartial) ?? all.find((each) => each !== undefined) ?? null;
}

function isAbout(
  { topics }: { readonly topics: ReadonlyArray<{ readonly id: string }> },
  topic: string | undefined,
): boolean {
  return topic === undefined || topics.some(({ id }) => id === topic);
}
