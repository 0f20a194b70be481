/** Two windows changed the same scene: what the other one did, and what to make of both. */
import { Button, Row } from "../ui";
import css from "./ChangedElsewhere.module.css";
import { TextDifferences } from "./Differences";
import type { SceneWords } from "./edits";
import { differences, merged } from "./words";

export interface ChangedElsewhereProps {
  base: SceneWords;
  draft: SceneWords;
  current: SceneWords | undefined;
  onChange: (draft: SceneWords, base: SceneWords) => void;
}

export function ChangedElsewhere({ base, draft, current, onChange }: ChangedElsewhereProps) {
  if (current === undefined) {
    return (
      <section className={css.note} role="status">
        <h2>This scene was removed in another window</h2>
        <p>Your words are still here. Keep them as a new scene, or leave it removed.</p>
      </section>
    );
  }
  const title = merged(base.title, draft.title, current.title);
  const narration = merged(base.narration, draft.narration, current.narration);
  const isMergeable = !title.conflict && !narration.conflict;
  return (
    <section className={css.note} role="status">
      <h2>This scene was changed in another window</h2>
      <p>There, it now reads:</p>
      {current.title !== base.title && <p className={css.title}>{current.title}</p>}
      <TextDifferences pieces={differences(base.narration, current.narration)} />
      <p>
        {isMergeable
          ? "Both of you changed different words, so both changes can stay."
          : "Both of you changed the same words. Take one version, then edit it as you like."}
      </p>
      <Row gap={2}>
        {isMergeable && (
          <Button size="s" onPress={() => onChange({ title: title.text, narration: narration.text }, current)}>
            Take both changes
          </Button>
        )}
        <Button size="s" onPress={() => onChange(draft, current)}>
          Keep mine
        </Button>
        <Button size="s" onPress={() => onChange(current, current)}>
          Take theirs
        </Button>
      </Row>
    </section>
  );
}
