import { Page } from "../ui";

export default function LibraryPage() {
  return <Page title="Library" />;
}
