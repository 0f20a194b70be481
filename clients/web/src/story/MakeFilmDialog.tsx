/** Asks for a film of a story. What was chosen last time is chosen again. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";

import { portraits } from "../answers/photo/portraits";
import { api } from "../api/encompass";
import { Button, Dialog, ProblemNote, RadioCards, Select, Stack, Switch } from "../ui";
import type { Script } from "./contract";
import {
  attainable,
  CAPTIONS,
  hasTier,
  renderOptionsOf,
  SHAPES,
  TIERS,
  VOICES,
  type Choice,
  type FilmWish,
} from "./filmWish";
import { usePlan } from "./plan";
import { PortraitChoice } from "./PortraitChoice";
import { ShapePicture } from "./ShapePicture";
import { rememberWish, rememberedWish } from "./wishes";

export interface MakeFilmDialogProps {
  script: Script;
  accountId: string;
  onClose: () => void;
}

export function MakeFilmDialog({ script, accountId, onClose }: MakeFilmDialogProps) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const plan = usePlan();
  const { data: photos } = useQuery(portraits);
  const [wished, setWished] = useState(() => rememberedWish(accountId));
  const wish = attainable(wished, plan, photos?.map((photo) => photo.id) ?? [wished.portraitAssetId]);
  // One id for one wish: pressed twice, or sent again after a broken connection, it is one film.
  const [request, setRequest] = useState(() => ({ id: crypto.randomUUID(), of: "" }));

  const making = useMutation({
    mutationFn: async () => {
      const body = JSON.stringify(wish);
      const requestId = request.of === "" || request.of === body ? request.id : crypto.randomUUID();
      setRequest({ id: requestId, of: body });
      return api.videos.createVideo({ requestId, scriptId: script.id, options: renderOptionsOf(wish) });
    },
    onSuccess: async ({ video }) => {
      rememberWish(accountId, wish);
      void queries.invalidateQueries({ queryKey: ["library"] });
      if (video) await navigate(`/films/${video.id}`);
    },
  });
  const change = (part: Partial<FilmWish>): void => {
    making.reset();
    setWished({ ...wish, ...part });
  };

  return (
    <Dialog
      open
      wide
      title="Make the film"
      onClose={onClose}
      actions={
        <>
          <Button variant="plain" onPress={onClose}>
            Not yet
          </Button>
          <Button variant="primary" pending={making.isPending} onPress={() => making.mutate()}>
            Make the film
          </Button>
        </>
      }
    >
      <Stack gap={6}>
        <RadioCards
          label="Shape"
          columns={3}
          value={String(wish.aspectRatio)}
          onChange={(value) => change({ aspectRatio: chosen(SHAPES, value, wish.aspectRatio) })}
          options={SHAPES.map((shape) => ({ ...optionOf(shape), picture: <ShapePicture shape={shape.value} /> }))}
        />
        <RadioCards
          label="Quality"
          hint="You can make the same film again, finer, later."
          columns={2}
          value={String(wish.tier)}
          onChange={(value) => change({ tier: chosen(TIERS, value, wish.tier) })}
          options={TIERS.map((tier) => ({
            ...optionOf(tier),
            disabled: !hasTier(plan, tier),
            detail: hasTier(plan, tier) ? tier.description : `${tier.description} Comes with the plan ${tier.plan}.`,
          }))}
        />
        <RadioCards
          label="Who tells it"
          columns={3}
          value={String(wish.voice)}
          onChange={(value) => change({ voice: chosen(VOICES, value, wish.voice) })}
          options={VOICES.map(optionOf)}
        />
        <Select
          label="Captions"
          value={String(wish.captionStyle)}
          onChange={(value) => change({ captionStyle: chosen(CAPTIONS, value, wish.captionStyle) })}
          options={CAPTIONS.map(optionOf)}
        />
        <Switch
          checked={wish.withMusic}
          onChange={(withMusic) => change({ withMusic })}
          detail="Without it, you hear the voice and the places."
        >
          Music
        </Switch>
        <PortraitChoice
          photos={photos ?? []}
          value={wish.portraitAssetId}
          onChange={(portraitAssetId) => change({ portraitAssetId })}
        />
        {making.error && <ProblemNote error={making.error} />}
      </Stack>
    </Dialog>
  );
}

function chosen<T extends number>(choices: readonly Choice<T>[], value: string, otherwise: T): T {
  return choices.find((choice) => String(choice.value) === value)?.value ?? otherwise;
}

function optionOf(choice: Choice<number>) {
  return { value: String(choice.value), label: choice.label, detail: choice.description };
}
