/** Asks what scenes that are written anew are to be like. */
import { useState } from "react";

import { Button, Dialog, Row, Stack, TextArea } from "../ui";

const LONGEST_WISH = 300;
const IDEAS = ["more hopeful", "at night", "funnier", "quieter", "with rain", "with somebody else there"];

export interface WishDialogProps {
  title: string;
  /** What will happen. */
  lead: string;
  confirm: string;
  onClose: () => void;
  onWish: (wish: string) => void;
}

export function WishDialog({ title, lead, confirm, onClose, onWish }: WishDialogProps) {
  const [wish, setWish] = useState("");
  const send = (): void => {
    onWish(wish.trim());
    onClose();
  };
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button variant="plain" onPress={onClose}>
            Not now
          </Button>
          <Button variant="primary" onPress={send}>
            {confirm}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        <p>{lead}</p>
        <TextArea
          label="A wish, if you have one"
          value={wish}
          onChange={setWish}
          maxLength={LONGEST_WISH}
          placeholder="at night, more hopeful"
          rows={2}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
          }}
        />
        <Row gap={2} aria-label="Ideas">
          {IDEAS.map((idea) => (
            <Button key={idea} size="s" onPress={() => setWish(wish ? `${wish}, ${idea}` : idea)}>
              {idea}
            </Button>
          ))}
        </Row>
      </Stack>
    </Dialog>
  );
}
