// Passwords: what is stored, and that many at once do not pile up.
import { describe, expect, it } from "@jest/globals";
import { hashPassword, isPassword, isUsablePassword, PasswordsBusy } from "../../services/registry/passwords.js";

describe("a password", () => {
  it("is stored as argon2id with a salt of its own, and is the same however its accents were written", async () => {
    const [one, other] = await Promise.all([hashPassword("mot de passe été"), hashPassword("mot de passe été")]);
    expect(one).toMatch(/^argon2id\$19456\$2\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(one).not.toBe(other);
    expect(await isPassword("mot de passe e\u0301te\u0301", one)).toBe(true);
    expect(await isPassword("mot de passe ete", one)).toBe(false);
    for (const stored of [null, "", "argon2id$1$1$1$AA$AA"]) expect(await isPassword("x", stored)).toBe(false);
  });

  it.each([
    ["twelve chars", true],
    ["eleven char", false],
    ["Name@Example.org", false],
    ["é".repeat(256), true],
    ["x".repeat(257), false],
  ])("%j may be chosen: %s", (password, may) => {
    expect(isUsablePassword(password, "name@example.org")).toBe(may);
  });

  it("is looked at two at a time; when too many wait, the rest is turned away and those who wait are served", async () => {
    const stored = await hashPassword("the right password");
    const tries = await Promise.allSettled(Array.from({ length: 80 }, () => isPassword("the right password", stored)));
    const served = tries.filter((each) => each.status === "fulfilled" && each.value);
    const turnedAway = tries.filter((each) => each.status === "rejected" && each.reason instanceof PasswordsBusy);
    expect([served.length, turnedAway.length]).toEqual([66, 14]);
    expect(await isPassword("the right password", stored)).toBe(true);
  });
});
