// The outlines of countries (Natural Earth, public domain), a file of our own that is loaded with the first map. In: nothing. Out: paths.
import { useQuery } from "@tanstack/react-query";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import outlines from "world-atlas/countries-50m.json?url";
import { outlineOf } from "./projected.js";

type World = Topology<{ readonly countries: GeometryCollection; readonly land: GeometryCollection }>;

export interface Land {
  readonly land: string;
  readonly borders: string;
}

async function readLand(): Promise<Land> {
  const response = await fetch(outlines);
  const world = (await response.json()) as World; // the package's own form
  return {
    land: outlineOf(feature(world, world.objects.land)),
    borders: outlineOf(mesh(world, world.objects.countries, (a, b) => a !== b)),
  };
}

/** The outlines; null until they are there. */
export function useLand(): Land | null {
  return useQuery({ queryKey: ["land", "kept"], queryFn: readLand, staleTime: Infinity }).data ?? null;
}
