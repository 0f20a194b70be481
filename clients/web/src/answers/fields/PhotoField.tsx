import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useId, useState } from "react";

import { Button } from "../../ui";
import { NO_ANSWER } from "../model/values";
import { DeletePortrait } from "../photo/DeletePortrait";
import photo from "../photo/photo.module.css";
import { PhotoStudio } from "../photo/PhotoStudio";
import { PortraitPicture } from "../photo/PortraitPicture";
import { portraits } from "../photo/portraits";
import type { FieldProps } from "./field";

/** A portrait: one that was sent before, or a new one. */
export function PhotoField({ question, value, onChange, labelId, describedBy, isInvalid }: FieldProps) {
  const name = useId();
  const known = useQuery(portraits);
  const [isAdding, setIsAdding] = useState(false);
  const have = known.data ?? [];
  const chosen = value.case === "photoAssetId" ? value.value : undefined;
  if (have.length === 0 || isAdding) {
    return (
      <div role="group" lang="en" dir="ltr" aria-labelledby={labelId} aria-describedby={describedBy}>
        <PhotoStudio
          onReady={(asset) => {
            setIsAdding(false);
            onChange({ case: "photoAssetId", value: asset.id }, true);
          }}
          {...(have.length > 0 ? { onLeave: () => setIsAdding(false) } : {})}
        />
      </div>
    );
  }
  return (
    <div
      role="radiogroup"
      lang="en"
      dir="ltr"
      className={photo.studio}
      aria-labelledby={labelId}
      aria-describedby={describedBy}
      aria-invalid={isInvalid}
      aria-required={question.required}
    >
      <div className={photo.portraits}>
        {have.map((asset, index) => (
          <div key={asset.id} className={photo.portrait} data-chosen={asset.id === chosen || undefined}>
            <label className={photo.choice}>
              <input
                className="visually-hidden"
                type="radio"
                name={name}
                checked={asset.id === chosen}
                aria-label={`Portrait ${index + 1}`}
                onChange={() => onChange({ case: "photoAssetId", value: asset.id }, true)}
              />
              <PortraitPicture assetId={asset.id} />
              {asset.id === chosen && (
                <span className={photo.chosenMark} aria-hidden>
                  <Check size={16} strokeWidth={3} />
                </span>
              )}
            </label>
            <DeletePortrait
              assetId={asset.id}
              onDeleted={() => {
                if (asset.id === chosen) {
                  onChange(NO_ANSWER, true);
                }
              }}
            />
          </div>
        ))}
      </div>
      <div>
        <Button onPress={() => setIsAdding(true)}>Add another photo</Button>
      </div>
    </div>
  );
}
