/** Files that people choose as a photo: what they are by their first bytes, whatever their names say. */
import { areaOf, sentSize, turnedSize, type Framing } from "./framing";

export const MOST_FILE_BYTES = 40 * 1024 * 1024;
const JPEG_QUALITY = 0.92;

/** A photo that can't be taken, in words that say what to do. */
export class PhotoProblem extends Error {
  override readonly name = "PhotoProblem";
}

export type FileKind = "photo" | "heic" | "pdf" | "gif" | "video" | "unknown";

/** What the first bytes say; at least sixteen of them. */
export function kindOf(start: Uint8Array): FileKind {
  const text = String.fromCharCode(...start.subarray(0, 16));
  const brand = text.slice(8, 12);
  if (text.startsWith("\xff\xd8\xff") || text.startsWith("\x89PNG\r\n")) {
    return "photo";
  }
  if (text.startsWith("RIFF") && brand === "WEBP") {
    return "photo";
  }
  if (text.startsWith("%PDF")) {
    return "pdf";
  }
  if (text.startsWith("GIF8")) {
    return "gif";
  }
  if (text.slice(4, 8) === "ftyp") {
    return /^(hei|hev|mif|msf)/.test(brand) ? "heic" : brand === "avif" ? "photo" : "video";
  }
  return "unknown";
}

/** Why a file isn't even opened; empty when it is worth trying. */
export function refusalOf(file: { readonly size: number }, kind: FileKind): string {
  if (file.size === 0) {
    return "This file is empty. Choose another one.";
  }
  switch (kind) {
    case "pdf":
      return "This is a PDF, whatever its name says. Choose a photo: JPEG, PNG or WebP.";
    case "gif":
      return "This is a GIF. Choose a photo: JPEG, PNG or WebP.";
    case "video":
      return "This is a video. Choose a photo: JPEG, PNG or WebP.";
    case "unknown":
      return "This file isn’t a photo that can be read. Choose one saved as JPEG, PNG or WebP.";
    default:
      return file.size > MOST_FILE_BYTES
        ? `This file has ${megabytes(file.size)} MB; ${megabytes(MOST_FILE_BYTES)} fit. Choose a smaller copy of ` +
            "the photo, or take one with the camera here."
        : "";
  }
}

/** The photo, upright. Throws PhotoProblem. */
export async function opened(file: Blob): Promise<ImageBitmap> {
  const kind = kindOf(new Uint8Array(await file.slice(0, 32).arrayBuffer()));
  const refusal = refusalOf(file, kind);
  if (refusal) {
    throw new PhotoProblem(refusal);
  }
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    throw new PhotoProblem(
      kind === "heic"
        ? "This browser can’t read HEIC, as iPhones store photos. Save it as JPEG and choose that: on an iPhone, " +
            "Settings, Camera, Formats, Most Compatible."
        : "This photo is damaged, or too large to open here. Save it again as JPEG, smaller, and choose that.",
    );
  }
}

/** Draws what is in the frame over the whole of a canvas. */
export function draw(canvas: HTMLCanvasElement, photo: ImageBitmap, framing: Framing): void {
  const context = canvas.getContext("2d");
  if (!context) {
    throw new PhotoProblem("This browser can’t draw pictures here. Try another browser.");
  }
  const area = areaOf(photo, framing);
  const size = turnedSize(photo, framing.turns);
  const scale = canvas.width / area.width;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.imageSmoothingQuality = "high";
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.scale(scale, scale);
  context.translate(size.width / 2 - area.x, size.height / 2 - area.y);
  context.rotate((framing.turns * Math.PI) / 2);
  context.drawImage(photo, -photo.width / 2, -photo.height / 2);
}

/** What is in the frame, as a JPEG without what the camera wrote into the file. */
export async function cut(photo: ImageBitmap, framing: Framing): Promise<Blob> {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, sentSize(photo, framing));
  draw(canvas, photo, framing);
  const blob = await new Promise<Blob | null>((resolve) =>
    canvas.toBlob(resolve, "image/jpeg", JPEG_QUALITY),
  );
  if (!blob) {
    throw new PhotoProblem("This browser couldn’t save the photo. Try a smaller one.");
  }
  return blob;
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
