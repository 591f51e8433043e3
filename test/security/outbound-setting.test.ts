// The setting that lets a hub call http and loopback: off unless someone says so, in so many words.
import { afterEach, describe, expect, it } from "@jest/globals";
import { readHubConfig } from "../../gateway/main/config.js";

afterEach(() => {
  delete process.env.MAILLAGE_DEVELOPMENT;
});

describe("MAILLAGE_DEVELOPMENT", () => {
  it("C01 is off when nothing is said, and on by 1 only", () => {
    expect(readHubConfig({}).isDevelopment).toBe(false);
    process.env.MAILLAGE_DEVELOPMENT = "0";
    expect(readHubConfig({}).isDevelopment).toBe(false);
    process.env.MAILLAGE_DEVELOPMENT = "1";
    expect(readHubConfig({}).isDevelopment).toBe(true);
  });

  it.each(["true", "yes"])('C01 cannot be "%s"', (value) => {
    process.env.MAILLAGE_DEVELOPMENT = value;
    expect(() => readHubConfig({})).toThrow("MAILLAGE_DEVELOPMENT: expected 1, or nothing");
  });
});
