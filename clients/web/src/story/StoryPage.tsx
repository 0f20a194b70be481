import { Page } from "../ui";

export default function StoryPage() {
  return <Page title="Story" />;
}
