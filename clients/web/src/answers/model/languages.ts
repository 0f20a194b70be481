/** Which way a language is written. */
const RIGHT_TO_LEFT = new Set(["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"]);
const RIGHT_TO_LEFT_SCRIPTS = new Set(["Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"]);

export function directionOf(language: string): "ltr" | "rtl" {
  const [primary = "", ...rest] = language.split("-");
  const script = rest.find((part) => part.length === 4);
  if (script) {
    return RIGHT_TO_LEFT_SCRIPTS.has(script.charAt(0).toUpperCase() + script.slice(1).toLowerCase())
      ? "rtl"
      : "ltr";
  }
  return RIGHT_TO_LEFT.has(primary.toLowerCase()) ? "rtl" : "ltr";
}
