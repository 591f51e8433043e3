// The hub's services: what their classes declare is what their SDL declares, so that neither can change alone.
import { describe, expect, it } from "@jest/globals";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { subgraphDocument } from "../../schema/sdl.js";
import { exchangeClassSchema } from "../../services/exchange/exchange.js";
import { knowledgeClassSchema } from "../../services/knowledge/knowledge.js";
import { registryClassSchema } from "../../services/registry/registry.js";
import { describeSchema } from "../kit/describe-schema.js";

describe("a service of the hub", () => {
  it.each([
    ["registry", registryClassSchema],
    ["knowledge", knowledgeClassSchema],
    ["exchange", exchangeClassSchema],
  ] as const)("declares in its classes exactly what the SDL of %s declares", (name, classSchema) => {
    const served = buildSubgraphSchema([{ typeDefs: subgraphDocument(name) }]);
    // Subscriptions are answered by the gateway, which asks for pages of changes.
    expect(describeSchema(classSchema(), "Subscription")).toEqual(describeSchema(served, "Subscription"));
  });
});
