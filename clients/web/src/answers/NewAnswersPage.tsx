import { Page } from "../ui";

export default function NewAnswersPage() {
  return <Page title="New answers" />;
}
