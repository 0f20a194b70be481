/** Where an archive goes: straight to the disk where the browser lets a page do so, else through its downloads. */

export interface Destination {
  /** Writes all of it. */
  write(archive: ReadableStream<Uint8Array>): Promise<void>;
}

interface SavePicker {
  showSaveFilePicker(options: {
    suggestedName: string;
    types: { description: string; accept: Record<string, string[]> }[];
  }): Promise<{ createWritable(): Promise<WritableStream<Uint8Array>> }>;
}

/** Asks where to, which has to follow a press at once. Nothing when the person thought better of it. */
export async function chooseDestination(name: string): Promise<Destination | undefined> {
  if (!("showSaveFilePicker" in window)) {
    return { write: (archive) => throughDownloads(archive, name) };
  }
  try {
    const picker = window as unknown as SavePicker;
    const file = await picker.showSaveFilePicker({
      suggestedName: name,
      types: [{ description: "Archive", accept: { "application/zip": [".zip"] } }],
    });
    return { write: async (archive) => archive.pipeTo(await file.createWritable()) };
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") {
      return undefined;
    }
    return { write: (archive) => throughDownloads(archive, name) };
  }
}

async function throughDownloads(archive: ReadableStream<Uint8Array>, name: string): Promise<void> {
  const blob = await new Response(archive as ReadableStream<Uint8Array<ArrayBuffer>>, {
    headers: { "content-type": "application/zip" },
  }).blob();
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
