import { useState } from "react";
import { Link } from "react-router";

import { useSession } from "../api/session";
import { TextField } from "../ui/Field";
import { EntryPage } from "./EntryPage";
import { emailAdvice } from "./passwords";
import { PasswordField } from "./PasswordField";
import { useEntry } from "./useEntry";

export default function SignInPage() {
  const session = useSession();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { submit, pending, problem, mistakes, search } = useEntry(
    () => ({ email: emailAdvice(email), password: password === "" ? "Your password, please." : undefined }),
    (entering) => entering.signIn({ email: email.trim(), password }),
  );
  const ended = session.state === "out" && session.ended;
  return (
    <EntryPage
      title="Welcome back"
      lead={
        ended
          ? "Your session has ended. Sign in to go on where you were."
          : "Your stories and films are where you left them."
      }
      button="Sign in"
      pending={pending}
      problem={problem}
      onSubmit={(form) => void submit(form)}
      other={
        <>
          New here? <Link to={`/sign-up?${search.toString()}`}>Make an account</Link>
        </>
      }
    >
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
        autoComplete="current-password"
        error={mistakes["password"]}
      />
    </EntryPage>
  );
}
