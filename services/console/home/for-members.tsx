// What the first page has for members besides. In: who looks. Out: sections.
import { NewThisWeek } from "../find/new-this-week.js";
import { WaitsForYou } from "../community/waits-for-you.js";

/** The sections. */
export function ForMembers() {
  return (
    <>
      <WaitsForYou />
      <NewThisWeek />
    </>
  );
}
