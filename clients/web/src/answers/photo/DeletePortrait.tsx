import { Trash2 } from "lucide-react";
import { useState } from "react";

import { Button, Dialog, IconButton, ProblemNote, Switch, toast } from "../../ui";
import { useDeletePortrait } from "./portraits";

interface DeletePortraitProps {
  readonly assetId: string;
  readonly onDeleted?: () => void;
}

/** Deletes a portrait after asking, and the films that show it if the person wants so. */
export function DeletePortrait({ assetId, onDeleted }: DeletePortraitProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [withFilms, setWithFilms] = useState(false);
  const deletion = useDeletePortrait();
  const remove = () => {
    deletion.mutate(
      { assetId, withFilms },
      {
        onSuccess: () => {
          setIsOpen(false);
          toast({ text: withFilms ? "The photo and its films are deleted." : "The photo is deleted." });
          onDeleted?.();
        },
      },
    );
  };
  return (
    <>
      <IconButton label="Delete this photo" size="s" variant="quiet" onPress={() => setIsOpen(true)}>
        <Trash2 size={16} aria-hidden />
      </IconButton>
      <Dialog
        title="Delete this photo?"
        open={isOpen}
        onClose={() => setIsOpen(false)}
        role="alertdialog"
        actions={
          <>
            <Button onPress={() => setIsOpen(false)}>Keep it</Button>
            <Button variant="danger" pending={deletion.isPending} onPress={remove}>
              Delete
            </Button>
          </>
        }
      >
        <p>The photo and what was cut out of it are deleted for good.</p>
        <Switch
          checked={withFilms}
          onChange={setWithFilms}
          detail="Otherwise films that are made already stay as they are."
        >
          Delete the films that show it, too
        </Switch>
        {deletion.error && <ProblemNote error={deletion.error} />}
      </Dialog>
    </>
  );
}
