import { Page } from "../ui";

export default function SharedFilmPage() {
  return <Page title="A film" />;
}
