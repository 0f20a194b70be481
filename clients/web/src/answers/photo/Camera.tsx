import { Camera as CameraIcon } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";

import { Button } from "../../ui";
import styles from "./photo.module.css";

interface CameraProps {
  readonly onTaken: (photo: ImageBitmap) => void;
  /** The camera can't be used; says why, and what to do. */
  readonly onProblem: (words: string) => void;
  readonly onCancel: () => void;
}

export function hasCamera(): boolean {
  // Missing on pages that aren't secure, whatever the types say.
  return "mediaDevices" in navigator;
}

/** The device's camera, seen as in a mirror; what is taken isn't mirrored. */
export function Camera({ onTaken, onProblem, onCancel }: CameraProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [isReady, setIsReady] = useState(false);
  const fail = useEffectEvent((error: unknown) => onProblem(whyNot(error)));

  useEffect(() => {
    let isLeft = false;
    let stream: MediaStream | undefined;
    navigator.mediaDevices
      .getUserMedia({
        video: { facingMode: "user", width: { ideal: 1920 }, height: { ideal: 1440 } },
        audio: false,
      })
      .then((opened) => {
        stream = opened;
        if (isLeft) {
          stop(opened);
        } else if (video.current) {
          video.current.srcObject = opened;
        }
      })
      .catch((error: unknown) => {
        if (!isLeft) {
          fail(error);
        }
      });
    return () => {
      isLeft = true;
      stop(stream);
    };
  }, []);

  const take = async () => {
    if (video.current) {
      try {
        onTaken(await createImageBitmap(video.current));
      } catch (error) {
        onProblem(whyNot(error));
      }
    }
  };

  return (
    <div className={styles.camera}>
      <div className={styles.finder}>
        <video
          ref={video}
          className={styles.mirror}
          autoPlay
          muted
          playsInline
          aria-label="What the camera sees"
          onCanPlay={() => setIsReady(true)}
        />
        <span className={styles.guide} aria-hidden />
      </div>
      <p className={styles.soft}>Face the light, hold still, with nothing over your face.</p>
      <div className={styles.actions}>
        <Button onPress={onCancel}>Cancel</Button>
        <Button
          variant="primary"
          disabled={!isReady}
          icon={<CameraIcon size={18} aria-hidden />}
          onPress={() => void take()}
        >
          Take the photo
        </Button>
      </div>
    </div>
  );
}

function stop(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) {
    track.stop();
  }
}

function whyNot(error: unknown): string {
  switch (error instanceof DOMException ? error.name : "") {
    case "NotAllowedError":
      return "The browser may not use the camera. Allow it in the address bar, or choose a photo instead.";
    case "NotFoundError":
    case "OverconstrainedError":
      return "There is no camera on this device. Choose a photo instead.";
    case "NotReadableError":
      return "Another program uses the camera. Close it there, or choose a photo instead.";
    default:
      return "The camera didn’t start. Choose a photo instead.";
  }
}
