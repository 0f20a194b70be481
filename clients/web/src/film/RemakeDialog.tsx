import type { Video } from "@encompass/client/gen/encompass/video/v1/video_pb";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useNavigate } from "react-router";

import { portraits } from "../answers/photo/portraits";
import { api } from "../api/encompass";
import { CAPTIONS, hasTier, SHAPES, TIERS, VOICES, type Choice } from "../story/filmWish";
import { usePlan } from "../story/plan";
import { PortraitChoice } from "../story/PortraitChoice";
import { Button, Dialog, ProblemNote, RadioCards, Slider, Stack, Switch, type CardOption } from "../ui";
import { optionsOf, otherSeed, wishOf, type RemakeWish } from "./remaking";
import { useRefresh } from "./useFilm";

/** What a new version of a film is to be like. */
export default function RemakeDialog({ video, onClose }: { video: Video; onClose: () => void }) {
  const navigate = useNavigate();
  const refresh = useRefresh();
  const [wish, setWish] = useState<RemakeWish>(() => wishOf(video.options));
  // One press or two, one wish is one version.
  const request = useRef({ id: crypto.randomUUID(), seed: otherSeed(video.seed) });
  const change = (part: Partial<RemakeWish>) => {
    request.current = { ...request.current, id: crypto.randomUUID() };
    setWish((before) => ({ ...before, ...part }));
  };
  const remake = useMutation({
    mutationFn: () =>
      api.videos.remakeVideo({
        requestId: request.current.id,
        videoId: video.id,
        options: optionsOf(video.options, wish),
        seed: wish.anew ? request.current.seed : 0n,
      }),
    onSuccess: async ({ video: made }) => {
      await refresh();
      onClose();
      if (made) await navigate(`/films/${made.id}`);
    },
  });
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title="Make a new version"
      actions={
        <>
          <Button onPress={onClose}>Keep it as it is</Button>
          <Button variant="primary" pending={remake.isPending} onPress={() => remake.mutate()}>
            Make it
          </Button>
        </>
      }
    >
      <Stack gap={5}>
        <p>
          From the story as it stands now. Scenes in which nothing changes are taken over, at no cost; this version is
          kept.
        </p>
        <Options wish={wish} change={change} />
        {remake.error !== null && <ProblemNote error={remake.error} />}
      </Stack>
    </Dialog>
  );
}

function Options({ wish, change }: { wish: RemakeWish; change: (part: Partial<RemakeWish>) => void }) {
  const plan = usePlan();
  const photos = useQuery(portraits).data ?? [];
  const tiers: CardOption[] = TIERS.map((tier) => ({
    value: String(tier.value),
    label: tier.label,
    detail: hasTier(plan, tier) ? tier.description : `${tier.description} Comes with the plan ${tier.plan}.`,
    disabled: !hasTier(plan, tier),
  }));
  return (
    <>
      <RadioCards
        label="Quality"
        columns={2}
        options={tiers}
        value={String(wish.tier)}
        onChange={(chosen) => change({ tier: valueIn(TIERS, chosen, wish.tier) })}
      />
      <RadioCards
        label="Shape"
        columns={3}
        options={cards(SHAPES)}
        value={String(wish.aspectRatio)}
        onChange={(chosen) => change({ aspectRatio: valueIn(SHAPES, chosen, wish.aspectRatio) })}
      />
      <RadioCards
        label="Told by"
        columns={3}
        options={cards(VOICES)}
        value={String(wish.voice)}
        onChange={(chosen) => change({ voice: valueIn(VOICES, chosen, wish.voice) })}
      />
      <Slider
        label="Pace of the voice"
        min={0.7}
        max={1.3}
        step={0.05}
        value={wish.voiceSpeed}
        format={paceInWords}
        minLabel="Slower"
        maxLabel="Faster"
        onChange={(voiceSpeed) => change({ voiceSpeed: Math.round(voiceSpeed * 100) / 100 })}
      />
      <RadioCards
        label="Captions"
        columns={2}
        options={cards(CAPTIONS)}
        value={String(wish.captionStyle)}
        onChange={(chosen) => change({ captionStyle: valueIn(CAPTIONS, chosen, wish.captionStyle) })}
      />
      <PortraitChoice
        photos={photos}
        value={wish.portraitAssetId}
        onChange={(portraitAssetId) => change({ portraitAssetId })}
      />
      <Switch checked={wish.withMusic} onChange={(withMusic) => change({ withMusic })}>
        Music
      </Switch>
      <Switch
        checked={wish.anew}
        onChange={(anew) => change({ anew })}
        detail="Other pictures and other music for the same words; nothing is taken over."
      >
        Paint everything anew
      </Switch>
    </>
  );
}

function cards<T>(choices: readonly Choice<T>[]): CardOption[] {
  return choices.map(({ value, label, description }) => ({ value: String(value), label, detail: description }));
}

function valueIn<T>(choices: readonly Choice<T>[], chosen: string, otherwise: T): T {
  return choices.find(({ value }) => String(value) === chosen)?.value ?? otherwise;
}

function paceInWords(speed: number): string {
  return Math.abs(speed - 1) < 0.01 ? "its own" : `${Math.round(speed * 100)} %`;
}
