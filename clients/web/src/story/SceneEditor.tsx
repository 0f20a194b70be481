/** A scene's words, being edited where they stand. */
import { useEffect, useRef, useState, type KeyboardEvent } from "react";

import { Button, Row, Stack, TextArea, TextField } from "../ui";
import { ChangedElsewhere } from "./ChangedElsewhere";
import { LONGEST_NARRATION, LONGEST_TITLE, sameWords, tidied, wordProblems, type SceneWords } from "./edits";
import css from "./Scene.module.css";

export interface SceneEditorProps {
  /** What the editor began with. */
  base: SceneWords;
  draft: SceneWords;
  /** The scene as it is now; undefined when it was removed in another window. */
  current: SceneWords | undefined;
  onChange: (draft: SceneWords, base?: SceneWords) => void;
  onSave: () => void;
  onCancel: () => void;
}

export function SceneEditor({ base, draft, current, onChange, onSave, onCancel }: SceneEditorProps) {
  const [isTried, setTried] = useState(false);
  const problems = isTried ? wordProblems(draft) : {};
  const isChangedElsewhere = current === undefined || !sameWords(current, base);
  const isUnchanged = sameWords(tidied(draft), tidied(base));

  const words = useRef<HTMLTextAreaElement>(null);
  useEffect(() => words.current?.focus(), []);

  function onKey(event: KeyboardEvent): void {
    if (event.key === "Escape") onCancel();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
  }

  function save(): void {
    setTried(true);
    if (Object.keys(wordProblems(draft)).length > 0) return;
    if (isUnchanged) onCancel();
    else onSave();
  }

  return (
    <form
      className={css.body}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack gap={4}>
        <TextField
          label="Title of the scene"
          value={draft.title}
          onChange={(title) => onChange({ ...draft, title })}
          maxLength={LONGEST_TITLE}
          error={problems.title}
          onKeyDown={onKey}
        />
        <TextArea
          label="What is told"
          value={draft.narration}
          onChange={(narration) => onChange({ ...draft, narration })}
          maxLength={LONGEST_NARRATION}
          error={problems.narration}
          rows={5}
          ref={words}
          onKeyDown={onKey}
        />
        {isChangedElsewhere && (
          <ChangedElsewhere base={base} draft={draft} current={current} onChange={onChange} />
        )}
        <Row gap={2}>
          <Button type="submit" variant="primary" disabled={isChangedElsewhere && current !== undefined}>
            {current === undefined ? "Keep as a new scene" : "Save"}
          </Button>
          <Button variant="plain" onPress={onCancel}>
            Leave it as it was
          </Button>
        </Row>
      </Stack>
    </form>
  );
}
