import { useState } from "react";
import { Link } from "react-router";

import { TextField } from "../ui/Field";
import { EntryPage } from "./EntryPage";
import { emailAdvice, passwordAdvice, SHORTEST } from "./passwords";
import { PasswordField } from "./PasswordField";
import { useEntry } from "./useEntry";

export default function SignUpPage() {
  const [displayName, setDisplayName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { submit, pending, problem, mistakes, search } = useEntry(
    () => ({ email: emailAdvice(email), password: passwordAdvice(password, email.trim()) }),
    (entering) => entering.signUp({ email: email.trim(), password, displayName: displayName.trim() }),
  );
  return (
    <EntryPage
      title="Make your account"
      lead="So that your answers, stories and films are yours, on every device."
      button="Begin"
      pending={pending}
      problem={problem}
      onSubmit={(form) => void submit(form)}
      other={
        <>
          You have an account? <Link to={`/sign-in?${search.toString()}`}>Sign in</Link>
        </>
      }
    >
      <TextField
        label="What should we call you?"
        name="displayName"
        autoComplete="given-name"
        value={displayName}
        onChange={setDisplayName}
        error={mistakes["displayName"]}
        hint="Optional"
        maxLength={80}
      />
      <TextField
        label="E-mail address"
        name="email"
        type="email"
        inputMode="email"
        autoComplete="username"
        value={email}
        onChange={setEmail}
        error={mistakes["email"]}
        maxLength={254}
        required
      />
      <PasswordField
        value={password}
        onChange={setPassword}
        autoComplete="new-password"
        error={mistakes["password"]}
        hint={`At least ${SHORTEST} characters; a few words in a row do well`}
      />
    </EntryPage>
  );
}
