// What some acts need to be there: made through the hub, as partners would. In: a network. Out: ways to make each thing.
import { RESPITE, type ExchangeNetwork, type Party } from "./exchange-network.js";

const DAY = "brest:event:day";

let count = 0;
/** Something that was not said before. */
export const anew = (word: string): string => `${word} ${++count}`;
const first = (data: object): { readonly id: string } => Object.values(data)[0];

const ADOPT = `mutation ($input: AdoptionInput!) { recordAdoption(input: $input) { id } }`;
/** Of the practice of Brest, by whoever says so. */
export const adoption = {
  ...{
    practice: "brest:practice:nights",
    practiceVersion: "1.0",
    state: "ADOPTED",
    context: "c",
    adaptations: "a",
    since: "2026-09-01",
  },
};
/** A need that nobody has yet. */
export const need = () => ({ title: anew("Who"), text: "We look for.", topics: [RESPITE] });

/** The ways. Each gives ids. */
// oxlint-disable-next-line max-lines-per-function -- a list
export function makersFor(network: ExchangeNetwork) {
  const make = {
    community: async (by: Party = "namur"): Promise<string> =>
      first(
        await network.done(
          by,
          `mutation ($name: String!) { createCommunity(input: { name: $name, language: "en", topics: ["${RESPITE}"] }) { id } }`,
          {
            name: anew("Circle"),
          },
        ),
      ).id,
    discussion: async (): Promise<string> => {
      const community = await make.community();
      const input = { community, title: anew("Talk"), text: "How?", language: "en" };
      return first(
        await network.done("namur", `mutation ($input: DiscussionInput!) { startDiscussion(input: $input) { id } }`, {
          input,
        }),
      ).id;
    },
    post: async (): Promise<{ readonly discussion: string; readonly post: string }> => {
      const discussion = await make.discussion();
      const say = `mutation ($discussion: ID!) { reply(discussion: $discussion, text: "So.") { id } }`;
      return { discussion, post: first(await network.done("namur", say, { discussion })).id };
    },
    adoption: async (): Promise<string> => {
      await network.database.rows("delete from exchange.adoption");
      return first(await network.done("namur", ADOPT, { input: adoption })).id;
    },
    endorsement: async (): Promise<string> =>
      first(
        await network.done(
          "namur",
          `mutation { endorse(input: { person: "brest:person:anna", topic: "${RESPITE}" }) { id } }`,
        ),
      ).id,
    need: async (): Promise<string> =>
      first(
        await network.done("namur", `mutation ($input: NeedInput!) { publishNeed(input: $input) { id } }`, {
          input: need(),
        }),
      ).id,
    introduction: async (): Promise<string> => {
      await network.database.rows("delete from exchange.introduction");
      const ask = `mutation { requestIntroduction(input: { to: "namur:person:chloe", about: "Nights", message: "Hello" }) { id } }`;
      return first(await network.done("brest", ask)).id;
    },
    exchange: async (by: Party = "brest", other = "namur:organization:home"): Promise<string> => {
      const input = { kind: "FIELD_VISIT", title: anew("Visit"), text: "Come.", with: [other] };
      return first(
        await network.done(by, `mutation ($input: ExchangeInput!) { proposeExchange(input: $input) { id } }`, {
          input,
        }),
      ).id;
    },
    agreed: async (): Promise<string> => {
      const id = await make.exchange("namur", "brest:organization:home");
      await network.done("brest", `mutation ($id: ID!) { answerExchange(id: $id, accept: true) { id } }`, { id });
      return id;
    },
    registration: async (): Promise<object> => {
      const who = { event: DAY, person: "namur:person:chloe" };
      await network.done(
        "namur",
        `mutation ($event: ID!, $person: ID!) { registerForEvent(event: $event, person: $person) { state } }`,
        who,
      );
      return who;
    },
    flag: async (): Promise<string> => {
      const { post: subject } = await make.post();
      return first(
        await network.done("leeds", `mutation ($subject: ID!) { flag(subject: $subject, reason: "No.") { id } }`, {
          subject,
        }),
      ).id;
    },
    search: async (): Promise<string> =>
      first(await network.done("namur", `mutation { saveSearch(input: { name: "n", text: "nights" }) { id } }`)).id,
    webhook: async (): Promise<string> => {
      const hook = `mutation { createWebhook(input: { target: "https://hooks.example.org/", kinds: ["review.written"] }) { webhook { id } } }`;
      return (await network.done("namur", hook)).createWebhook.webhook.id;
    },
    notice: async (): Promise<string> => {
      const community = await make.community();
      await network.done("leeds", `mutation ($id: ID!) { joinCommunity(id: $id) { id } }`, { id: community });
      return (await network.done("namur", `{ notices(first: 1) { edges { node { id } } } }`)).notices.edges[0].node.id;
    },
  };
  return make;
}
