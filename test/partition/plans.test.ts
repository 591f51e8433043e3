// Partition plans, as `explain` prints them: what a partner is asked for what a reader asks.
import { describe, expect, it } from "@jest/globals";
import { describePlan } from "../../gateway/partition/describe.js";
import { PartitionCompiler } from "../../gateway/partition/partition-plan.js";

const compiler = new PartitionCompiler();
const planOf = (operation: string, variables: Record<string, unknown> = {}) =>
  describePlan(compiler.compile(operation, variables));

describe("a partition plan", () => {
  it("cuts what is the hub's own, and asks for what the merge needs beside the reader's selection", () => {
    expect(
      planOf(
        `{ practices(first: 2) { totalCount completeness { isPartial } nodes { name partner { key } freshness { via } } } }`,
      ),
    ).toMatchInlineSnapshot(
      `"practices: scatter practices for Practice rows and their total: nodes {name _m_id: id _m_type: __typename _m_seen: visibility}"`,
    );
  });

  it("cuts references down to type and id, wherever they stand", () => {
    expect(
      planOf(
        `{ people { nodes { expertise { topic { id } evidence { id name } } projects { role project { name } } } } }`,
      ),
    ).toMatchInlineSnapshot(
      `"people: scatter people for Person rows: nodes {expertise {topic {_m_id: id} evidence {_m_type: __typename _m_id: id}} projects {role project {_m_type: __typename _m_id: id}} _m_id: id _m_type: __typename _m_seen: visibility}"`,
    );
  });

  it("expands fragments on interfaces, keeps aliases and arguments, and merges what is asked for twice", () => {
    const operation = `
      query ($n: Int!) { x: organizations { edges { cursor node { ...R ... on Node { id } of: people(first: $n) { name } } } nodes { ...R } } }
      fragment R on Record { name organization { name } ... on Organization { organization { legalName } } ... on Event { place } }`;
    expect(planOf(operation, { n: 3 })).toMatchInlineSnapshot(
      `"x: scatter organizations for Organization rows: edges {node {name organization {name legalName _m_id: id _m_type: __typename _m_seen: visibility} of: people(first: $n) {name _m_id: id _m_type: __typename _m_seen: visibility} _m_id: id _m_type: __typename _m_seen: visibility}} nodes {name organization {name legalName _m_id: id _m_type: __typename _m_seen: visibility} _m_id: id _m_type: __typename _m_seen: visibility}"`,
    );
  });

  it("decides conditions by the variables of the request", () => {
    const operation = `query ($yes: Boolean!) { events @include(if: $yes) { nodes { name @skip(if: $yes) place } } people @skip(if: $yes) { totalCount } }`;
    expect(planOf(operation, { yes: true })).toMatchInlineSnapshot(
      `"events: scatter events for Event rows: nodes {place _m_id: id _m_type: __typename _m_seen: visibility}"`,
    );
    expect(planOf(operation, { yes: false })).toMatchInlineSnapshot(
      `"people: scatter people for Person rows and their total: "`,
    );
  });

  it("takes several `_entities` fields at once, and keeps its own keys apart from the reader's", () => {
    const operation = `query ($a: [_Any!]!, $b: [_Any!]!) { _e0: _entities(representations: $a) { ... on Practice { name } } _e1: _entities(representations: $b) { ... on Record { _m_id: name } } }`;
    expect(planOf(operation)).toMatchInlineSnapshot(`
"_e0: route each representation to its owner
_e1: route each representation to its owner"
`);
    expect(compiler.compile(operation, {}).keys.id).toBe("_m_m_id");
  });

  it("refuses what the contract does not have", () => {
    expect(() => planOf(`{ partnerDescriptor { key } }`)).toThrow("The partners do not answer partnerDescriptor.");
  });
});
