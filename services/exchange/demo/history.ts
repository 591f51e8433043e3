// What the demo network's partners did with each other, as written in this folder. In: JSON files. Out: what they say, typed;
// times are days before the network's first start, so that the history is always fresh. A test checks it against the rules.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../../schema/sdl.js";

/** When: days before the first start, and the hour of that day (UTC), 10 when not given. */
export interface Dated {
  readonly daysAgo: number;
  readonly hour?: number;
}

export interface WrittenCommunity extends Dated {
  readonly key: string;
  readonly name: string;
  readonly summary: string;
  readonly language: string;
  readonly visibility: "PUBLIC" | "NETWORK" | "MEMBERS";
  readonly topics: readonly string[];
  readonly by: string;
  readonly members: ReadonlyArray<Dated & { readonly organization: string }>;
}

export interface WrittenPost extends Dated {
  readonly key: string;
  readonly by: string;
  readonly text: string;
  readonly signedBy?: string;
  /** The key of a post. */
  readonly replyTo?: string;
  readonly deleted?: boolean;
}

export interface WrittenDiscussion {
  readonly key: string;
  /** The key of a community. */
  readonly community: string;
  readonly title: string;
  readonly language: string;
  readonly by: string;
  readonly about: readonly string[];
  readonly accepted?: Dated & { readonly post: string };
  readonly posts: readonly WrittenPost[];
}

export interface WrittenAdoption extends Dated {
  readonly key: string;
  readonly practice: string;
  readonly practiceVersion: string;
  readonly by: string;
  readonly state: "CONSIDERING" | "TRYING" | "ADOPTED" | "STOPPED";
  readonly updatedDaysAgo: number;
  readonly sinceDaysAgo: number;
  readonly settings: readonly string[];
  readonly context: string;
  readonly adaptations: string;
  readonly outcome?: string;
  readonly lesson?: string;
  readonly cost?: { readonly amount: number; readonly currency: string };
  readonly savedHours?: number;
  readonly rating?: number;
}

export interface WrittenReview extends Dated {
  readonly key: string;
  readonly practice: string;
  readonly by: string;
  readonly scores: ReadonlyArray<{ readonly criterion: string; readonly score: number }>;
  readonly text: string;
}

export interface WrittenEndorsement extends Dated {
  readonly key: string;
  readonly person: string;
  readonly topic: string;
  readonly by: string;
  readonly statement?: string;
}

export interface WrittenNeed extends Dated {
  readonly key: string;
  readonly by: string;
  readonly title: string;
  readonly text: string;
  readonly topics: readonly string[];
  readonly languages: readonly string[];
  readonly visibility: "PUBLIC" | "NETWORK";
  readonly state: "OPEN" | "ANSWERED" | "CLOSED";
  readonly closedDaysAgo?: number;
  readonly untilDaysAgo?: number;
  readonly answeredBy?: readonly string[];
  /** The organizations of those who answered. */
  readonly answeredFor?: readonly string[];
}

/** A side that was asked; without `accepted`, it has not answered. */
export interface WrittenSide {
  readonly organization: string;
  readonly accepted?: boolean;
  readonly daysAgo?: number;
  readonly message?: string;
}

export interface WrittenExchange extends Dated {
  readonly key: string;
  readonly kind: "JOINT_PROJECT" | "STAFF_EXCHANGE" | "FIELD_VISIT";
  readonly by: string;
  readonly title: string;
  readonly text: string;
  readonly topics: readonly string[];
  readonly visibility: "PUBLIC" | "NETWORK";
  readonly startDaysAgo: number | null;
  readonly endDaysAgo: number | null;
  readonly sides: readonly WrittenSide[];
  readonly report?: Dated & { readonly by: string; readonly outcome: string; readonly materials: readonly string[] };
}

export interface WrittenIntroduction extends Dated {
  readonly key: string;
  readonly by: string;
  readonly to: string;
  readonly toOrganization: string;
  readonly about: string;
  readonly message: string;
  readonly state: "ASKED" | "ACCEPTED" | "DECLINED";
  readonly contact?: string;
  readonly answeredDaysAgo?: number;
  readonly answer?: string;
  readonly toContact?: string;
}

/** An event as its partner publishes it, and who registered, in that order. */
export interface WrittenEvent {
  readonly event: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly capacity?: number;
  readonly registrations: ReadonlyArray<{
    readonly organization: string;
    readonly person: string;
    /** Days before the event. */
    readonly daysBefore: number;
    readonly state?: "ABSENT" | "CANCELLED";
  }>;
}

/** The subject: an id, or the kind and key of something in these files. */
export interface WrittenFollow extends Dated {
  readonly organization: string;
  readonly subject: string;
}

export interface WrittenNotice extends WrittenFollow {
  readonly kind: string;
  readonly by: string;
  readonly about?: string;
}

/** The files, by name. */
export interface History {
  readonly communities: readonly WrittenCommunity[];
  readonly discussions: readonly WrittenDiscussion[];
  readonly adoptions: readonly WrittenAdoption[];
  readonly reviews: readonly WrittenReview[];
  readonly endorsements: readonly WrittenEndorsement[];
  readonly needs: readonly WrittenNeed[];
  readonly exchanges: readonly WrittenExchange[];
  readonly introductions: readonly WrittenIntroduction[];
  readonly registrations: readonly WrittenEvent[];
  readonly follows: readonly WrittenFollow[];
  readonly notices: readonly WrittenNotice[];
}

const FILES: Readonly<Record<keyof History, true>> = {
  ...{ communities: true, discussions: true, adoptions: true, reviews: true, endorsements: true, needs: true },
  ...{ exchanges: true, introductions: true, registrations: true, follows: true, notices: true },
};
const FOLDER = join(PROJECT_ROOT, "services", "exchange", "demo");

/** Reads the history. Throws when a file is not there. */
export async function readHistory(): Promise<History> {
  const read = async (name: string): Promise<[string, unknown]> => {
    const text = await readFile(join(FOLDER, `${name}.json`), "utf8");
    return [name, JSON.parse(text)];
  };
  return Object.fromEntries(await Promise.all(Object.keys(FILES).map(read))) as unknown as History; // our own files
}
