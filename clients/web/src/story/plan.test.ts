import { describe, expect, it } from "vitest";

import { planOf } from "./plan";

function token(claims: unknown): string {
  return `head.${btoa(JSON.stringify(claims)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}.signature`;
}

describe("the plan in an access token", () => {
  it("is the one that it names", () => {
    expect(planOf(token({ sub: "maya?>", plan: "PRO" }))).toBe("PRO");
    expect(planOf(token({ plan: "PLUS" }))).toBe("PLUS");
  });

  it.each([undefined, "", "a.b.c", token({}), token({ plan: "GOLD" }), token(null)])("is FREE for %s", (value) => {
    expect(planOf(value)).toBe("FREE");
  });
});
