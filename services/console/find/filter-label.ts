// What a filter's value is called. In: a filter's name and value. Out: words, from what the answers so far called it.
import { useQueryClient } from "@tanstack/react-query";
import { useFormats } from "../ui/dates.js";
import { useLabels } from "../ui/labels.js";
import type { Answer } from "../graph/ask.js";
import { Find, type FindQuery } from "./operations.js";
import type { FilterName } from "./question.js";

const FACETS = {
  type: "types",
  topic: "topics",
  country: "countries",
  area: "areas",
  language: "languages",
  partner: "partners",
  setting: "settings",
} as const satisfies Readonly<Record<FilterName, string>>;

/** Gives the words: as the hub's facets have them, else as the reader's language has them, else the code. */
export function useFilterLabel(): (name: FilterName, value: string) => string {
  const client = useQueryClient();
  const formats = useFormats();
  const labels = useLabels();
  return (name, value) => {
    if (name === "country") return formats.country(value);
    if (name === "language") return formats.language(value);
    if (name === "setting") return Object.entries(labels.setting).find(([key]) => key === value)?.[1] ?? value;
    const answers = client.getQueriesData<{ pages: ReadonlyArray<Answer<FindQuery>> }>({ queryKey: [Find.name] });
    const known = answers.flatMap(([, found]) => found?.pages[0]?.data.search?.facets?.[FACETS[name]] ?? []);
    return known.find((each) => each.value === value)?.label ?? value.split(":").at(-1)?.replaceAll("-", " ") ?? value;
  };
}
