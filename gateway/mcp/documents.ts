// What assistants may ask: operations, written beforehand. In: nothing. Out: their texts by the tool that runs them. They
// are trusted documents: a key for these only may run them, too. They only read.
const RECORD = `__typename id
  ... on Record { name summary language url visibility countries areas topics { id label } organization { id name }
    partner { key name licence } createdAt updatedAt freshness { via asOf } }`;

/** The operation of each tool. */
export const DOCUMENTS = {
  search: `query McpSearch($text: String!, $filter: SearchFilter, $first: Int!, $after: String) {
  search(text: $text, filter: $filter, first: $first, after: $after) {
    totalCount totalIs understoodAs { id label } pageInfo { hasNextPage endCursor } asOf
    edges { node { id type name summary language partner organizationName because updatedAt node { id } } }
  }
}`,
  experts: `query McpExperts($about: String!, $filter: ExpertFilter, $first: Int!) {
  experts(about: $about, filter: $filter, first: $first) {
    totalCount understoodAs { id label } asOf
    edges { node { person { id } name headline partner organizationName score
      evidence { kind label weight at record { id } } } }
  }
}`,
  record: `query McpRecord($id: ID!) {
  node(id: $id) {
    ${RECORD}
    ... on Organization { description status website languages identifiers { scheme value } }
    ... on Person { headline offers unavailableUntil expertise { topic { id label } level statement }
      knownFor(first: 5) { topic { id label } score } }
    ... on Project { description projectStatus: status startDate endDate outcomes lessons team { role person { id name } }
      practices { id name } }
    ... on Practice { practiceKind problem approach steps results enablers constraints pitfalls resourcesNeeded licence version
      context { settings people description } adaptedFrom { id name } adaptations { id name } adoptionCount
      contributors { role person { id name } organization { id name } } }
    ... on Event { eventKind eventStatus: status description startsAt endsAt timeZone place online speakers { id name } }
    ... on Need { title text state needTopics: topics { id label } by { id name } until }
  }
}`,
  connections: `query McpConnections($from: ID!, $to: ID!, $maxHops: Int!) {
  connections(from: $from, to: $to, maxHops: $maxHops) {
    hops steps { label from { id ... on Record { name } } to { id ... on Record { name } } via { id ... on Record { name } } }
  }
}`,
  topics: `query McpTopics($text: String, $broader: ID, $first: Int!) {
  topics(text: $text, broader: $broader, first: $first) {
    totalCount
    edges { node { id label synonyms broader { id label } narrower { id label } recordCount } }
  }
}`,
  needs: `query McpNeeds($topics: [ID!], $state: [NeedState!], $first: Int!, $after: String) {
  needs(topics: $topics, state: $state, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    edges { node { id title text state topics { id label } languages by { id name } until createdAt } }
  }
}`,
} as const satisfies Readonly<Record<string, string>>;

export type ToolName = keyof typeof DOCUMENTS;
