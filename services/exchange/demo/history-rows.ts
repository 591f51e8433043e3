// The demo network's history as rows. In: the history and the day on which the network starts for the first time. Out: rows
// by table, in the order in which they are written, as if everything had been done through the API on its day.
import type { HubRecord } from "../../../schema/hub-records.js";
import { foldedWords } from "../../../schema/fold.js";
import { dateOf, heldId, registeredAt, resolveReference, timeOf, uuidOf } from "./history-ids.js";
import type * as Written from "./history.js";

export type Row = Readonly<Record<string, unknown>>;
type Tables = ReadonlyArray<readonly [table: string, rows: readonly Row[]]>;

/** The rows of a history, by table. */
export function historyRows(history: Written.History, now: Date): Tables {
  return [
    ["community", history.communities.map((community) => communityRow(community, now))],
    ["member", history.communities.flatMap((community) => memberRows(community, now))],
    ["discussion", history.discussions.map((discussion) => discussionRow(discussion, now))],
    [
      "post",
      history.discussions.flatMap((discussion) => discussion.posts.map((post) => postRow(discussion, post, now))),
    ],
    ["adoption", history.adoptions.map((adoption) => adoptionRow(adoption, now))],
    ["review", history.reviews.map((review) => reviewRow(review, now))],
    ["endorsement", history.endorsements.map((endorsement) => endorsementRow(endorsement, now))],
    ["need", history.needs.map((need) => needRow(need, now))],
    ["introduction", history.introductions.map((introduction) => introductionRow(introduction, now))],
    ["exchange", history.exchanges.map((exchange) => exchangeRow(exchange, now))],
    ["exchange_side", history.exchanges.flatMap((exchange) => sideRows(exchange, now))],
    ["workshop", history.registrations.map(workshopRow)],
    ["registration", history.registrations.flatMap((event) => registrationRows(event, now))],
    ["follow", history.follows.map((follow) => followRow(follow, now))],
    ["notice", history.notices.map((notice) => noticeRow(notice, now))],
  ];
}

function communityRow(written: Written.WrittenCommunity, now: Date): Row {
  const { key, name, summary, language, visibility, topics, by } = written;
  const folded = ` ${foldedWords(`${name} ${summary}`).join(" ")}`;
  const said = { name, summary, language, visibility, topics, by, folded };
  return { ...said, id: heldId("community", key), created_at: timeOf(now, written, key) };
}

function memberRows({ key, by, daysAgo, members }: Written.WrittenCommunity, now: Date): Row[] {
  return [{ organization: by, daysAgo }, ...members].map(({ organization, ...when }) => ({
    ...{ community: heldId("community", key), organization },
    joined_at: timeOf(now, when, key),
  }));
}

function discussionRow({ key, community, posts, accepted, ...written }: Written.WrittenDiscussion, now: Date): Row {
  const times = posts.map((post) => timeOf(now, post, post.key));
  const accepting = accepted === undefined ? null : timeOf(now, accepted, key);
  return {
    ...{ id: heldId("discussion", key), community: heldId("community", community), title: written.title },
    ...{ language: written.language, about: written.about, by: written.by },
    accepted: accepted === undefined ? null : uuidOf("post", accepted.post),
    ...{ accepted_at: accepting, created_at: times[0], updated_at: [...times, accepting ?? ""].toSorted().at(-1) },
  };
}

function postRow({ key: of }: Written.WrittenDiscussion, post: Written.WrittenPost, now: Date): Row {
  const { key, by, text, signedBy = null, replyTo, deleted = false } = post;
  return {
    ...{ id: uuidOf("post", key), discussion: heldId("discussion", of), text, by, signed_by: signedBy, deleted },
    ...{ reply_to: replyTo === undefined ? null : uuidOf("post", replyTo), created_at: timeOf(now, post, key) },
  };
}

function adoptionRow(written: Written.WrittenAdoption, now: Date): Row {
  const { key, practice, by, state, context, settings, adaptations, outcome, lesson, rating } = written;
  const updated = { daysAgo: written.updatedDaysAgo };
  return {
    ...{ id: uuidOf("adoption", key), practice, by, state, context, settings, adaptations, outcome, lesson, rating },
    ...{ version: written.daysAgo === written.updatedDaysAgo ? 1 : 2, practice_version: written.practiceVersion },
    ...{ cost_amount: written.cost?.amount, cost_currency: written.cost?.currency, saved_hours: written.savedHours },
    ...{ since: dateOf(now, written.sinceDaysAgo), created_at: timeOf(now, written, key) },
    updated_at: timeOf(now, updated, key),
  };
}

function reviewRow({ key, practice, by, scores, text, ...when }: Written.WrittenReview, now: Date): Row {
  return { id: uuidOf("review", key), practice, by, scores, text, created_at: timeOf(now, when, key) };
}

function endorsementRow({ key, person, topic, by, statement, ...when }: Written.WrittenEndorsement, now: Date): Row {
  return { id: uuidOf("endorsement", key), person, topic, by, statement, created_at: timeOf(now, when, key) };
}

