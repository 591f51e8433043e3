// The rows of a fake partner of the benches. In: its number and how many there are. Out: its organizations.
import { contractRow, type Row } from "../../kit/contract-rows.js";

const ROWS = 60;

/** Names spread evenly over the partners, so that every page is made of many partners' rows. */
export function rowsOf(partner: number, of: number): Row[] {
  return Array.from({ length: ROWS }, (_, at) => {
    const rank = (at * of + ((partner * 7919 + at * 104_729) % of)) * 13;
    const name = `Association ${String(rank).padStart(8, "0")} for the common good`;
    return contractRow(`partner-${partner}:organization:${at}`, {
      name,
      minute: at,
      summary: "What it does, in a sentence of usual length for a directory.",
    });
  });
}
