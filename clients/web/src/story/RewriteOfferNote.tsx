/** Offers to write scenes anew whose answers were changed since. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { api } from "../api/encompass";
import { Button, Row } from "../ui";
import type { RewriteOffer, Script } from "./contract";
import css from "./RewriteOfferNote.module.css";
import { plainKey, type Sources } from "./sources";

export interface RewriteOfferNoteProps {
  script: Script;
  sources: Sources;
  onAccept: (sceneIds: readonly string[]) => void;
}

export function RewriteOfferNote({ script, sources, onAccept }: RewriteOfferNoteProps) {
  const { data: offer } = useQuery({
    queryKey: ["script-offer", script.id, script.version],
    // Whoever has deleted the answers since has nothing to be offered.
    queryFn: async ({ signal }) => (await api.scripts.getRewriteOffer({ scriptId: script.id }, { signal })).offer ?? null,
    retry: false,
    refetchOnWindowFocus: true,
  });
  const [left, setLeft] = useState(() => leftAlone(script.id));
  if (!offer || offer.sceneIds.length === 0 || left === offer.responseRevision) return null;
  return (
    <section className={css.note} aria-labelledby="offer">
      <div>
        <h2 id="offer">You changed your answers since</h2>
        <p>{offerInWords(offer, script, sources)} Everything else stays as it is.</p>
      </div>
      <Row gap={2}>
        <Button size="s" variant="primary" onPress={() => onAccept(offer.sceneIds)}>
          Write {offer.sceneIds.length === 1 ? "it" : "them"} anew
        </Button>
        <Button
          size="s"
          variant="plain"
          onPress={() => {
            leaveAlone(script.id, offer.responseRevision);
            setLeft(offer.responseRevision);
          }}
        >
          Leave the story as it is
        </Button>
      </Row>
    </section>
  );
}

/** For example `Scenes 2 and 4 came from “Who believes in you?”.` */
export function offerInWords(offer: RewriteOffer, script: Script, sources: Sources): string {
  const numbers = script.scenes
    .filter((scene) => offer.sceneIds.includes(scene.id))
    .map((scene) => String(scene.index + 1));
  const questions = offer.changedAnswerIds.map((id) => `“${sources.get(id)?.question ?? plainKey(id)}”`);
  const shown = questions.length > 3 ? [...questions.slice(0, 2), `${questions.length - 2} others`] : questions;
  const list = new Intl.ListFormat("en");
  return `${numbers.length === 1 ? "Scene" : "Scenes"} ${list.format(numbers)} came from ${list.format(shown)}.`;
}

const KEY = "encompass.offer.";

function leftAlone(scriptId: string): number {
  try {
    return Number(sessionStorage.getItem(KEY + scriptId) ?? 0);
  } catch {
    return 0;
  }
}

function leaveAlone(scriptId: string, revision: number): void {
  try {
    sessionStorage.setItem(KEY + scriptId, String(revision));
  } catch {
    // A browser that keeps nothing offers again next time.
  }
}
