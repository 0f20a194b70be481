/** Which part of a photo is kept: plain geometry in pixels of the photo, turned as the person sees it. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Area extends Size {
  readonly x: number;
  readonly y: number;
}

/** How the photo lies behind the frame. */
export interface Framing {
  /** Quarter turns to the right, 0 to 3. */
  readonly turns: number;
  /** 1 shows as much of the photo as fills the frame. */
  readonly zoom: number;
  /** What is in the middle of the frame, as parts of the turned photo's width and height. */
  readonly x: number;
  readonly y: number;
}

/** Width by height of the frame: that of a portrait. */
export const FRAME_RATIO = 4 / 5;
export const MOST_ZOOM = 4;
/** The longer side of what is sent: as much as the service keeps. */
export const MOST_SIDE_PX = 2048;
export const START: Framing = { turns: 0, zoom: 1, x: 0.5, y: 0.42 };

export function turnedSize(photo: Size, turns: number): Size {
  return turns % 2 === 0 ? photo : { width: photo.height, height: photo.width };
}

/** The part of the turned photo that is in the frame. */
export function areaOf(photo: Size, framing: Framing): Area {
  const turned = turnedSize(photo, framing.turns);
  const width = Math.min(turned.width, turned.height * FRAME_RATIO) / framing.zoom;
  const height = width / FRAME_RATIO;
  return {
    x: clamp(framing.x * turned.width - width / 2, 0, turned.width - width),
    y: clamp(framing.y * turned.height - height / 2, 0, turned.height - height),
    width,
    height,
  };
}

/** Moves the photo behind the frame, by parts of the frame's width and height. */
export function moved(photo: Size, framing: Framing, right: number, down: number): Framing {
  const area = areaOf(photo, framing);
  return centred(photo, framing, {
    ...area,
    x: area.x - right * area.width,
    y: area.y - down * area.height,
  });
}

export function zoomed(photo: Size, framing: Framing, zoom: number): Framing {
  const kept = centred(photo, framing, areaOf(photo, framing));
  return { ...kept, zoom: clamp(zoom, 1, MOST_ZOOM) };
}

/** Turns the photo a quarter to the right or left; what was in the middle stays there. */
export function turned(photo: Size, framing: Framing, quarters: 1 | -1): Framing {
  const { x, y, zoom, turns } = centred(photo, framing, areaOf(photo, framing));
  const next = (turns + quarters + 4) % 4;
  return quarters === 1 ? { turns: next, zoom, x: 1 - y, y: x } : { turns: next, zoom, x: y, y: 1 - x };
}

/** Size of the picture that is sent: never bigger than the photo itself. */
export function sentSize(photo: Size, framing: Framing): Size {
  const area = areaOf(photo, framing);
  const scale = Math.min(1, MOST_SIDE_PX / Math.max(area.width, area.height));
  return { width: Math.round(area.width * scale), height: Math.round(area.height * scale) };
}

function centred(photo: Size, framing: Framing, area: Area): Framing {
  const turned = turnedSize(photo, framing.turns);
  const x = clamp(area.x, 0, turned.width - area.width);
  const y = clamp(area.y, 0, turned.height - area.height);
  return { ...framing, x: (x + area.width / 2) / turned.width, y: (y + area.height / 2) / turned.height };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
