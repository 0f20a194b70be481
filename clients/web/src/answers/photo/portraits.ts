/** The portraits that somebody has sent, as the service has them. */
import { timestampMs } from "@bufbuild/protobuf/wkt";
import { AssetPurpose, AssetState, type Asset } from "@encompass/client/gen/encompass/media/v1/media_pb.js";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api } from "../../api/encompass";

const PORTRAITS = ["assets", "portraits"] as const;
/** Links are asked for anew this long before they stop working. */
const LINK_MARGIN_MS = 30_000;

/** Portraits that a film can show, newest first. */
export const portraits = queryOptions({
  queryKey: PORTRAITS,
  queryFn: async ({ signal }): Promise<Asset[]> => {
    const { assets } = await api.media.listAssets({ pageSize: 100 }, { signal });
    return assets.filter(
      (asset) => asset.purpose === AssetPurpose.PORTRAIT && asset.state === AssetState.READY,
    );
  },
});

/** Links to one portrait: the photo, and the person cut out of it. */
export function portraitLinks(assetId: string) {
  return queryOptions({
    queryKey: ["assets", "links", assetId] as const,
    queryFn: async ({ signal }) => {
      const { photoUrl, cutoutUrl, expireTime } = await api.media.getAsset({ assetId }, { signal });
      return { photoUrl, cutoutUrl, expiresMs: expireTime ? timestampMs(expireTime) : 0 };
    },
    staleTime: (query) => Math.max(0, (query.state.data?.expiresMs ?? 0) - Date.now() - LINK_MARGIN_MS),
  });
}

export const consentWording = queryOptions({
  queryKey: ["assets", "consent"] as const,
  queryFn: ({ signal }) => api.media.getConsentWording({}, { signal }),
  staleTime: 10 * 60_000,
});

/** Deletes a portrait, with the films that show it if the person wants so. */
export function useDeletePortrait() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (asked: { assetId: string; withFilms: boolean }) => api.media.deleteAsset(asked),
    onSettled: () => queries.invalidateQueries({ queryKey: PORTRAITS }),
  });
}
