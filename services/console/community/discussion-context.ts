// What every post of a thread needs to know of its discussion. In: the discussion's page. Out: a context.
import { createContext, useContext } from "react";
import type { OwnOrganization } from "./ourselves.js";

export interface DiscussionAround {
  readonly id: string;
  readonly community: string;
  /** The post that was accepted as the answer. */
  readonly accepted: string | null;
  /** The organization that the member acts for. */
  readonly own: OwnOrganization | null;
  /** Whether it asked: then it may accept an answer. */
  readonly isStarter: boolean;
  /** Whether it is a member of the community. */
  readonly mayWrite: boolean;
}

const NOWHERE: DiscussionAround = {
  id: "",
  community: "",
  accepted: null,
  own: null,
  isStarter: false,
  mayWrite: false,
};

export const DiscussionContext = createContext<DiscussionAround>(NOWHERE);

/** The discussion around a post. */
export function useDiscussion(): DiscussionAround {
  return useContext(DiscussionContext);
}
