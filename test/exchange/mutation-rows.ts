// Every mutation of exchange: what it is given, and what an organization is told for which it is not.
import { RESPITE, type ExchangeNetwork } from "../kit/exchange-network.js";
import { adoption, anew, need, type makersFor } from "../kit/make-exchange.js";

const NIGHTS = "brest:practice:nights";
const DAY = "brest:event:day";

const withId = (id: string) => ({ id });

type Told = "done" | "FORBIDDEN" | "BAD_USER_INPUT";

/** What rows are made with. */
interface Given {
  readonly network: ExchangeNetwork;
  readonly make: ReturnType<typeof makersFor>;
}

/** A mutation; what it is given; what an organization is told for which it is not. Brest, Leeds and Dakar are others than Namur. */
export interface Row {
  readonly call: string;
  readonly variables: (given: Given) => Promise<object>;
  /** What another organization is told; `done` where anybody may do it for themselves. */
  readonly other: Told;
}

/** Every mutation of exchange but those of organizers and coordinators, by name. */
export const MUTATION_ROWS: Readonly<Record<string, Row>> = {
  createCommunity: {
    call: `($input: CommunityInput!) { createCommunity(input: $input) { id } }`,
    other: "done",
    variables: async () => ({ input: { name: anew("C"), language: "en", topics: [RESPITE] } }),
  },
  joinCommunity: {
    call: `($id: ID!) { joinCommunity(id: $id) { id } }`,
    other: "done",
    variables: async ({ make }) => withId(await make.community("brest")),
  },
  leaveCommunity: {
    call: `($id: ID!) { leaveCommunity(id: $id) { id } }`,
    other: "BAD_USER_INPUT",
    variables: async ({ make }) => withId(await make.community()),
  },
  startDiscussion: {
    call: `($input: DiscussionInput!) { startDiscussion(input: $input) { id } }`,
    other: "FORBIDDEN",
    variables: async ({ make }) => ({
      input: { community: await make.community(), title: "t", text: "t", language: "en" },
    }),
  },
  reply: {
    call: `($discussion: ID!) { reply(discussion: $discussion, text: "Yes.") { id } }`,
    other: "FORBIDDEN",
    variables: async ({ make }) => ({ discussion: await make.discussion() }),
  },
  editPost: {
    call: `($post: ID!) { editPost(id: $post, text: "No.") { id } }`,
    other: "BAD_USER_INPUT",
    variables: ({ make }) => make.post(),
  },
  deletePost: {
    call: `($post: ID!) { deletePost(id: $post) { id } }`,
    other: "BAD_USER_INPUT",
    variables: ({ make }) => make.post(),
  },
  acceptAnswer: {
    call: `($discussion: ID!, $post: ID!) { acceptAnswer(discussion: $discussion, post: $post) { id } }`,
    other: "FORBIDDEN",
    variables: ({ make }) => make.post(),
  },
  recordAdoption: {
    call: `($input: AdoptionInput!) { recordAdoption(input: $input) { id } }`,
    other: "done",
    variables: async ({ network }) => (
      await network.database.rows("delete from exchange.adoption"),
      { input: adoption }
    ),
  },
  updateAdoption: {
    call: `($id: ID!, $input: AdoptionInput!) { updateAdoption(id: $id, expectedVersion: 1, input: $input) { id } }`,
    other: "BAD_USER_INPUT",
    variables: async ({ make }) => ({ id: await make.adoption(), input: adoption }),
  },
  reviewPractice: {
    call: `($input: ReviewInput!) { reviewPractice(input: $input) { id } }`,
    other: "done",
    variables: async () => ({ input: { practice: NIGHTS, text: "t", scores: [{ criterion: "ETHICS", score: 3 }] } }),
  },
  endorse: {
    call: `($input: EndorsementInput!) { endorse(input: $input) { id } }`,
    other: "done",
    variables: async () => ({ input: { person: "brest:person:anna", topic: RESPITE } }),
  },
  withdrawEndorsement: {
    call: `($id: ID!) { withdrawEndorsement(id: $id) }`,
    other: "BAD_USER_INPUT",
    variables: async ({ make }) => withId(await make.endorsement()),
  },
  publishNeed: {
    call: `($input: NeedInput!) { publishNeed(input: $input) { id } }`,
    other: "done",
    variables: async () => ({ input: need() }),
  },
  closeNeed: {
    call: `($id: ID!) { closeNeed(id: $id) { id } }`,
    other: "FORBIDDEN",
    variables: async ({ make }) => withId(await make.need()),
  },
  requestIntroduction: {
    call: `($input: IntroductionInput!) { requestIntroduction(input: $input) { id } }`,
    other: "done",
    variables: async ({ network }) => (
      await network.database.rows("delete from exchange.introduction"),
      { input: { to: "brest:person:anna", about: "a", message: "m" } }
    ),
  },
  answerIntroduction: {
    call: `($id: ID!) { answerIntroduction(id: $id, accept: true) { id } }`,
    other: "FORBIDDEN",
    variables: async ({ make }) => withId(await make.introduction()),
  },
  proposeExchange: {
    call: `($input: ExchangeInput!) { proposeExchange(input: $input) { id } }`,
    other: "done",
    variables: async () => ({
      input: { kind: "FIELD_VISIT", title: "t", text: "t", with: ["brest:organization:home"] },
    }),
  },
  answerExchange: {
    call: `($id: ID!) { answerExchange(id: $id, accept: true) { id } }`,
    other: "FORBIDDEN",
    variables: async ({ make }) => withId(await make.exchange()),
  },
  reportExchange: {
    call: `($id: ID!) { reportExchange(id: $id, outcome: "Much.") { id } }`,
    other: "FORBIDDEN",
    variables: async ({ make }) => withId(await make.agreed()),
  },
  registerForEvent: {
    call: `{ registerForEvent(event: "${DAY}", person: "namur:person:chloe") { state } }`,
    other: "BAD_USER_INPUT",
    variables: async () => ({}),
  },
  cancelRegistration: {
    call: `($event: ID!, $person: ID!) { cancelRegistration(event: $event, person: $person) { state } }`,
    other: "FORBIDDEN",
    variables: ({ make }) => make.registration(),
  },
  follow: { call: `{ follow(subject: "${NIGHTS}") { since } }`, other: "done", variables: async () => ({}) },
  unfollow: {
    call: `($subject: ID!) { unfollow(subject: $subject) }`,
    other: "BAD_USER_INPUT",
    variables: async ({ network }) => (
      await network.done("namur", `mutation { follow(subject: "${DAY}") { since } }`),
      { subject: DAY }
    ),
  },
  saveSearch: {
    call: `{ saveSearch(input: { name: "n", text: "t" }) { id } }`,
    other: "done",
    variables: async () => ({}),
  },
  deleteSavedSearch: {
    call: `($id: ID!) { deleteSavedSearch(id: $id) }`,
    other: "BAD_USER_INPUT",
    variables: async ({ make }) => withId(await make.search()),
  },
  markNoticesRead: {
    call: `($upTo: ID!) { markNoticesRead(upTo: $upTo) }`,
    other: "BAD_USER_INPUT",
    variables: async ({ make }) => ({ upTo: await make.notice() }),
  },
  createWebhook: {
    call: `{ createWebhook(input: { target: "https://hooks.example.org/", kinds: ["review.written"] }) { secret } }`,
    other: "done",
    variables: async ({ network }) => (await network.database.rows("delete from exchange.webhook"), {}),
  },
  deleteWebhook: {
    call: `($id: ID!) { deleteWebhook(id: $id) }`,
    other: "BAD_USER_INPUT",
    variables: async ({ make }) => withId(await make.webhook()),
  },
  flag: {
    call: `($post: ID!) { flag(subject: $post, reason: "r") { id } }`,
    other: "done",
    variables: ({ make }) => make.post(),
  },
};
