import { expect, test } from "vitest";

import {
  areaOf,
  FRAME_RATIO,
  moved,
  sentSize,
  START,
  turned,
  zoomed,
  type Framing,
  type Size,
} from "./framing";

const WIDE: Size = { width: 4000, height: 2000 };
const TALL: Size = { width: 1000, height: 3000 };

function isInside(photo: Size, framing: Framing): boolean {
  const area = areaOf(photo, framing);
  const size = framing.turns % 2 === 0 ? photo : { width: photo.height, height: photo.width };
  const slack = 1e-6;
  return (
    area.x >= -slack &&
    area.y >= -slack &&
    area.x + area.width <= size.width + slack &&
    area.y + area.height <= size.height + slack &&
    Math.abs(area.width / area.height - FRAME_RATIO) < 1e-9
  );
}

test("at first the frame is filled with as much of the photo as fits", () => {
  expect(areaOf(WIDE, START)).toMatchObject({ width: 1600, height: 2000, x: 1200 });
  expect(areaOf(TALL, START)).toMatchObject({ width: 1000, height: 1250, x: 0 });
});

test("the frame never shows beside the photo, wherever it is dragged", () => {
  let framing = zoomed(WIDE, START, 2.5);
  for (const [right, down] of [
    [9, 0],
    [-20, 3],
    [0.3, -9],
    [5, 5],
  ] as const) {
    framing = moved(WIDE, framing, right, down);
    expect(isInside(WIDE, framing)).toBe(true);
  }
});

test("dragging past an edge and back answers at once", () => {
  const atEdge = moved(WIDE, START, 99, 0);
  expect(areaOf(WIDE, atEdge).x).toBe(0);
  expect(areaOf(WIDE, moved(WIDE, atEdge, -0.1, 0)).x).toBeCloseTo(160);
});

test("four quarter turns are none, and a turn to the left undoes one to the right", () => {
  const start = moved(WIDE, zoomed(WIDE, START, 2), 0.2, 0.1);
  const around = [1, 1, 1, 1].reduce((framing) => turned(WIDE, framing, 1), start);
  expect(around.x).toBeCloseTo(start.x);
  expect(around.y).toBeCloseTo(start.y);
  expect(around.turns).toBe(0);
  expect(isInside(WIDE, turned(WIDE, start, 1))).toBe(true);
  expect(turned(WIDE, turned(WIDE, start, 1), -1).turns).toBe(0);
});

test("what is sent is at most 2048 pixels long, and never blown up", () => {
  expect(sentSize({ width: 8000, height: 8000 }, START)).toEqual({ width: 1638, height: 2048 });
  expect(sentSize({ width: 400, height: 500 }, START)).toEqual({ width: 400, height: 500 });
});

test("zoom stays between the whole photo and four times", () => {
  expect(zoomed(WIDE, START, 9).zoom).toBe(4);
  expect(zoomed(WIDE, START, 0.1).zoom).toBe(1);
});
