import type { Video } from "@encompass/client/gen/encompass/video/v1/video_pb";
import { Clapperboard } from "lucide-react";
import { useState } from "react";

import { Button } from "../ui";
import { RemakeDialog } from "./dialogs";

interface RemakeButtonProps {
  /** The version that the new one is to be like. */
  video: Video;
  /** On the button that opens it. */
  label: string;
  variant?: "primary" | "quiet";
}

/** A button, and behind it what a new version of the film is to be like. */
export function RemakeButton({ video, label, variant = "quiet" }: RemakeButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant={variant} icon={<Clapperboard size={18} aria-hidden />} onPress={() => setOpen(true)}>
        {label}
      </Button>
      {open && <RemakeDialog video={video} onClose={() => setOpen(false)} />}
    </>
  );
}
