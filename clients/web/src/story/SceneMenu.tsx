/** What can be done with one scene. */
import { ArrowDown, ArrowUp, PenLine, Plus, RefreshCw, Trash2 } from "lucide-react";

import { Menu, Row, IconButton } from "../ui";
import type { Scene, Script } from "./contract";
import { FEWEST_SCENES, MOST_SCENES, movedBy } from "./edits";
import type { Edits } from "./useEdits";

export interface SceneMenuProps {
  script: Script;
  scene: Scene;
  edits: Edits;
  onEdit: () => void;
  onAddAfter: () => void;
  onRewrite: () => void;
}

export function SceneMenu({ script, scene, edits, onEdit, onAddAfter, onRewrite }: SceneMenuProps) {
  const up = movedBy(script, scene.id, -1);
  const down = movedBy(script, scene.id, 1);
  const isFew = script.scenes.length <= FEWEST_SCENES;
  return (
    <Row gap={1}>
      <IconButton label={`Edit “${scene.title}”`} size="s" onPress={onEdit}>
        <PenLine size={18} aria-hidden />
      </IconButton>
      <Menu
        label={`More for “${scene.title}”`}
        size="s"
        items={[
          { id: "rewrite", label: "Write anew", icon: <RefreshCw size={17} />, onPress: onRewrite },
          { id: "up", label: "Move up", icon: <ArrowUp size={17} />, disabled: !up, onPress: () => up && void edits.reorder(up) },
          {
            id: "down",
            label: "Move down",
            icon: <ArrowDown size={17} />,
            disabled: !down,
            onPress: () => down && void edits.reorder(down),
          },
          {
            id: "add",
            label: "Add a scene after it",
            icon: <Plus size={17} />,
            disabled: script.scenes.length >= MOST_SCENES,
            onPress: onAddAfter,
          },
          {
            id: "remove",
            label: "Remove",
            icon: <Trash2 size={17} />,
            danger: true,
            disabled: isFew,
            ...(isFew && { detail: `A story keeps at least ${FEWEST_SCENES} scenes` }),
            onPress: () => void edits.removeScene(scene),
          },
        ]}
      />
    </Row>
  );
}
