// What the environment may say of identity, and that every fault is said at once.
import { describe, expect, it } from "@jest/globals";
import { readIdentityConfig } from "../../gateway/main/identity-config.js";

const ISSUER = { issuer: "https://id.example.org", audience: "maillage", jwksUri: "https://id.example.org/jwks" };

describe("the configuration of identity", () => {
  it("believes nobody unless told to", () => {
    expect(readIdentityConfig({})).toEqual({ config: { issuers: [], oidc: null, publicUrl: null }, faults: [] });
  });

  it("completes an issuer with what is safe", () => {
    const { config, faults } = readIdentityConfig({
      MAILLAGE_ISSUERS: JSON.stringify([ISSUER]),
      MAILLAGE_PUBLIC_URL: "https://hub.example.org/",
    });
    expect(faults).toEqual([]);
    expect(config.publicUrl).toBe("https://hub.example.org");
    const safe = { algorithms: ["EdDSA", "ES256", "RS256"], scopes: ["read:network"], organization: null };
    expect(config.issuers).toEqual([{ ...ISSUER, ...safe }]);
  });

  it("says every fault at once, and no secret", () => {
    const issuers = [
      { ...ISSUER, jwksUri: "http://id.example.org/jwks", algorithms: ["HS256"], scopes: ["root"] },
      ISSUER,
    ];
    const { faults } = readIdentityConfig({
      MAILLAGE_ISSUERS: JSON.stringify(issuers),
      MAILLAGE_OIDC_ISSUER: "http://id.example.org",
      MAILLAGE_OIDC_CLIENT_SECRET: "s3cret",
      MAILLAGE_PUBLIC_URL: "https://hub.example.org/path",
    });
    for (const start of ["0.jwksUri", "0.algorithms", "0.scopes"])
      expect(faults).toContainEqual(expect.stringContaining(`MAILLAGE_ISSUERS: ${start}`));
    for (const name of ["MAILLAGE_OIDC_ISSUER", "MAILLAGE_OIDC_CLIENT_ID", "MAILLAGE_PUBLIC_URL"])
      expect(faults).toContainEqual(expect.stringMatching(new RegExp(`^${name}: expected`)));
    expect(faults.join()).not.toContain("s3cret");
    expect(readIdentityConfig({ MAILLAGE_ISSUERS: "no json" }).faults).toHaveLength(1);
    expect(readIdentityConfig({ MAILLAGE_ISSUERS: JSON.stringify([ISSUER, ISSUER]) }).faults).toHaveLength(1);
  });
});
