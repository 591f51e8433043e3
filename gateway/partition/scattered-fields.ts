// Which fields are asked of every partner. In: a coordinate. Out: whether the contract marks it `@scatter`.
import { readContract } from "./contract.js";

/** Whether a field is asked of every partner that may hold such rows. */
export function isScattered(parentType: string, field: string): boolean {
  const { query, marks } = readContract();
  const found = parentType === query.name ? query.getFields()[field] : undefined;
  return found !== undefined && marks("scatter", found);
}
