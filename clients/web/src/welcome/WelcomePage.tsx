import { Page } from "../ui";

export default function WelcomePage() {
  return <Page title="Encompass" />;
}
