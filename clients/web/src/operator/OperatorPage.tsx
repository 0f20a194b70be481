import { Page } from "../ui";

export default function OperatorPage() {
  return <Page title="Operator" />;
}
