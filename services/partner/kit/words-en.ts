// What each check expects and how to mend it, in English. In: nothing. Out: sentences by the check's name.
import type { CheckName } from "./checks.js";

/** What is expected; how to mend it. */
export type CheckWords = Readonly<Record<CheckName, readonly [expected: string, fix: string]>>;

export const EN: CheckWords = {
  reachable: [
    "A machine that can be reached by https, at a public address, with a valid certificate and no redirect.",
    "Look at the address, the certificate and the firewall. Give the final address: redirects are not followed.",
  ],
  "graphql-over-http": [
    "POST with a JSON body is answered with HTTP 200, `application/json` or `application/graphql-response+json` in UTF-8, and a GraphQL response.",
    'Answer `{ __typename }` with `{"data":{"__typename":"Query"}}`. With 401: let your service fetch the hub\'s keys, and compare `aud`, `path` and `digest` of its token.',
  ],
  "nonsense-refused": [
    "A document that is not GraphQL is answered with `errors` and no data.",
    "Let a GraphQL library parse and validate requests before anything runs.",
  ],
  "sdl-readable": [
    "`_service { sdl }` gives the schema as SDL, at most 512 KiB, 30,000 tokens and 1,000 types.",
    "Serve the schema with a Federation 2 subgraph library; leave out what is not part of the contract.",
  ],
  "sdl-contract": [
    "The SDL holds every type, field, argument and enum value of the contract, as the contract has it; more is fine.",
    "Compare your schema with schema/contract.graphql at the places named. `-`: it is missing.",
  ],
  "sdl-lists": [
    "For level LIVE, `Query` holds the five lists with all their arguments.",
    "Add the root fields named, or say level BASIC in the descriptor.",
  ],
  descriptor: [
    "`partnerDescriptor` says name, contract version 1.x, level, languages and counts.",
    "Answer every field of `PartnerDescriptor`.",
  ],
  "descriptor-key": [
    "The descriptor says the key that was asked for, under which ids begin.",
    "Give the same key when joining, in the descriptor and in every id: 2 to 40 of a-z, 0-9 and `-`.",
  ],
  "descriptor-counts": [
    "The descriptor counts as many records as the change feed holds.",
    "Count what the reader may see, at the time of the question.",
  ],
  "descriptor-licence": [
    "The licence is an SPDX identifier, like CC-BY-4.0.",
    "Take the identifier from the SPDX licence list.",
  ],
  "token-required": [
    "A request without the hub's token is refused.",
    "Answer 401 when `Authorization` is missing. A network for trying things out may leave this open.",
  ],
  "token-missing-public-only": [
    "A request without a token never sees a NETWORK record.",
    "Refuse it, or treat it as PUBLIC.",
  ],
  "token-replayed": [
    "A token is good once.",
    "Keep the `jti` of every token for a minute, and refuse those seen before.",
  ],
  "token-other-partner": ["A token made for another partner is refused.", "Require that `aud` is exactly your key."],
  "token-other-body": [
    "A token made for another body is refused.",
    "Compare `digest` with the base64url SHA-256 of the body as it came.",
  ],
  "answer-time": [
    "Answers come within a second, as a rule; none takes more than five.",
    "Index what lists are sorted and filtered by. Readers wait for a partner 1.5 seconds at most.",
  ],
  "answer-size": [
    "No answer is larger than 2 MiB.",
    "Send the fields that were asked for, and nothing else; compress answers.",
  ],
  "feed-pages": [
    "`changes` gives pages: epoch, restart, endCursor, hasMore and at most `first` entries with sequence, op, id and at.",
    "Answer every field; times in UTC with milliseconds.",
  ],
  "feed-order": [
    "Sequences are digits and never run backwards from entry to entry.",
    "Hand the number out last, under the lock under which the change commits.",
  ],
  "feed-repeatable": [
    "The same cursor gives the same entries again.",
    "Sort by a key that does not change; a cursor says everything that the next page depends on.",
  ],
  "feed-tombstones": [
    "UPSERT carries the record of that id, DELETE carries null.",
    "Read the record as it is now; where it is gone, the entry becomes a DELETE.",
  ],
  "feed-epoch": [
    "The epoch stays the same while the database does.",
    "Keep it in the database; make a new one only when a backup is restored.",
  ],
  "feed-snapshot": [
    "`after: null` begins a snapshot: one UPSERT for each living record, `restart: false`.",
    "Without a cursor, list the records as they are instead of the history.",
  ],
  "feed-unknown-cursor": [
    "A cursor that is not known begins a snapshot, with `restart: true`.",
    "Answer an unknown cursor like none, and say `restart: true`.",
  ],
  "feed-end": [
    "After the last cursor nothing comes that came before, and pages get on.",
    "`endCursor` stands after the last entry of its page, also when there is none.",
  ],
  "feed-visibility": [
    "The public sees no NETWORK record in the feed.",
    "Filter by the `visibility` in the token; to the public a hidden record is a DELETE, or absent.",
  ],
  "record-ids": [
    "Ids are `<key>:<type>:<local>`: your key, and the type of the record.",
    "Prefix ids with the key and the type in lower case; local: 1 to 128 of A-Z, a-z, 0-9, `.`, `_`, `~`, `-`.",
  ],
  "record-fields": [
    "Every field holds what the contract has it hold: no null where none may be, enum values and addresses as defined.",
    "Correct the record named; the hub leaves out a record that breaks the contract.",
  ],
  "record-dates": [
    "Times are UTC with milliseconds, dates exist, and nothing was changed in the future.",
    "Write 2026-11-22T09:30:00.000Z and 2026-11-22. Set the machine's clock.",
  ],
  "record-languages": ["Languages are BCP 47 tags: fr, en, pt-BR.", "Write tags, not names of languages."],
  "record-licences": [
    "Practices name their licence by its SPDX identifier.",
    "Take the identifier from the SPDX licence list, like CC-BY-4.0.",
  ],
  "record-texts": [
    "Texts hold no control characters and nothing unseen that turns or hides what is read.",
    "Remove them when texts are entered; the hub removes them from what it shows.",
  ],
  "people-consent": [
    "Every person has agreed to be listed, on the day in `consentedAt`.",
    "List people who agreed, and say when.",
  ],
  "people-contact-data": [
    "People's texts hold no e-mail address.",
    "Remove it: people are reached by an introduction.",
  ],
  "entities-position": [
    "`_entities` answers every representation in its place.",
    "Make the answer by walking through the representations, not through the rows that the database gives.",
  ],
  "entities-unknown": [
    "An id that is not yours or not there is null in `_entities`, without an error.",
    "Answer null for what is not found.",
  ],
  "entities-visibility": [
    "To the public a NETWORK record is null in `_entities`, like one that is not there.",
    "Apply the same rule of visibility to looking up by id as to lists.",
  ],
  "list-pages": [
    "Lists answer with edges and nodes of the same rows, pageInfo that fits, a totalCount, and at most `first` rows.",
    "Make nodes, edges and pageInfo from one result.",
  ],
  "list-order": [
    "Rows stand in the order asked for, ties by id ascending, names folded and by code point, nulls last.",
    "Sort by (sort key, id), names by their folded form (test vectors: schema/fold-vectors.json), in binary collation.",
  ],
  "list-cursors": [
    "Cursors are base64url of the JSON `[order, sort key, id]`.",
    "Write cursors as the contract has them: the hub sends one cursor to all partners.",
  ],
  "list-walk": [
    "Walking pages forwards and back gives every row once, in the same order.",
    "Go on strictly after (sort key, id), and read backwards with the order turned round.",
  ],
  "list-totals": [
    "`totalCount` is the number of rows that the reader may see.",
    "Count with the same conditions as the list.",
  ],
  "list-default-size": [
    "Without a size, a page holds 20 rows.",
    "Let `first` be 20 when neither first nor last is given.",
  ],
  "list-wrong-arguments": [
    "Wrong sizes, cursors and orders: HTTP 200, the field null, `extensions.code` BAD_USER_INPUT.",
    "Check sizes (1 to 100, not both), cursors (form, order, type) and orders (STARTS_* only for events and projects).",
  ],
  "list-filters": [
    "Filters find the rows that fit, and only those.",
    "Between members: and; within a list: or. `text`: every word, folded, begins a word of name or summary.",
  ],
  "list-stable": ["The same question gives the same rows.", "Make the order total, and read from one database."],
  "list-same-as-feed": [
    "Lists and change feed hold the same records.",
    "Write a change of the feed with every change of a record.",
  ],
  "list-visibility": [
    "The public sees no NETWORK record in a list.",
    "Filter by the `visibility` in the token: rows, totals and page information.",
  ],
};
