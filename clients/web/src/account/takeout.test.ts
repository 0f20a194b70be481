// @vitest-environment node
import { create } from "@bufbuild/protobuf";
import { AccountSchema } from "@encompass/client/gen/encompass/auth/v1/auth_pb.js";
import { AssetSchema, AssetState } from "@encompass/client/gen/encompass/media/v1/media_pb.js";
import { SceneSchema, ScriptSchema } from "@encompass/client/gen/encompass/script/v1/script_pb.js";
import { VideoSchema, VideoState } from "@encompass/client/gen/encompass/video/v1/video_pb.js";
import { describe, expect, it } from "vitest";

import { takeout, type TakeoutFile, type TakeoutProgress } from "./takeout";

const story = create(ScriptSchema, {
  id: "s1",
  title: "How Long Is It",
  scenes: [
    create(SceneSchema, { title: "The tide table", narration: "Maya measures whatever holds still." }),
  ],
});
const films = [
  create(VideoSchema, { id: "v1", state: VideoState.READY }),
  create(VideoSchema, { id: "v2", state: VideoState.FAILED }),
];

/** Just what the archive asks for; responses come on two pages. */
const api = {
  auth: {
    getAccount: () => Promise.resolve({ account: create(AccountSchema, { email: "maya@example.com" }) }),
  },
  questionnaires: {
    listResponses: ({ pageToken }: { pageToken: string }) =>
      Promise.resolve(
        pageToken === ""
          ? { responses: [{ id: "r1" }], nextPageToken: "more" }
          : { responses: [{ id: "r2" }], nextPageToken: "" },
      ),
    getResponse: () => Promise.resolve({ response: undefined }),
  },
  scripts: {
    listScripts: () => Promise.resolve({ scripts: [story], nextPageToken: "" }),
    getScript: () => Promise.resolve({ script: story }),
  },
  videos: {
    listVideos: () => Promise.resolve({ videos: films, nextPageToken: "" }),
    getPlayback: () => Promise.resolve({ mp4Url: "/store/v1.mp4", captionsUrl: "/store/gone.vtt" }),
  },
  media: {
    listAssets: () =>
      Promise.resolve({
        assets: [create(AssetSchema, { id: "a1", state: AssetState.READY })],
        nextPageToken: "",
      }),
    getAsset: () => Promise.resolve({ photoUrl: "/store/a1.jpg" }),
  },
} as unknown as Parameters<typeof takeout>[0];

function run(signal = new AbortController().signal) {
  const steps: TakeoutProgress[] = [];
  const files = takeout(api, {
    signal,
    onProgress: (progress) => steps.push(progress),
    get: (url) => Promise.resolve(new Response("bytes", { status: url.includes("gone") ? 404 : 200 })),
  });
  return { files, steps };
}

describe("the archive of everything", () => {
  it("holds the account, stories to read, finished films, photos, and what is known of each", async () => {
    const { files, steps } = run();
    const got: TakeoutFile[] = [];
    for await (const file of files) {
      got.push(file);
    }
    expect(got.map(({ name }) => name)).toEqual([
      "account.json",
      "README.txt",
      "stories/s1.json",
      "stories/s1.txt",
      "films/v1.json",
      "films/v1.mp4",
      "films/v1.vtt.missing.txt",
      "films/v2.json",
      "photos/a1.json",
      "photos/a1.jpg",
    ]);
    expect(got.find(({ name }) => name === "stories/s1.txt")?.input).toContain(
      "Maya measures whatever holds still.",
    );
    // The account, two responses, a story, two films and a photo.
    expect(steps.at(-1)).toMatchObject({ done: 7, total: 7 });
  });

  it("stops where it is when it is told to", async () => {
    const abort = new AbortController();
    const { files } = run(abort.signal);
    await files.next();
    await files.next();
    abort.abort();
    await expect(files.next()).rejects.toThrow();
  });
});
