import { expect, test } from "vitest";

import { at, parseCaptions, parseThumbnails } from "./vtt";

const CAPTIONS = `WEBVTT

1
00:00:00.380 --> 00:00:02.100
I <00:00:00.700>count &lt;tides&gt;
<00:00:01.200>by &amp; by

2
01:00:02.100 --> 01:00:03.000
Again.
`;

test("captions are read with their lines, and with the time of each word", () => {
  const [first, second] = parseCaptions(CAPTIONS);
  expect(first).toEqual({
    startMs: 380,
    endMs: 2100,
    lines: [
      [
        { text: "I", atMs: 380 },
        { text: "count", atMs: 700 },
        { text: "<tides>", atMs: 380 },
      ],
      [
        { text: "by", atMs: 1200 },
        { text: "&", atMs: 380 },
        { text: "by", atMs: 380 },
      ],
    ],
  });
  expect(second?.startMs).toBe(3_602_100);
});

test("nothing is shown between two cues", () => {
  const cues = parseCaptions(CAPTIONS);
  expect(at(cues, 379)).toBeUndefined();
  expect(at(cues, 380)?.startMs).toBe(380);
  expect(at(cues, 2100)).toBeUndefined();
});

test("what is no captions file has no cues", () => {
  expect(parseCaptions("<html>Not found</html>")).toEqual([]);
});

test("a thumbnail is a piece of its sheet", () => {
  const text = "WEBVTT\n\n00:00:02.000 --> 00:00:04.000\nhttps://a.example/sheet.jpg?x=1#xywh=160,0,160,90\n";
  expect(parseThumbnails(text)).toEqual([
    { startMs: 2000, endMs: 4000, url: "https://a.example/sheet.jpg?x=1", x: 160, y: 0, width: 160, height: 90 },
  ]);
  expect(parseThumbnails("WEBVTT\n\n00:00:02.000 --> 00:00:04.000\nhttps://a.example/sheet.jpg\n")).toEqual([]);
});
