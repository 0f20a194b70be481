import { useQuery } from "@tanstack/react-query";
import { UserRound } from "lucide-react";
import { useState } from "react";

import { Button, Card } from "../../ui";
import { DeletePortrait } from "./DeletePortrait";
import styles from "./photo.module.css";
import { PhotoStudio } from "./PhotoStudio";
import { PortraitPicture } from "./PortraitPicture";
import { portraits } from "./portraits";

/** Offers to be seen in the film: a portrait is sent now and chosen where the film is made. */
export function PortraitStep() {
  const known = useQuery(portraits);
  const [isOpen, setIsOpen] = useState(false);
  const have = known.data ?? [];
  return (
    <Card as="section" aria-labelledby="portrait-step">
      <div className={styles.step}>
        <div className={styles.stepText}>
          <h2 id="portrait-step">{have.length > 0 ? "Your portrait" : "Be seen in your film"}</h2>
          <p className={styles.soft}>
            {have.length > 0
              ? "It can stand in the near shots of your film. You choose when you make it."
              : "If you like, send a photo: you are cut out of it and stand in the film’s near shots. You can do it later, too."}
          </p>
        </div>
        {have.length > 0 && (
          <ul className={styles.portraits}>
            {have.map((asset) => (
              <li key={asset.id} className={styles.portrait}>
                <PortraitPicture assetId={asset.id} />
                <DeletePortrait assetId={asset.id} />
              </li>
            ))}
          </ul>
        )}
        {isOpen ? (
          <PhotoStudio onReady={() => setIsOpen(false)} onLeave={() => setIsOpen(false)} />
        ) : (
          <div>
            <Button icon={<UserRound size={18} aria-hidden />} onPress={() => setIsOpen(true)}>
              {have.length > 0 ? "Add another photo" : "Add a photo"}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}
