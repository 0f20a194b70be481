/** Who is seen in a film: somebody drawn, or the person in a photo that was sent. */
import type { Asset } from "@encompass/client/gen/encompass/media/v1/media_pb.js";
import { useQuery } from "@tanstack/react-query";
import { UserRound } from "lucide-react";

import { portraitLinks } from "../answers/photo/portraits";
import { RadioCards } from "../ui";
import css from "./MakeFilm.module.css";

export interface PortraitChoiceProps {
  photos: readonly Asset[];
  /** Id of the chosen photo; empty for somebody drawn. */
  value: string;
  onChange: (assetId: string) => void;
}

export function PortraitChoice({ photos, value, onChange }: PortraitChoiceProps) {
  if (photos.length === 0) return null;
  return (
    <RadioCards
      label="Who is seen in it"
      columns={3}
      value={value || DRAWN}
      onChange={(chosen) => onChange(chosen === DRAWN ? "" : chosen)}
      options={[
        { value: DRAWN, label: "Somebody drawn", picture: <UserRound className={css.drawn} size={40} aria-hidden /> },
        ...photos.map((photo, place) => ({
          value: photo.id,
          label: photos.length === 1 ? "Your photo" : `Photo ${place + 1}`,
          picture: <Photo assetId={photo.id} />,
        })),
      ]}
    />
  );
}

const DRAWN = "drawn";

function Photo({ assetId }: { assetId: string }) {
  const { data } = useQuery(portraitLinks(assetId));
  return <span className={css.photo}>{data?.photoUrl && <img src={data.photoUrl} alt="" />}</span>;
}
