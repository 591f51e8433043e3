// What of the public interface is built. In: the four SDL files. Out: the SDL of each subgraph as it is composed and
// served: nothing in the public graph is a promise. A service that grows extends its entry here.
import { Kind, print, visit, type DefinitionNode, type DocumentNode, type FieldDefinitionNode } from "graphql";
import { readSdlDocument } from "./sdl.js";

/** The subgraphs that the planner sees. */
export type SubgraphName = "partners" | "registry" | "knowledge" | "exchange";

interface BuiltPart {
  /** The root fields that are served. */
  readonly roots: readonly string[];
  /** Types (`Need`) and fields (`Partner.health`) that are not served yet. */
  readonly without: readonly string[];
}

const BUILT: Readonly<Record<Exclude<SubgraphName, "partners">, BuiltPart>> = {
  registry: {
    roots: [
      ...["viewer", "partners", "partner", "node", "nodes", "incidents", "suspendPartner", "resumePartner"],
      ...["accessKeys", "issueAccessKey", "revokeAccessKey", "members", "inviteMember", "removeMember", "auditLog"],
      ...["trustedDocuments", "registerDocuments", "removeDocument"],
      ...["dataRequests", "openDataRequest", "resolveDataRequest"],
      ...["checkEndpoint", "requestToJoin", "approvePartner", "removePartner", "leaveNetwork"],
    ],
    without: [],
  },
  knowledge: {
    roots: [
      "search",
      "experts",
      "topics",
      "topic",
      "connections",
      "gaps",
      "coverage",
      "overview",
      "recordChangesSince",
      "recordChanges",
    ],
    without: [],
  },
  exchange: {
    roots: [
      "recordAdoption",
      "updateAdoption",
      "reviewPractice",
      "endorse",
      "withdrawEndorsement",
      "contributors",
      "activityReport",
      ...["communities", "community", "discussion", "createCommunity", "joinCommunity", "leaveCommunity"],
      ...["startDiscussion", "reply", "editPost", "deletePost", "acceptAnswer"],
      ...["flag", "resolveFlag", "moderationQueue"],
      ...["notices", "markNoticesRead", "follows", "follow", "unfollow", "savedSearches", "saveSearch"],
      ...["deleteSavedSearch", "webhooks", "createWebhook", "deleteWebhook"],
      ...["needs", "need", "publishNeed", "closeNeed"],
      ...["introductions", "requestIntroduction", "answerIntroduction"],
      ...["registerForEvent", "cancelRegistration", "markAttendance"],
      ...["exchanges", "exchange", "proposeExchange", "answerExchange", "reportExchange"],
    ],
    without: [],
  },
};

/** The SDL of a subgraph, as far as it is built. The contract is built whole. */
export function builtSdl(name: SubgraphName): string {
  return print(builtDocument(name));
}

/** The same as a document. */
export function builtDocument(name: SubgraphName): DocumentNode {
  if (name === "partners") return readSdlDocument("contract");
  return pruneDocument(readSdlDocument(name), BUILT[name]);
}

const ROOT_TYPES = ["Query", "Mutation", "Subscription"];

function pruneDocument(document: DocumentNode, part: BuiltPart): DocumentNode {
  const cut = cutFields(document, part);
  const reached = reachableNames(cut);
  const definitions = cut.definitions.filter((node) => {
    const name = nameOf(node);
    return name === null || reached.has(name);
  });
  return { ...cut, definitions };
}

function cutFields(document: DocumentNode, part: BuiltPart): DocumentNode {
  const definitions = document.definitions.filter((node) => !part.without.includes(nameOf(node) ?? ""));
  const keeps = (owner: string, field: FieldDefinitionNode) =>
    ROOT_TYPES.includes(owner)
      ? part.roots.includes(field.name.value)
      : !part.without.includes(`${owner}.${field.name.value}`);
  return visit(
    { ...document, definitions },
    {
      ObjectTypeDefinition(node) {
        return { ...node, fields: (node.fields ?? []).filter((field) => keeps(node.name.value, field)) };
      },
    },
  );
}

/** The names of all types that the root types reach, through fields, arguments and implementations. */
function reachableNames(document: DocumentNode): Set<string> {
  const reached = new Set<string>();
  const queue = document.definitions.flatMap((node) => (isServedRoot(node) ? [nameOf(node) ?? ""] : []));
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    for (const node of document.definitions) {
      if (nameOf(node) === name) queue.push(...namesIn(node));
      else if (implementsType(node, name)) queue.push(nameOf(node) ?? name);
    }
  }
  return reached;
}

/** Roots of which nothing is built yet are no types. */
function isServedRoot(node: DefinitionNode): boolean {
  return (
    node.kind === Kind.OBJECT_TYPE_DEFINITION && ROOT_TYPES.includes(node.name.value) && (node.fields ?? []).length > 0
  );
}

function namesIn(definition: DefinitionNode): string[] {
  const names: string[] = [];
  visit(definition, { NamedType: (node) => void names.push(node.name.value) });
  return names;
}

function implementsType(node: DefinitionNode, name: string): boolean {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION && (node.interfaces ?? []).some((own) => own.name.value === name);
}

function nameOf(node: DefinitionNode): string | null {
  return "name" in node && node.kind !== Kind.DIRECTIVE_DEFINITION ? (node.name?.value ?? null) : null;
}
