import { useState } from "react";
import { useNavigate } from "react-router";

import { api } from "../api/encompass";
import { problemOf, type Problem } from "../api/problems";
import { signOut } from "../api/session";
import { Button, Card, Dialog, ProblemNote, Row, Stack, toast } from "../ui";
import { PasswordField } from "../welcome/PasswordField";
import styles from "./DeleteCard.module.css";

/** The way out: everything goes, after the password. */
export function DeleteCard() {
  const [open, setOpen] = useState(false);
  return (
    <Card as="section" aria-labelledby="delete">
      <Stack>
        <h2 id="delete">Delete everything</h2>
        <p>
          Your account with all that you made here. Save your archive first if you may want any of it again.
        </p>
        <Row>
          <Button variant="danger" onPress={() => setOpen(true)}>
            Delete my account…
          </Button>
        </Row>
      </Stack>
      {open && <DeleteDialog onClose={() => setOpen(false)} />}
    </Card>
  );
}

function DeleteDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const [password, setPassword] = useState("");
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  const remove = async () => {
    setPending(true);
    setProblem(undefined);
    try {
      await api.auth.deleteAccount({ password });
    } catch (error) {
      const told = problemOf(error);
      if (told.reason !== "ACCOUNT_NOT_FOUND") {
        setProblem(told);
        setPending(false);
        return;
      }
    }
    await navigate("/", { replace: true });
    // The account is gone with its sessions: this clears the browser's cookie, and may say that there is none.
    await signOut().catch(() => undefined);
    toast({ text: "Your account is deleted.", tone: "ok" });
  };

  return (
    <Dialog
      open
      title="Delete everything?"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Keep my account</Button>
          <Button variant="danger" pending={pending} disabled={password === ""} onPress={() => void remove()}>
            Delete everything
          </Button>
        </>
      }
    >
      <p>This can’t be undone. These go, and nobody can bring them back:</p>
      <ul className={styles.list}>
        <li>your answers, also those that you haven’t sent</li>
        <li>your stories with all their versions</li>
        <li>your films, and every link that you shared</li>
        <li>your photos</li>
        <li>your account; you are signed out everywhere</li>
      </ul>
      {problem !== undefined && (
        <ProblemNote error={problem.reason === "CREDENTIALS_INVALID" ? WRONG : problem} />
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (password !== "" && !pending) {
            void remove();
          }
        }}
      >
        <PasswordField
          label="Your password, to be sure that it’s you"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
        />
      </form>
    </Dialog>
  );
}

const WRONG: Problem = {
  title: "That isn’t your password.",
  advice: "Check it and try again.",
  reason: "CREDENTIALS_INVALID",
  fields: {},
};
