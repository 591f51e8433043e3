import { describe, expect, it } from "@jest/globals";
import { buildClassSchema, partnerSchema } from "../../services/partner/api/executable-schema.js";
import { partnerSdl } from "../../services/records/api/contract-sdl.js";
import { describeSchema } from "../kit/describe-schema.js";

describe("the executable schema", () => {
  it("declares in its classes exactly what the contract declares for partners", () => {
    expect(describeSchema(buildClassSchema(), "Topic")).toEqual(describeSchema(partnerSchema(), "Topic"));
  });

  it("hands out the contract without what the hub fills in, and with the partners' directives", () => {
    const sdl = partnerSdl();
    expect(sdl).not.toMatch(/@hub\b|Completeness|Freshness|Via\b|partners:/);
    expect(sdl).toMatch(/@scatter @listSize/);
    expect(sdl).toMatch(/directive @crossPartner/);
    expect(sdl).toMatch(/adaptedFrom: Practice @crossPartner/);
    expect(sdl).toMatch(/joinUrl: Url @authenticated/);
  });
});
