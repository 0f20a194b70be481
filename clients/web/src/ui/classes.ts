/** One class attribute from those that apply. */
export function classes(...names: (string | false | undefined)[]): string {
  return names.filter((name): name is string => typeof name === "string" && name !== "").join(" ");
}
