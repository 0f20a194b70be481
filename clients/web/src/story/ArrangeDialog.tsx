/** Puts the scenes into another order: by dragging, by keyboard, or with the arrows beside each. */
import { ArrowDown, ArrowUp, GripVertical } from "lucide-react";
import { useMemo, useState } from "react";
import { Button as DragButton, GridList, GridListItem, useDragAndDrop } from "react-aria-components";

import { Button, Dialog, IconButton } from "../ui";
import css from "./ArrangeDialog.module.css";
import type { Script } from "./contract";
import { inOrder, movedBy } from "./edits";

export interface ArrangeDialogProps {
  script: Script;
  onClose: () => void;
  onArrange: (sceneIds: readonly string[]) => void;
}

export function ArrangeDialog({ script, onClose, onArrange }: ArrangeDialogProps) {
  const [order, setOrder] = useState<readonly string[]>(() => script.scenes.map((scene) => scene.id));
  const arranged = useMemo(() => inOrder(script, order), [script, order]);
  const ids = arranged.scenes.map((scene) => scene.id);
  const isSame = script.scenes.every((scene, place) => scene.id === ids[place]);

  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ "text/plain": titleOf(script, String(key)) })),
    onReorder: ({ keys, target }) => setOrder(movedTo(ids, keys, String(target.key), target.dropPosition === "after")),
  });
  const move = (sceneId: string, places: number): void => setOrder(movedBy(arranged, sceneId, places) ?? ids);

  return (
    <Dialog
      open
      title="Arrange the scenes"
      onClose={onClose}
      actions={
        <>
          <Button variant="plain" onPress={onClose}>
            Leave the order
          </Button>
          <Button
            variant="primary"
            onPress={() => {
              if (!isSame) onArrange(ids);
              onClose();
            }}
          >
            Keep this order
          </Button>
        </>
      }
    >
      <GridList
        aria-label="Scenes in their order"
        className={css.list ?? ""}
        items={arranged.scenes}
        dragAndDropHooks={dragAndDropHooks}
        keyboardNavigationBehavior="tab"
      >
        {(scene) => (
          <GridListItem id={scene.id} textValue={scene.title} className={css.item ?? ""}>
            <DragButton slot="drag" className={css.grip ?? ""} aria-label={`Drag “${scene.title}”`}>
              <GripVertical size={18} aria-hidden />
            </DragButton>
            <span className={css.number}>{scene.index + 1}</span>
            <span className={css.title} dir="auto">
              {scene.title}
            </span>
            <IconButton
              label={`Move “${scene.title}” up`}
              size="s"
              disabled={scene.index === 0}
              onPress={() => move(scene.id, -1)}
            >
              <ArrowUp size={17} aria-hidden />
            </IconButton>
            <IconButton
              label={`Move “${scene.title}” down`}
              size="s"
              disabled={scene.index === ids.length - 1}
              onPress={() => move(scene.id, 1)}
            >
              <ArrowDown size={17} aria-hidden />
            </IconButton>
          </GridListItem>
        )}
      </GridList>
    </Dialog>
  );
}

function movedTo(ids: readonly string[], keys: Iterable<unknown>, target: string, isAfter: boolean): string[] {
  const moving = new Set([...keys].map(String));
  const staying = ids.filter((id) => !moving.has(id));
  const place = staying.indexOf(target) + (isAfter ? 1 : 0);
  return staying.toSpliced(place, 0, ...ids.filter((id) => moving.has(id)));
}

function titleOf(script: Script, sceneId: string): string {
  return script.scenes.find((scene) => scene.id === sceneId)?.title ?? "";
}
