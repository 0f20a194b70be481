import { RenditionKind, VideoState, type Video } from "@encompass/client/gen/encompass/video/v1/video_pb";
import { useMutation } from "@tanstack/react-query";
import { Download, Share2, Trash2 } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";

import { api } from "../api/encompass";
import { problemOf } from "../api/problems";
import { Button, Row, toast, useConfirm } from "../ui";
import { ShareDialog } from "./dialogs";
import { RemakeButton } from "./RemakeButton";
import { useRefresh } from "./useFilm";
import { fileSize } from "./words";

/** What can be done with a film as a whole. */
export function FilmActions({ video }: { video: Video }) {
  const [sharing, setSharing] = useState(false);
  const isFinished = video.state === VideoState.READY;
  return (
    <Row>
      {video.playableMs > 0n && (
        <Button icon={<Share2 size={18} aria-hidden />} onPress={() => setSharing(true)}>
          Share
        </Button>
      )}
      {isFinished && <DownloadButton video={video} />}
      {isFinished && <RemakeButton video={video} label="Remake" />}
      <DeleteButton video={video} />
      {sharing && <ShareDialog video={video} onClose={() => setSharing(false)} />}
    </Row>
  );
}

/** Asks for a link when it is pressed: the page may have been open for longer than links live. */
function DownloadButton({ video }: { video: Video }) {
  const file = video.renditions.find((each) => each.kind === RenditionKind.MP4);
  const download = useMutation({
    mutationFn: () => api.videos.getPlayback({ videoId: video.id }),
    onSuccess: ({ mp4Url }) => save(mp4Url, `${fileName(video.title)}.mp4`),
    onError: (error) => toast({ text: `${problemOf(error).title} ${problemOf(error).advice}`, tone: "danger" }),
  });
  return (
    <Button
      icon={<Download size={18} aria-hidden />}
      pending={download.isPending}
      onPress={() => download.mutate()}
      aria-label={file ? `Download, MP4, ${fileSize(Number(file.sizeBytes))}` : "Download"}
    >
      Download
    </Button>
  );
}

function DeleteButton({ video }: { video: Video }) {
  const confirm = useConfirm();
  const navigate = useNavigate();
  const refresh = useRefresh();
  const remove = useMutation({
    mutationFn: () => api.videos.deleteVideo({ videoId: video.id, allVersions: true }),
    onSuccess: async () => {
      await navigate("/library");
      toast({ text: `“${video.title}” is deleted.` });
      await refresh();
    },
    onError: (error) => toast({ text: `${problemOf(error).title} ${problemOf(error).advice}`, tone: "danger" }),
  });
  const ask = async () => {
    const sure = await confirm({
      title: "Delete this film?",
      text: "All its versions go, and links to it stop working. The story stays. This can’t be undone.",
      confirm: "Delete the film",
      danger: true,
    });
    if (sure) remove.mutate();
  };
  return (
    <Button variant="plain" icon={<Trash2 size={18} aria-hidden />} pending={remove.isPending} onPress={() => void ask()}>
      Delete
    </Button>
  );
}

function save(url: string, name: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}

/** A title as files may be called. */
function fileName(title: string): string {
  return title.replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, " ").trim().slice(0, 80) || "film";
}
