/** Where a scene's words came from: the questions and what was answered. */
import { useState } from "react";

import type { Scene } from "./contract";
import css from "./Scene.module.css";
import { sourcesFor, type Sources } from "./sources";

export interface SourceNotesProps {
  scene: Scene;
  sources: Sources;
  /** The sentence whose sources stand out. */
  chosen: number | undefined;
  id: string;
}

export function SourceNotes({ scene, sources, chosen, id }: SourceNotesProps) {
  const [isOpen, setOpen] = useState(false);
  const notes = sourcesFor(scene.answerIds, sources);
  if (notes.length === 0) return null;
  const pointedAt = chosen === undefined ? [] : (scene.sentences[chosen]?.answerIds ?? []);
  const isShown = isOpen || pointedAt.length > 0;
  return (
    <aside className={css.notes} aria-label={`Where scene ${scene.index + 1} came from`}>
      <button
        type="button"
        className={css.notesToggle}
        aria-expanded={isShown}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        From {notes.length === 1 ? "one answer" : `${notes.length} answers`} of yours
      </button>
      <ul id={id} className={css.notesList} data-shown={isShown} aria-live="polite">
        {notes.map((note) => (
          <li
            key={note.answerId}
            className={css.note}
            data-state={pointedAt.length === 0 ? "rest" : pointedAt.includes(note.answerId) ? "meant" : "other"}
          >
            <span className={css.noteQuestion}>{note.question}</span>
            {note.answer !== "" && <q className={css.noteAnswer}>{note.answer}</q>}
          </li>
        ))}
      </ul>
    </aside>
  );
}
