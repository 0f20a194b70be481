/** What opens over a story. */
import { AddSceneDialog } from "./AddSceneDialog";
import { ArrangeDialog } from "./ArrangeDialog";
import type { Script } from "./contract";
import { HeadingDialog } from "./HeadingDialog";
import { MakeFilmDialog } from "./MakeFilmDialog";
import type { Edits } from "./useEdits";
import { VersionsDialog } from "./VersionsDialog";
import { WishDialog } from "./WishDialog";

/** Which of them is open. */
export type Open =
  | { kind: "film" | "arrange" | "versions" | "heading" }
  | { kind: "add"; index: number }
  | { kind: "wish"; sceneIds: readonly string[]; title: string };

interface StoryDialogsProps {
  open: Open;
  script: Script;
  accountId: string;
  edits: Edits;
  onClose: () => void;
}

export default function StoryDialogs({ open, script, accountId, edits, onClose }: StoryDialogsProps) {
  switch (open.kind) {
    case "film":
      return <MakeFilmDialog script={script} accountId={accountId} onClose={onClose} />;
    case "arrange":
      return <ArrangeDialog script={script} onClose={onClose} onArrange={(ids) => void edits.reorder(ids)} />;
    case "versions":
      return (
        <VersionsDialog
          scriptId={script.id}
          version={script.version}
          onClose={onClose}
          onRestore={(version) => void edits.restore(version)}
        />
      );
    case "heading":
      return <HeadingDialog script={script} onClose={onClose} onSave={(heading) => void edits.editHeading(heading)} />;
    case "add":
      return (
        <AddSceneDialog
          onClose={onClose}
          onWritten={(words) => void edits.addScene(open.index, words)}
          onWish={(wish) => void edits.haveSceneWritten(open.index, wish)}
        />
      );
    case "wish":
      return (
        <WishDialog
          title={open.title}
          lead="It is written from your answers, as another scene than the one you have. You can go back to the one you have."
          confirm="Write anew"
          onClose={onClose}
          onWish={(wish) => void edits.rewrite(open.sceneIds, wish)}
        />
      );
  }
}
