import { Camera as CameraIcon, ImageUp } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";

import { Button } from "../../ui";
import { hasCamera } from "./Camera";
import styles from "./photo.module.css";

interface PhotoDropProps {
  readonly onFile: (file: File) => void;
  readonly onCamera: () => void;
  readonly isOpening: boolean;
}

/** Where a photo comes in: chosen, dropped, pasted, or from the camera. */
export function PhotoDrop({ onFile, onCamera, isOpening }: PhotoDropProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file) {
      onFile(file);
    }
  };
  const onPaste = useEffectEvent((event: ClipboardEvent) => take(event.clipboardData?.files));
  useEffect(() => {
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  }, []);
  return (
    <div
      className={styles.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <Silhouette />
      <div className={styles.dropText}>
        <p>One person, from the front, in good light.</p>
        <div className={styles.actions}>
          <Button
            pending={isOpening}
            icon={<ImageUp size={18} aria-hidden />}
            onPress={() => input.current?.click()}
          >
            Choose a photo
          </Button>
          {hasCamera() && (
            <Button icon={<CameraIcon size={18} aria-hidden />} onPress={onCamera}>
              Use the camera
            </Button>
          )}
        </div>
        <p className={styles.soft}>Or drop one here, or paste it. JPEG, PNG or WebP.</p>
      </div>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        accept="image/*"
        tabIndex={-1}
        aria-label="Photo file"
        onChange={(event) => {
          take(event.target.files);
          // The same file may be chosen once more after a refusal.
          event.target.value = "";
        }}
      />
    </div>
  );
}

/** Head and shoulders, as the frame wants them. */
function Silhouette() {
  return (
    <svg className={styles.silhouette} viewBox="0 0 80 100" aria-hidden>
      <circle cx="40" cy="38" r="19" />
      <path d="M6 100c2-24 16-35 34-35s32 11 34 35" />
    </svg>
  );
}
