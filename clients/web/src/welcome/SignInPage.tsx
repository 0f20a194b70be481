import { Page } from "../ui";

export default function SignInPage() {
  return <Page title="Sign in" />;
}
