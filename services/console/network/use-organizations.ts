// Every organization that says where it is, page after page. In: nothing. Out: points for a map so far, and how far the reading is.
import { useLingui } from "@lingui/react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { ask, type Answer } from "../graph/ask.js";
import type { MapPoint } from "../ui/map/projected.js";
import { PlacedOrganizations, type CompleteFragment, type PlacedOrganizationsQuery } from "./operations.js";

type Organizations = NonNullable<PlacedOrganizationsQuery["organizations"]>;
type Organization = Organizations["nodes"][number];

export interface OrganizationPoint extends MapPoint {
  readonly organization: Organization;
  readonly where: string | null;
}

export interface OrganizationsSoFar {
  readonly points: readonly OrganizationPoint[];
  readonly read: number;
  readonly total: number;
  /** Who answered the first page. */
  readonly completeness: CompleteFragment | null;
  readonly isReading: boolean;
  /** There are more, which are read when they are asked for. */
  readonly hasMore: boolean;
  readonly error: Error | null;
  more(): void;
  again(): void;
}

/** Pages that are read without being asked for; more would cost the partners too much for one look. */
const OWN_PAGES = 10;
const FRESH_MS = 300_000;

/** Reads them. */
export function useOrganizations(): OrganizationsSoFar {
  const { i18n } = useLingui();
  const query = useInfiniteQuery({
    queryKey: [PlacedOrganizations.name, i18n.locale],
    initialPageParam: null as string | null, // a cursor, from the second page on
    queryFn: ({ pageParam, signal }): Promise<Answer<PlacedOrganizationsQuery>> =>
      ask(PlacedOrganizations, { after: pageParam }, { signal }),
    getNextPageParam: ({ data }) =>
      data.organizations?.pageInfo.hasNextPage === true ? data.organizations.pageInfo.endCursor : null,
    staleTime: FRESH_MS,
    retry: false,
  });
  const { data, hasNextPage, isFetching, fetchNextPage } = query;
  const pages = useMemo(() => data?.pages.flatMap((page) => page.data.organizations ?? []) ?? [], [data]);
  const goesOn = hasNextPage && !isFetching && query.error === null && pages.length % OWN_PAGES !== 0;
  useEffect(() => {
    if (goesOn) void fetchNextPage();
  }, [goesOn, fetchNextPage]);
  const points = useMemo(() => pages.flatMap(({ nodes }) => nodes.flatMap(pointOf)), [pages]);
  return {
    points,
    read: pages.reduce((sum, { nodes }) => sum + nodes.length, 0),
    total: pages[0]?.totalCount ?? 0,
    completeness: pages[0]?.completeness ?? null,
    isReading: isFetching,
    hasMore: hasNextPage,
    error: query.error,
    more: () => void fetchNextPage(),
    again: () => void query.refetch(),
  };
}

function pointOf(organization: Organization): OrganizationPoint[] {
  const place = organization.locations.find(({ latitude, longitude }) => latitude !== null && longitude !== null);
  if (place === undefined) return [];
  const { latitude, longitude, label } = place;
  const { id, name } = organization;
  return [{ id, name, latitude: latitude ?? 0, longitude: longitude ?? 0, where: label, organization }];
}
