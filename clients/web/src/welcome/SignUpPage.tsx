import { Page } from "../ui";

export default function SignUpPage() {
  return <Page title="Sign up" />;
}
