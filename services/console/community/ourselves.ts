// The organization that the member acts for. In: the session. Out: its name, its communities, its people; nothing for who acts for none.
import { useViewer } from "../graph/session.js";
import { useAsk } from "../graph/use-ask.js";
import { Ourselves } from "./operations.js";

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface OwnOrganization extends Named {
  readonly communities: readonly Named[];
  readonly people: readonly Named[];
}

/** Our organization; null until it is known, and for who acts for none. */
export function useOurselves(): OwnOrganization | null {
  const { acts, organization } = useViewer();
  const { data } = useAsk(Ourselves, { organization: organization ?? "" }, { enabled: acts });
  const node = data?.data.node;
  if (!acts || node?.__typename !== "Organization") return null;
  const { id, name, communities, people } = node;
  return { id, name, communities: communities ?? [], people: people.flatMap((each) => each ?? []) };
}
