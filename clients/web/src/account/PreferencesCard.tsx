import { nameOfLanguage } from "../app/languages";
import { setPreferences, usePreferences, type Scheme } from "../app/preferences";
import { Card, RadioCards, Select, Stack } from "../ui";

/** Tags that questionnaires are commonly translated to; a questionnaire without one of them falls back by itself. */
const LANGUAGES = [
  "en",
  "de",
  "fr",
  "es",
  "it",
  "pt",
  "nl",
  "pl",
  "sv",
  "fi",
  "tr",
  "ar",
  "he",
  "fa",
  "hi",
  "ja",
  "ko",
  "zh",
];

/** What is chosen for this browser. */
export function PreferencesCard() {
  const { scheme, language } = usePreferences();
  return (
    <Card as="section" aria-labelledby="preferences">
      <Stack gap={5}>
        <h2 id="preferences">In this browser</h2>
        <RadioCards
          label="Colours"
          columns={3}
          value={scheme}
          onChange={(value) => setPreferences({ scheme: value as Scheme })}
          options={[
            { value: "system", label: "As the device has it" },
            { value: "light", label: "Paper" },
            { value: "dark", label: "Night" },
          ]}
        />
        <Select
          label="Questions in"
          value={language === "" ? "browser" : language}
          onChange={(value) => setPreferences({ language: value === "browser" ? "" : value })}
          hint="Where a questionnaire has been translated; otherwise in the language that it was written in."
          options={[
            { value: "browser", label: `As the browser has it (${nameOfLanguage(navigator.language)})` },
            ...LANGUAGES.map((tag) => ({ value: tag, label: nameOfLanguage(tag) })),
          ]}
        />
      </Stack>
    </Card>
  );
}
