/** The way of a photo to the service: announced, sent to the store by a signed form, looked at. */
import {
  AssetPurpose,
  AssetState,
  type Asset,
  type UploadForm,
} from "@encompass/client/gen/encompass/media/v1/media_pb.js";

import { api } from "../../api/encompass";
import { PhotoProblem } from "./photoFile";

export interface Sending {
  readonly photo: Blob;
  /** Makes sending again harmless; one for each photo. */
  readonly requestId: string;
  readonly wordingVersion: string;
  readonly signal: AbortSignal;
  /** Called with 0 to 1 while the bytes go, with nothing once they are looked at. */
  readonly onProgress: (sent: number | undefined) => void;
}

/** Sends a photo; the asset comes back READY or REFUSED. Throws ConnectError and PhotoProblem. */
export async function send({
  photo,
  requestId,
  wordingVersion,
  signal,
  onProgress,
}: Sending): Promise<Asset> {
  onProgress(0);
  const { asset, form } = await api.media.createUpload(
    {
      requestId,
      contentType: photo.type,
      sizeBytes: BigInt(photo.size),
      sha256: await sha256(photo),
      purpose: AssetPurpose.PORTRAIT,
      consent: { agreed: true, wordingVersion },
    },
    { signal },
  );
  if (!asset) {
    throw new PhotoProblem("The photo wasn’t taken. Send it again.");
  }
  if (!form || asset.state === AssetState.READY || asset.state === AssetState.REFUSED) {
    return asset;
  }
  await post(form, photo, signal, onProgress);
  onProgress(undefined);
  const completed = await api.media.completeUpload({ assetId: asset.id }, { signal });
  return completed.asset ?? asset;
}

export async function sha256(blob: Blob): Promise<string> {
  // Browsers have it on pages served over https or from this machine.
  if (!("subtle" in crypto)) {
    throw new PhotoProblem(
      "Photos can only be sent over a secure connection (https). Open this page that way.",
    );
  }
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** fetch tells nothing of how much of a body is sent; XMLHttpRequest does. */
function post(
  form: UploadForm,
  photo: Blob,
  signal: AbortSignal,
  onProgress: (sent: number) => void,
): Promise<void> {
  const body = new FormData();
  for (const { name, value } of form.fields) {
    body.append(name, value);
  }
  body.append("file", photo, "portrait.jpg");
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    signal.addEventListener("abort", stop, { once: true });
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) {
        onProgress(event.loaded / event.total);
      }
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve();
      } else {
        reject(new PhotoProblem("The photo didn’t arrive. Send it again."));
      }
    };
    request.onerror = () =>
      reject(new PhotoProblem("The connection broke off. Check it, then send the photo again."));
    request.ontimeout = () =>
      reject(new PhotoProblem("Sending took too long. Try again on a better connection."));
    request.onabort = () => reject(new DOMException("stopped", "AbortError"));
    request.onloadend = () => signal.removeEventListener("abort", stop);
    request.timeout = 120_000;
    request.open("POST", form.url);
    request.send(body);
  });
}
