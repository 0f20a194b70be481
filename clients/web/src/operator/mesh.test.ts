import { create } from "@bufbuild/protobuf";
import { MeshHealth, MeshPartKind, MeshSchema } from "@encompass/client/gen/encompass/jobs/v1/mesh_pb.js";
import { WatchMeshResponseSchema } from "@encompass/client/gen/encompass/jobs/v1/mesh_admin_service_pb.js";
import { expect, test } from "vitest";

import { detailOf, groupsOf, isWell, reduceMesh, summaryOf } from "./mesh";

function mesh(...parts: [string, MeshPartKind, MeshHealth, string?][]) {
  return create(MeshSchema, { parts: parts.map(([name, kind, health, detail]) => ({ name, kind, health, detail: detail ?? "" })) });
}

const WELL = mesh(
  ["edge", MeshPartKind.EDGE, MeshHealth.UP],
  ["auth", MeshPartKind.SERVICE, MeshHealth.UP],
  ["video_upscale", MeshPartKind.MODEL, MeshHealth.OFF],
  ["shard-0", MeshPartKind.DATABASE, MeshHealth.UP],
);
const ILL = mesh(
  ["auth", MeshPartKind.SERVICE, MeshHealth.UP],
  ["video", MeshPartKind.SERVICE, MeshHealth.DOWN, "unavailable"],
  ["story_llm", MeshPartKind.MODEL, MeshHealth.STARTING],
);

test("parts come in groups, what is down first, and empty groups not at all", () => {
  expect(groupsOf(ILL).map((group) => [group.title, group.parts.map((part) => part.name)])).toEqual([
    ["Edge and services", ["video", "auth"]],
    ["Models", ["story_llm"]],
  ]);
});

test("one sentence says how all of it is", () => {
  expect(summaryOf(WELL)).toBe("All 4 parts are well.");
  expect(summaryOf(ILL)).toBe("1 of 3 parts is down: video.");
  expect(summaryOf(mesh(["story_llm", MeshPartKind.MODEL, MeshHealth.STARTING]))).toBe("Nothing is down; 1 part is still starting.");
  const many = Array.from({ length: 6 }, (_, n): [string, MeshPartKind, MeshHealth] => [`part-${n}`, MeshPartKind.SERVICE, MeshHealth.DOWN]);
  expect(summaryOf(mesh(...many))).toBe("6 of 6 parts are down: part-0, part-1, part-2, part-3 and 2 more.");
  expect([isWell(WELL), isWell(ILL)]).toEqual([true, false]);
});

test("reasons are words, also those that nobody has written down", () => {
  const [first, second] = mesh(
    ["a", MeshPartKind.SERVICE, MeshHealth.DOWN, "unavailable"],
    ["b", MeshPartKind.SERVICE, MeshHealth.DOWN, "resource_exhausted"],
  ).parts;
  expect([first && detailOf(first), second && detailOf(second)]).toEqual(["can’t be reached", "resource exhausted"]);
});

test("a checkpoint leaves the mesh as it was", () => {
  expect(reduceMesh(WELL, create(WatchMeshResponseSchema, { event: { case: "checkpoint", value: {} } }))).toBe(WELL);
  expect(reduceMesh(WELL, create(WatchMeshResponseSchema, { event: { case: "mesh", value: ILL } }))?.parts).toHaveLength(3);
});
