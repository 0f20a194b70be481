// @vitest-environment node
import { describe, expect, it } from "vitest";

import { languageTag, nameOfLanguage } from "./languages";

describe("a browser’s language", () => {
  it.each([
    ["en-US", "en-US"],
    ["en-US@posix", "en-US"],
    ["de_AT", "de-AT"],
    ["C", "en"],
    ["", "en"],
  ])("“%s” is read as %s", (told, tag) => {
    expect(languageTag(told)).toBe(tag);
  });

  it("is named in its own words, whatever the browser calls it", () => {
    expect(nameOfLanguage("de")).toBe("Deutsch");
    expect(nameOfLanguage("en-US@posix")).toBe("American English");
  });
});
