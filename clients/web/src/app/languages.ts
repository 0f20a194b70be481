/** Languages as browsers name them: some take what the system says, which isn't always a tag of BCP 47. */

/** The tag in what a browser says, such as `en-US` for `en-US@posix`; English where there is none. */
export function languageTag(told: string): string {
  const tag = (told.split(/[@.]/)[0] ?? "").replace(/_/g, "-");
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? "en";
  } catch {
    return "en";
  }
}

/** A language in its own words. */
export function nameOfLanguage(told: string): string {
  const tag = languageTag(told);
  const name = new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}
