// What things are called, of which only ids are known. In: ids. Out: names, as far as the coordinator may see them.
import { useAsk } from "../graph/use-ask.js";
import { typeOfId } from "../ui/record-link.js";
import { NamesOf } from "./operations.js";

/** Asks for the names; null until they are known, and for what has none. At most 100 ids. */
export function useNames(all: readonly string[]): (id: string) => string | null {
  const ids = [...new Set(all)].filter((id) => typeOfId(id) !== null);
  const nodes = useAsk(NamesOf, { ids }, { enabled: ids.length > 0, keeps: true }).data?.data.nodes ?? [];
  const names = new Map(
    nodes.flatMap((node) =>
      node !== null && "id" in node ? [[node.id, "name" in node ? node.name : node.title] as const] : [],
    ),
  );
  return (id) => names.get(id) ?? null;
}
