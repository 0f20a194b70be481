/** One more scene: written by the person, or by us with a wish. */
import { useState } from "react";

import { Button, Dialog, RadioCards, Stack, TextArea, TextField } from "../ui";
import { LONGEST_NARRATION, LONGEST_TITLE, wordProblems, type SceneWords } from "./edits";

export interface AddSceneDialogProps {
  onClose: () => void;
  onWritten: (words: SceneWords) => void;
  onWish: (wish: string) => void;
}

export function AddSceneDialog({ onClose, onWritten, onWish }: AddSceneDialogProps) {
  const [by, setBy] = useState("us");
  const [words, setWords] = useState<SceneWords>({ title: "", narration: "" });
  const [wish, setWish] = useState("");
  const [isTried, setTried] = useState(false);
  const problems = isTried ? wordProblems(words) : {};

  function add(): void {
    setTried(true);
    if (by === "us") onWish(wish.trim());
    else if (Object.keys(wordProblems(words)).length === 0) onWritten(words);
    else return;
    onClose();
  }

  return (
    <Dialog
      open
      title="Add a scene"
      onClose={onClose}
      actions={
        <>
          <Button variant="plain" onPress={onClose}>
            Not now
          </Button>
          <Button variant="primary" onPress={add}>
            Add the scene
          </Button>
        </>
      }
    >
      <Stack gap={5}>
        <RadioCards
          label="Who writes it?"
          value={by}
          onChange={setBy}
          columns={2}
          options={[
            { value: "us", label: "Have it written", detail: "From your answers, like the others" },
            { value: "me", label: "Write it myself", detail: "In your own words" },
          ]}
        />
        {by === "us" ? (
          <TextArea
            label="What is it to be like?"
            hint="You may leave this empty."
            value={wish}
            onChange={setWish}
            maxLength={300}
            rows={2}
            placeholder="at night, with my sister"
          />
        ) : (
          <>
            <TextField
              label="Title of the scene"
              value={words.title}
              onChange={(title) => setWords({ ...words, title })}
              maxLength={LONGEST_TITLE}
              error={problems.title}
            />
            <TextArea
              label="What is told"
              value={words.narration}
              onChange={(narration) => setWords({ ...words, narration })}
              maxLength={LONGEST_NARRATION}
              error={problems.narration}
              rows={5}
            />
          </>
        )}
      </Stack>
    </Dialog>
  );
}
