// Members that stand twice in JSON.
import { describe, expect, it } from "@jest/globals";
import { hasDuplicateMembers } from "../../schema/unique-members.js";

describe("JSON", () => {
  it.each([
    `{"a":1,"a":2}`,
    `{"a":1,"\\u0061":2}`,
    `{"b":{"a":1,"c":[{"x":1,"x":1}]}}`,
    `[{"a":{},"a":{}}]`,
    `{"a":"{","a":"}"}`,
    `{"":1,"":2}`,
  ])("%s names a member twice", (json) => {
    expect(hasDuplicateMembers(json)).toBe(true);
  });

  it.each([
    `{"a":1,"b":{"a":1},"c":[{"a":1},{"a":1}]}`,
    `{"a":"\\"a\\":1","b":"{\\"a\\":1,\\"a\\":2}"}`,
    `["a","a"]`,
    `"a"`,
    `{}`,
    `{"a":"\\\\","b":"a"}`,
  ])("%s does not", (json) => {
    expect(hasDuplicateMembers(json)).toBe(false);
  });
});
