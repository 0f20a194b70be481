import { useQuery } from "@tanstack/react-query";
import { ImageOff } from "lucide-react";

import { portraitLinks } from "./portraits";
import styles from "./photo.module.css";

const FRESH_MS = 30_000;

/** A portrait as the service keeps it. */
export function PortraitPicture({ assetId }: { readonly assetId: string }) {
  const links = useQuery(portraitLinks(assetId));
  // A link that has just been given and doesn't work won't work when it is asked for again.
  const askAgain = () => (Date.now() - links.dataUpdatedAt > FRESH_MS ? void links.refetch() : undefined);
  if (links.error) {
    return (
      <span className={styles.missing} lang="en">
        <ImageOff size={20} aria-hidden />
        This photo isn’t there any more.
      </span>
    );
  }
  return (
    <span className={styles.picture}>
      {links.data && (
        <img src={links.data.photoUrl} alt="Your portrait" onError={askAgain} decoding="async" />
      )}
    </span>
  );
}
