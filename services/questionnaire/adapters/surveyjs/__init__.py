"""SurveyJS: its JSON, and the simple conditions that its language and CEL both can say."""
