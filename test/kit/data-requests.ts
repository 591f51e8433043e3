// Data requests as people make them: opened by anybody, confirmed by the link in a message, decided by a coordinator. In: a
// small network. Out: ways to do each.
import { expect } from "@jest/globals";
import type { NetworkAnswer, SmallNetwork } from "./small-network.js";

export const MARIE = "north:person:marie";

/** A person, and a record of another partner that names her. */
export const ABOUT_MARIE = {
  north: [
    { id: "north:organization:house", name: "House" },
    {
      id: MARIE,
      name: "Marie",
      headline: "Plumbing",
      organization: "north:organization:house",
      expertise: [
        { topic: "hub:topic:food-aid", level: "EXPERT", statement: "Long ago", evidence: ["south:project:well"] },
      ],
    },
  ],
  south: [
    {
      id: "south:project:well",
      name: "Well",
      summary: "Secret of others",
      team: [{ person: MARIE, role: "digs" }],
    },
  ],
};

const OPEN = `mutation ($input: DataRequestInput!) { openDataRequest(input: $input) { id state subject partner { key } } }`;
const RESOLVE = `mutation ($id: ID!, $outcome: DataRequestOutcome!, $note: String) {
  resolveDataRequest(id: $id, outcome: $outcome, note: $note) { id state outcome subject text } }`;

export interface RequestWords {
  readonly subject: string;
  readonly kind: string;
  readonly text?: string;
  readonly replyTo?: string;
}

/** Opens a request, as somebody without an account. */
export function openRequest(network: SmallNetwork, words: RequestWords): Promise<NetworkAnswer> {
  const input = { text: "Please.", replyTo: "someone@example.org", ...words };
  return network.ask(OPEN, { variables: { input } });
}

/** The link in the last message of a kind that waits for an address. */
export async function linkFor(network: SmallNetwork, recipient: string, template: string): Promise<string> {
  const [message] = await network.database.rows<{ link: string }>(
    `select data->>'link' as link from registry.outbox where recipient = ? and template = ?
     order by created_at desc limit 1`,
    [recipient, template],
  );
  return message?.link ?? "no such message";
}

/** Follows a link as the button on its page does. */
export function follow(link: string): Promise<Response> {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return fetch(link, { method: "POST", headers, body: "" });
}

/** Opens and confirms a request. Gives its id. */
export async function confirmedRequest(network: SmallNetwork, words: RequestWords): Promise<string> {
  const { data } = await openRequest(network, words);
  const response = await follow(await linkFor(network, words.replyTo ?? "someone@example.org", "data-request-confirm"));
  expect(response.status).toBe(200);
  return String(data.openDataRequest.id);
}

/** Decides a request, as a coordinator. */
export function resolve(
  network: SmallNetwork,
  id: string,
  decision: { readonly outcome: string; readonly note?: string },
): Promise<NetworkAnswer> {
  return network.ask(RESOLVE, { as: "admin", variables: { id, note: null, ...decision } });
}

/** Erases a record, the whole way. */
export async function erase(network: SmallNetwork, subject: string): Promise<void> {
  const id = await confirmedRequest(network, { subject, kind: "ERASE" });
  const { data, errors } = await resolve(network, id, { outcome: "ERASED" });
  expect({ errors, state: data.resolveDataRequest?.state }).toEqual({ errors: undefined, state: "CLOSED" });
}
