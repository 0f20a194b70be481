import type { ShareLink } from "@encompass/client/gen/encompass/video/v1/share_link_pb";
import { timestampDate } from "@bufbuild/protobuf/wkt";
import type { Video } from "@encompass/client/gen/encompass/video/v1/video_pb";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, Copy, Link2 } from "lucide-react";
import { useRef, useState } from "react";

import { api } from "../api/encompass";
import { problemOf } from "../api/problems";
import { Button, Dialog, ProblemNote, RadioCards, RelativeTime, Skeleton, TextField, toast } from "../ui";
import styles from "./ShareDialog.module.css";
import { filmKeys } from "./filmKeys";

const HOUR_S = 3600;
const LIFETIMES = [
  { value: String(HOUR_S), label: "An hour" },
  { value: String(24 * HOUR_S), label: "A day" },
  { value: String(7 * 24 * HOUR_S), label: "A week" },
  { value: String(30 * 24 * HOUR_S), label: "30 days" },
] as const;
const USUAL = String(7 * 24 * HOUR_S);

/** Links by which others may watch the film. */
export default function ShareDialog({ video, onClose }: { video: Video; onClose: () => void }) {
  const queries = useQueryClient();
  const [lifetime, setLifetime] = useState<string>(USUAL);
  // The same until a link is made: a second press, or one after a lost answer, makes no second link.
  const requestId = useRef(crypto.randomUUID());
  const create = useMutation({
    mutationFn: () =>
      api.shares.createShareLink({
        requestId: requestId.current,
        videoId: video.id,
        lifetime: { seconds: BigInt(lifetime) },
      }),
    onSuccess: async () => {
      requestId.current = crypto.randomUUID();
      await queries.invalidateQueries({ queryKey: filmKeys.shares(video.id) });
    },
  });
  return (
    <Dialog open onClose={onClose} title="Share this film">
      <div className={styles.dialog}>
        <p>Whoever has the link can watch the film until the link expires, and sees nothing else of yours.</p>
        <RadioCards
          label="How long it works"
          value={lifetime}
          onChange={(value: string) => {
            requestId.current = crypto.randomUUID();
            setLifetime(value);
          }}
          options={LIFETIMES}
          columns={4}
        />
        {create.error !== null && <ProblemNote error={create.error} />}
        <div>
          <Button
            variant="primary"
            icon={<Link2 size={18} aria-hidden />}
            pending={create.isPending}
            onPress={() => create.mutate()}
          >
            {create.data ? "Make another link" : "Make a link"}
          </Button>
        </div>
        {create.data && <NewLink key={create.data.url} url={create.data.url} />}
        <Links videoId={video.id} />
      </div>
    </Dialog>
  );
}

/** The address of a new link: it is shown this once. */
function NewLink({ url }: { url: string }) {
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url);
      setCopied(true);
    } catch {
      field.current?.select();
      toast({ text: "Copy the marked address." });
    }
  };
  return (
    <div className={styles.made}>
      <TextField ref={field} label="The link. It is shown this once." value={url} readOnly onChange={() => undefined} dir="ltr" />
      <Button icon={copied ? <Check size={18} aria-hidden /> : <Copy size={18} aria-hidden />} onPress={() => void copy()}>
        {copied ? "Copied" : "Copy"}
      </Button>
    </div>
  );
}

function Links({ videoId }: { videoId: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: filmKeys.shares(videoId),
    queryFn: async ({ signal }) => {
      const links: ShareLink[] = [];
      let pageToken = "";
      do {
        const page = await api.shares.listShareLinks({ videoId, pageSize: 100, pageToken }, { signal });
        links.push(...page.shareLinks);
        pageToken = page.nextPageToken;
      } while (pageToken !== "");
      return links;
    },
  });
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  if (data.length === 0) return <p className={styles.quiet}>Nobody can see it but you.</p>;
  return (
    <section aria-label="Links that work">
      <h3 className={styles.heading}>Links that work</h3>
      <ul className={styles.links}>
        {data.map((link) => (
          <LinkRow key={link.id} link={link} />
        ))}
      </ul>
    </section>
  );
}

function LinkRow({ link }: { link: ShareLink }) {
  const queries = useQueryClient();
  const key = filmKeys.shares(link.videoId);
  const revoke = useMutation({
    mutationFn: () => api.shares.revokeShareLink({ shareLinkId: link.id }),
    onMutate: () => {
      const before = queries.getQueryData<ShareLink[]>(key);
      queries.setQueryData<ShareLink[]>(key, (links) => links?.filter((each) => each.id !== link.id));
      return { before };
    },
    onSuccess: () => toast({ text: "The link works no longer." }),
    onError: (error, _, kept) => {
      queries.setQueryData(key, kept?.before);
      toast({ text: `The link still works: ${problemOf(error).title}`, tone: "danger" });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
  return (
    <li className={styles.link}>
      <span>
        Made {link.createTime && <RelativeTime at={timestampDate(link.createTime)} />}, expires{" "}
        {link.expireTime && <RelativeTime at={timestampDate(link.expireTime)} />}
      </span>
      <Button variant="plain" size="s" onPress={() => revoke.mutate()}>
        Take it back
      </Button>
    </li>
  );
}