function needRow(
  { key, title, text, topics, languages, visibility, by, state, ...rest }: Written.WrittenNeed,
  now: Date,
): Row {
  const { answeredBy = [], answeredFor = [], closedDaysAgo, untilDaysAgo } = rest;
  return {
    ...{ id: heldId("need", key), title, text, topics, languages, visibility, by, state },
    ...{ answered_by: answeredBy, answered_for: answeredFor, created_at: timeOf(now, rest, key) },
    until: untilDaysAgo === undefined ? null : dateOf(now, untilDaysAgo),
    closed_at: closedDaysAgo === undefined ? null : timeOf(now, { daysAgo: closedDaysAgo }, key),
    // Who could help with what is open is asked for at once, as for any new need.
    ...{ match_due: state === "OPEN" ? now.toISOString() : null, match_failures: 0, told: [] },
  };
}

function introductionRow(written: Written.WrittenIntroduction, now: Date): Row {
  const { key, by, to, toOrganization, about, message, state, answer, answeredDaysAgo } = written;
  const isAnswered = answeredDaysAgo !== undefined;
  return {
    ...{
      id: uuidOf("introduction", key),
      by,
      to_id: to,
      to_organization: toOrganization,
      about,
      message,
      state,
      answer,
    },
    ...{ to_partner: to.split(":")[0], by_contact: written.contact, to_contact: written.toContact },
    ...{ answered_by: isAnswered ? toOrganization : null, created_at: timeOf(now, written, key) },
    answered_at: isAnswered ? timeOf(now, { daysAgo: answeredDaysAgo }, key) : null,
  };
}

function exchangeRow(
  { key, kind, title, text, by, topics, visibility, ...rest }: Written.WrittenExchange,
  now: Date,
): Row {
  const { sides, report, startDaysAgo, endDaysAgo } = rest;
  const answers = sides.flatMap(({ daysAgo }) => daysAgo ?? []);
  const isAgreed = sides.every(({ accepted }) => accepted === true);
  return {
    ...{ id: heldId("exchange", key), kind, title, text, by, topics, visibility },
    ...{ state: exchangeState(rest), created_at: timeOf(now, rest, key) },
    start_date: startDaysAgo === null ? null : dateOf(now, startDaysAgo),
    end_date: endDaysAgo === null ? null : dateOf(now, endDaysAgo),
    agreed_at: isAgreed ? timeOf(now, { daysAgo: Math.min(...answers) }, key) : null,
    ...{ outcome: report?.outcome, materials: report?.materials ?? [], reported_by: report?.by },
    reported_at: report === undefined ? null : timeOf(now, report, key),
  };
}

/** What the answers come to, as when they are given. */
export function exchangeState({ sides, report }: Pick<Written.WrittenExchange, "sides" | "report">): string {
  if (report !== undefined) return "DONE";
  if (sides.some(({ accepted }) => accepted === false)) return "DECLINED";
  return sides.every(({ accepted }) => accepted === true) ? "AGREED" : "PROPOSED";
}

function sideRows({ key, sides }: Written.WrittenExchange, now: Date): Row[] {
  return sides.map(({ organization, accepted, daysAgo, message }, at) => ({
    ...{ exchange: heldId("exchange", key), organization, number: at + 1, accepted, message },
    answered_at: daysAgo === undefined ? null : timeOf(now, { daysAgo }, key),
  }));
}

/** As long as its partner has not been heard of: whatever it says is newer. */
function workshopRow({ event, startsAt, endsAt, capacity }: Written.WrittenEvent): Row {
  const long = new Date(0).toISOString();
  return { event, capacity, is_cancelled: false, starts_at: startsAt, over_at: endsAt, updated_at: long };
}

/** The first have the places; once the event has begun, they came, or did not. */
function registrationRows({ event, startsAt, capacity, registrations }: Written.WrittenEvent, now: Date): Row[] {
  const hasBegun = startsAt <= now.toISOString();
  let free = capacity ?? Number.POSITIVE_INFINITY;
  return registrations.map(({ organization, person, daysBefore, state: written }, number) => {
    const at = registeredAt(now, startsAt, { daysBefore, after: registrations.length - number });
    const placed = hasBegun ? (written ?? "ATTENDED") : "CONFIRMED";
    const state = written === "CANCELLED" ? written : free-- > 0 ? placed : "WAITING";
    return { id: uuidOf("registration", `${event} ${person}`), event, person, organization, state, at };
  });
}

function followRow({ organization, subject, ...when }: Written.WrittenFollow, now: Date): Row {
  return { organization, subject: resolveReference(subject), since: timeOf(now, when, subject) };
}

function noticeRow({ organization, kind, subject, by, about, ...when }: Written.WrittenNotice, now: Date): Row {
  return { organization, kind, subject: resolveReference(subject), by, about, at: timeOf(now, when, subject) };
}

/** What the network is told of adoptions and endorsements: who uses what, who vouches for whom. */
export function toldEvidence(tables: Tables): HubRecord[] {
  const rowsOf = (name: string): readonly Row[] => tables.find(([table]) => table === name)?.[1] ?? [];
  const text = (value: unknown): string => String(value);
  const used = rowsOf("adoption").filter(({ state }) => state === "ADOPTED" || state === "TRYING");
  return [
    ...used.map(({ id, practice, by, updated_at: at }) => ({
      ...{ kind: "ADOPTION" as const, id: text(id), practice: text(practice), by: text(by), at: text(at) },
    })),
    ...rowsOf("endorsement").map(({ id, person, topic, by, created_at: at }) => ({
      ...{ kind: "ENDORSEMENT" as const, id: text(id), person: text(person), topic: text(topic), by: text(by) },
      at: text(at),
    })),
  ];
}
