/** Changes a story's title and the sentence below it. */
import { useState } from "react";

import { Button, Dialog, Stack, TextArea, TextField } from "../ui";
import type { Script } from "./contract";

export interface HeadingDialogProps {
  script: Script;
  onClose: () => void;
  onSave: (heading: { title: string; logline: string }) => void;
}

export function HeadingDialog({ script, onClose, onSave }: HeadingDialogProps) {
  const [title, setTitle] = useState(script.title);
  const [logline, setLogline] = useState(script.logline);
  const [isTried, setTried] = useState(false);
  return (
    <Dialog
      open
      title="Title and summary"
      onClose={onClose}
      actions={
        <>
          <Button variant="plain" onPress={onClose}>
            Leave them
          </Button>
          <Button
            variant="primary"
            onPress={() => {
              setTried(true);
              if (title.trim() === "") return;
              if (title !== script.title || logline !== script.logline) onSave({ title, logline });
              onClose();
            }}
          >
            Save
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        <TextField
          label="Title"
          value={title}
          onChange={setTitle}
          maxLength={120}
          error={isTried && title.trim() === "" ? "Give the story a title." : undefined}
        />
        <TextArea label="Summary in one sentence" value={logline} onChange={setLogline} maxLength={300} rows={2} />
      </Stack>
    </Dialog>
  );
}
