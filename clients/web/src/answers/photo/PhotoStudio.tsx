import { AssetState, type Asset } from "@encompass/client/gen/encompass/media/v1/media_pb.js";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState } from "react";

import { reasonOf } from "../../api/reasons";
import { Button, FieldError, ProblemNote, Progress, Skeleton } from "../../ui";
import { Camera } from "./Camera";
import { Framer } from "./Framer";
import { START, type Framing } from "./framing";
import styles from "./photo.module.css";
import { PhotoDrop } from "./PhotoDrop";
import { cut, opened, PhotoProblem } from "./photoFile";
import { consentWording, portraits } from "./portraits";
import { send } from "./upload";

type At =
  | { readonly at: "choose"; readonly problem?: string; readonly isOpening?: boolean }
  | { readonly at: "camera" }
  | { readonly at: "frame"; readonly photo: ImageBitmap; readonly error?: unknown }
  | { readonly at: "send"; readonly photo: ImageBitmap; readonly sent: number | undefined }
  | { readonly at: "refused"; readonly photo: ImageBitmap; readonly message: string };

interface PhotoStudioProps {
  /** A photo was sent and can be used. */
  readonly onReady: (asset: Asset) => void;
  readonly onLeave?: () => void;
}

/** A photo from the choice to its being taken: framed, agreed to, sent, looked at. */
export function PhotoStudio({ onReady, onLeave }: PhotoStudioProps) {
  const [state, setState] = useState<At>({ at: "choose" });
  const [framing, setFraming] = useState<Framing>(START);
  const [isAgreed, setIsAgreed] = useState(false);
  const stopping = useRef<AbortController | undefined>(undefined);
  const queries = useQueryClient();
  const wording = useQuery(consentWording);
  useEffect(() => () => stopping.current?.abort(), []);

  const frame = (photo: ImageBitmap) => {
    setFraming(START);
    setState({ at: "frame", photo });
  };
  const open = async (file: Blob) => {
    setState({ at: "choose", isOpening: true });
    try {
      frame(await opened(file));
    } catch (error) {
      setState({ at: "choose", problem: wordsOf(error) });
    }
  };
  const submit = async (photo: ImageBitmap) => {
    stopping.current?.abort();
    const controller = (stopping.current = new AbortController());
    setState({ at: "send", photo, sent: 0 });
    try {
      const asset = await send({
        photo: await cut(photo, framing),
        requestId: crypto.randomUUID(),
        wordingVersion: wording.data?.wordingVersion ?? "",
        signal: controller.signal,
        onProgress: (sent) => setState({ at: "send", photo, sent }),
      });
      if (asset.state === AssetState.READY) {
        await queries.invalidateQueries({ queryKey: portraits.queryKey });
        onReady(asset);
      } else {
        const message = asset.refusal?.message ?? "This photo can’t be used. Choose another one.";
        setState({ at: "refused", photo, message });
      }
    } catch (error) {
      if (controller.signal.aborted) {
        setState({ at: "frame", photo });
        return;
      }
      if (reasonOf(error) === "CONSENT_OUTDATED") {
        setIsAgreed(false);
        await wording.refetch();
      }
      setState({ at: "frame", photo, error });
    }
  };

  switch (state.at) {
    case "choose":
      return (
        <div className={styles.studio}>
          <PhotoDrop
            isOpening={state.isOpening === true}
            onFile={(file) => void open(file)}
            onCamera={() => setState({ at: "camera" })}
          />
          {state.problem && (
            <p className={styles.refusal} role="alert">
              {state.problem}
            </p>
          )}
          {onLeave && (
            <div className={styles.actions}>
              <Button variant="plain" onPress={onLeave}>
                Not now
              </Button>
            </div>
          )}
        </div>
      );
    case "camera":
      return (
        <Camera
          onTaken={frame}
          onProblem={(problem) => setState({ at: "choose", problem })}
          onCancel={() => setState({ at: "choose" })}
        />
      );
    case "frame":
      return (
        <div className={styles.framing}>
          <Framer photo={state.photo} framing={framing} onChange={setFraming} />
          <div className={styles.studio}>
            {wording.data ? (
              <Agreement
                text={wording.data.text}
                isAgreed={isAgreed}
                onAgree={setIsAgreed}
                onSend={() => void submit(state.photo)}
                onCancel={() => setState({ at: "choose" })}
              />
            ) : wording.error ? (
              <ProblemNote error={wording.error} onRetry={() => void wording.refetch()} />
            ) : (
              <Skeleton lines={3} />
            )}
            {state.error !== undefined && <Problem error={state.error} />}
          </div>
        </div>
      );
    case "send":
      return (
        <div className={styles.framing} aria-busy>
          <Framer photo={state.photo} framing={framing} onChange={ignored} />
          <div className={styles.studio}>
            <Progress
              label={state.sent === undefined ? "Looking at your photo" : "Sending"}
              value={state.sent === undefined ? undefined : state.sent}
              detail={state.sent === undefined ? "about a second" : `${Math.round(state.sent * 100)} %`}
            />
            <div className={styles.actions}>
              <Button onPress={() => stopping.current?.abort()}>Stop</Button>
            </div>
          </div>
        </div>
      );
    case "refused":
      return (
        <div className={styles.studio}>
          <p className={styles.refusal} role="alert">
            {state.message}
          </p>
          <div className={styles.actions}>
            <Button onPress={() => setState({ at: "frame", photo: state.photo })}>Change the crop</Button>
            <Button variant="primary" onPress={() => setState({ at: "choose" })}>
              Choose another
            </Button>
          </div>
        </div>
      );
  }
}

interface AgreementProps {
  readonly text: string;
  readonly isAgreed: boolean;
  readonly onAgree: (isAgreed: boolean) => void;
  readonly onSend: () => void;
  readonly onCancel: () => void;
}

function Agreement({ text, isAgreed, onAgree, onSend, onCancel }: AgreementProps) {
  const id = useId();
  const [isTold, setIsTold] = useState(false);
  const isMissing = isTold && !isAgreed;
  return (
    <>
      <label className={styles.agreement} data-wrong={isMissing || undefined}>
        <input
          type="checkbox"
          checked={isAgreed}
          aria-describedby={id}
          aria-invalid={isMissing}
          onChange={(event) => onAgree(event.target.checked)}
        />
        <span>{text}</span>
      </label>
      <FieldError id={id}>
        {isMissing ? "Tick this if you agree; without it no photo is sent." : undefined}
      </FieldError>
      <div className={styles.actions}>
        <Button onPress={onCancel}>Another photo</Button>
        <Button
          variant="primary"
          onPress={() => {
            setIsTold(true);
            if (isAgreed) {
              onSend();
            }
          }}
        >
          Send this photo
        </Button>
      </div>
    </>
  );
}

function Problem({ error }: { readonly error: unknown }) {
  return error instanceof PhotoProblem ? (
    <p className={styles.refusal} role="alert">
      {error.message}
    </p>
  ) : (
    <ProblemNote error={error} />
  );
}

function wordsOf(error: unknown): string {
  return error instanceof PhotoProblem ? error.message : "This file can’t be opened. Choose another one.";
}

function ignored(): void {
  return undefined;
}
