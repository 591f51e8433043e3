// The hub's services: what their classes declare is what their SDL declares, so that neither can change alone.
import { describe, expect, it } from "@jest/globals";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { builtDocument, builtSdl } from "../../schema/built.js";
import { exchangeClassSchema } from "../../services/exchange/exchange.js";
import { knowledgeClassSchema, knowledgeSchema } from "../../services/knowledge/knowledge.js";
import { registryClassSchema } from "../../services/registry/registry.js";
import { describeSchema } from "../kit/describe-schema.js";

describe("a service of the hub", () => {
  it.each([
    ["registry", registryClassSchema],
    ["knowledge", knowledgeClassSchema],
    ["exchange", exchangeClassSchema],
  ] as const)("declares in its classes exactly what the SDL of %s declares", (name, classSchema) => {
    const served = buildSubgraphSchema([{ typeDefs: builtDocument(name) }]);
    // Subscriptions are answered by the gateway, which asks for pages of changes.
    expect(describeSchema(classSchema(), "Subscription")).toEqual(describeSchema(served, "Subscription"));
  });

  it("declares only what it serves: no field without a resolver or a value", () => {
    expect(Object.keys(knowledgeSchema().getQueryType()?.getFields() ?? {}).sort()).toEqual([
      "_entities",
      "_service",
      "connections",
      "coverage",
      "experts",
      "gaps",
      "overview",
      "recordChangesSince",
      "search",
      "topic",
      "topics",
    ]);
    expect(builtSdl("registry")).not.toMatch(/HostedPartnerInput|requestHostedPartner/);
  });
});
