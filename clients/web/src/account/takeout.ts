/** Everything that somebody has here, as the files of one archive. */
import { toJson, type DescMessage, type MessageShape } from "@bufbuild/protobuf";
import type { Encompass } from "@encompass/client";
import { AccountSchema } from "@encompass/client/gen/encompass/auth/v1/auth_pb.js";
import { AssetSchema, AssetState } from "@encompass/client/gen/encompass/media/v1/media_pb.js";
import { ResponseSchema } from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";
import { ScriptSchema, type Script } from "@encompass/client/gen/encompass/script/v1/script_pb.js";
import { VideoSchema, VideoState } from "@encompass/client/gen/encompass/video/v1/video_pb.js";

import { everyPage } from "./pages";

export interface TakeoutFile {
  name: string;
  lastModified: Date;
  input: string | Response;
}

export interface TakeoutProgress {
  done: number;
  total: number;
  /** What is being fetched, for people. */
  now: string;
}

export interface TakeoutOptions {
  signal: AbortSignal;
  onProgress: (progress: TakeoutProgress) => void;
  /** Fetches a file of the store. */
  get?: (url: string, signal: AbortSignal) => Promise<Response>;
}

type Clients = Pick<Encompass, "auth" | "questionnaires" | "scripts" | "videos" | "media">;
interface Piece {
  label: string;
  files: () => Promise<TakeoutFile[]>;
}

/** Yields the files one after the other, so that no film has to fit into memory before it is written. */
export async function* takeout(api: Clients, options: TakeoutOptions): AsyncGenerator<TakeoutFile> {
  const { signal, onProgress } = options;
  onProgress({ done: 0, total: 0, now: "Looking for everything that is yours" });
  const pieces = await everything(api, options);
  for (const [done, piece] of pieces.entries()) {
    signal.throwIfAborted();
    onProgress({ done, total: pieces.length, now: piece.label });
    yield* await piece.files();
  }
  onProgress({ done: pieces.length, total: pieces.length, now: "Done" });
}

async function everything(api: Clients, options: TakeoutOptions): Promise<Piece[]> {
  const { signal } = options;
  const call = { signal };
  const pages = { pageSize: 100 };
  const [account, responses, scripts, videos, assets] = await Promise.all([
    api.auth.getAccount({}, call),
    everyPage(
      (pageToken) => api.questionnaires.listResponses({ ...pages, pageToken }, call),
      (page) => page.responses,
    ),
    everyPage(
      (pageToken) => api.scripts.listScripts({ ...pages, pageToken }, call),
      (page) => page.scripts,
    ),
    everyPage(
      (pageToken) => api.videos.listVideos({ ...pages, pageToken }, call),
      (page) => page.videos,
    ),
    everyPage(
      (pageToken) => api.media.listAssets({ ...pages, pageToken }, call),
      (page) => page.assets,
    ),
  ]);
  const stored = storedFiles(options);
  return [
    {
      label: "Account",
      files: () =>
        Promise.resolve([
          ...(account.account ? [json("account", AccountSchema, account.account)] : []),
          readme(),
        ]),
    },
    ...responses.map(({ id }) => ({
      label: "Answers",
      files: async () => {
        const { response } = await api.questionnaires.getResponse({ responseId: id }, call);
        return response ? [json(`answers/${id}`, ResponseSchema, response)] : [];
      },
    })),
    ...scripts.map(({ id }) => ({
      label: "Stories",
      files: async () => {
        const { script } = await api.scripts.getScript({ scriptId: id }, call);
        return script
          ? [json(`stories/${id}`, ScriptSchema, script), text(`stories/${id}.txt`, readable(script))]
          : [];
      },
    })),
    ...videos.map((video) => ({
      label: `Film “${video.title || "Untitled"}”`,
      files: async () => {
        const meta = json(`films/${video.id}`, VideoSchema, video);
        if (video.state !== VideoState.READY) {
          return [meta];
        }
        const links = await api.videos.getPlayback({ videoId: video.id }, call);
        return [
          meta,
          ...(await stored(`films/${video.id}.mp4`, links.mp4Url)),
          ...(await stored(`films/${video.id}.vtt`, links.captionsUrl)),
        ];
      },
    })),
    ...assets.map((asset) => ({
      label: "Photos",
      files: async () => {
        const meta = json(`photos/${asset.id}`, AssetSchema, asset);
        if (asset.state !== AssetState.READY) {
          return [meta];
        }
        const { photoUrl } = await api.media.getAsset({ assetId: asset.id }, call);
        return [meta, ...(await stored(`photos/${asset.id}.jpg`, photoUrl))];
      },
    })),
  ];
}

/** A film or photo that has gone meanwhile leaves a note in its place: one missing file shouldn't cost all others. */
function storedFiles({ signal, get = (url, until) => fetch(url, { signal: until }) }: TakeoutOptions) {
  return async (name: string, url: string): Promise<TakeoutFile[]> => {
    if (url === "") {
      return [];
    }
    const answer = await get(url, signal);
    return answer.ok
      ? [{ name, lastModified: new Date(), input: answer }]
      : [text(`${name}.missing.txt`, "This file could not be fetched when the archive was made.\n")];
  };
}

function json<D extends DescMessage>(name: string, schema: D, message: MessageShape<D>): TakeoutFile {
  return text(`${name}.json`, `${JSON.stringify(toJson(schema, message), null, 2)}\n`);
}

function text(name: string, content: string): TakeoutFile {
  return { name, lastModified: new Date(), input: content };
}

function readable(script: Script): string {
  const scenes = script.scenes.map((scene) => `${scene.title}\n\n${scene.narration}\n`);
  return [script.title, script.logline, ...scenes].filter((part) => part !== "").join("\n\n");
}

function readme(): TakeoutFile {
  return text(
    "README.txt",
    [
      "Everything that you have on Encompass.",
      "",
      "account.json   who you are here",
      "answers/       what you answered, one file for each time",
      "stories/       your stories: .txt to read, .json with everything that is known about them",
      "films/         your films (.mp4), their captions (.vtt) and how they were made (.json)",
      "photos/        photos that you sent, and when you agreed to their use",
      "",
    ].join("\n"),
  );
}
