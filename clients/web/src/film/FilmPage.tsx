import { Page } from "../ui";

export default function FilmPage() {
  return <Page title="Film" />;
}
