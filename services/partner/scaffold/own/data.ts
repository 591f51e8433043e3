// READ YOUR SYSTEM HERE: the one file to replace. In: your database, API or files. Out: every record that you publish, as it
// is now. It is asked again whenever the hub comes, at most every five seconds; what changed is found out by comparing.
import { readFile } from "node:fs/promises";
import type { OwnRecord } from "./records.ts";
import { beside, type Settings } from "./settings.ts";

/** The invented example: a system with members who agreed to be listed, and the guides that they wrote. */
interface Example {
  readonly association: { readonly number: string; readonly name: string; readonly about: string };
  readonly members: ReadonlyArray<{
    readonly number: number;
    readonly name: string;
    readonly does: string;
    /** Nobody is published without. */
    readonly agreedOn: string | null;
    readonly skills: ReadonlyArray<{ readonly topic: string; readonly years: number }>;
  }>;
  readonly guides: ReadonlyArray<{
    readonly number: number;
    readonly title: string;
    readonly text: string;
    readonly topic: string;
    readonly author: number;
    readonly forMembersOnly: boolean;
  }>;
}

/** All records. Throw when your system cannot be read: what was published stays. */
export async function readRecords({ key }: Settings): Promise<OwnRecord[]> {
  const { association, members, guides } = JSON.parse(await readFile(beside("example-data.json"), "utf8")) as Example; // our own
  const organizationId = `${key}:organization:${association.number}`;
  const organization = { __typename: "Organization", id: organizationId } as const;
  const people = members.flatMap(({ number, name, does, agreedOn, skills }) => {
    if (agreedOn === null) return [];
    const expertise = skills.map(({ topic, years }) => {
      return { topic: topicOf(topic), level: years > 5 ? ("EXPERT" as const) : ("PRACTISING" as const) };
    });
    const id = `${key}:person:${number}`;
    return [
      { __typename: "Person", id, name, headline: does, consentedAt: agreedOn, expertise, organization } as const,
    ];
  });
  const practices = guides.map(({ number, title, text, topic, author, forMembersOnly }) => {
    const person = { __typename: "Person", id: `${key}:person:${author}` };
    return {
      ...({ __typename: "Practice", id: `${key}:practice:${number}`, name: title } as const),
      ...{ summary: text, topics: [topicOf(topic)], organization },
      ...({ practiceKind: "GUIDE", visibility: forMembersOnly ? "NETWORK" : "PUBLIC" } as const),
      contributors: [{ person, role: "author", degree: "LEAD" as const }],
    };
  });
  return [{ ...organization, name: association.name, summary: association.about }, ...people, ...practices];
}

/** Topics are the hub's: `{ topics }` of its API lists them. */
function topicOf(slug: string) {
  return { __typename: "Topic" as const, id: `hub:topic:${slug}` };
}
