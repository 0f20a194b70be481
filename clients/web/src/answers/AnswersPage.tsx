import { Page } from "../ui";

export default function AnswersPage() {
  return <Page title="Answers" />;
}
