/** The outline of a picture's shape. */
import { AspectRatio } from "@encompass/client/gen/encompass/video/v1/render_options_pb.js";

import css from "./MakeFilm.module.css";

const SIZES: Readonly<Record<AspectRatio, readonly [number, number]>> = {
  [AspectRatio.ASPECT_RATIO_UNSPECIFIED]: [64, 36],
  [AspectRatio.ASPECT_RATIO_16_9]: [64, 36],
  [AspectRatio.ASPECT_RATIO_9_16]: [22, 40],
  [AspectRatio.ASPECT_RATIO_1_1]: [36, 36],
};

export function ShapePicture({ shape }: { shape: AspectRatio }) {
  const [width, height] = SIZES[shape];
  return (
    <svg className={css.shape} viewBox="0 0 72 44" width="72" height="44" aria-hidden="true">
      <rect x={36 - width / 2} y={22 - height / 2} width={width} height={height} rx="3" />
    </svg>
  );
}
