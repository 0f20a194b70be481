/** The parts of the mesh as the page shows them. */
import { MeshHealth, MeshPartKind, type Mesh, type MeshPart } from "@encompass/client/gen/encompass/jobs/v1/mesh_pb.js";
import type { WatchMeshResponse } from "@encompass/client/gen/encompass/jobs/v1/mesh_admin_service_pb.js";

export interface Group {
  title: string;
  parts: readonly MeshPart[];
}

const GROUPS: readonly { title: string; kinds: readonly MeshPartKind[] }[] = [
  { title: "Edge and services", kinds: [MeshPartKind.EDGE, MeshPartKind.SERVICE] },
  { title: "Workers", kinds: [MeshPartKind.WORKER] },
  { title: "Models", kinds: [MeshPartKind.MODEL_SERVER, MeshPartKind.MODEL] },
  { title: "Messages and objects", kinds: [MeshPartKind.MESSAGES, MeshPartKind.STORE] },
  { title: "Databases", kinds: [MeshPartKind.DATABASE] },
  { title: "Other parts", kinds: [MeshPartKind.UNSPECIFIED] },
];

export const HEALTH_WORDS: Record<MeshHealth, string> = {
  [MeshHealth.UNSPECIFIED]: "unknown",
  [MeshHealth.UP]: "up",
  [MeshHealth.STARTING]: "starting",
  [MeshHealth.DOWN]: "down",
  [MeshHealth.OFF]: "not loaded",
};

export const KIND_WORDS: Record<MeshPartKind, string> = {
  [MeshPartKind.UNSPECIFIED]: "part",
  [MeshPartKind.EDGE]: "edge",
  [MeshPartKind.SERVICE]: "service",
  [MeshPartKind.WORKER]: "worker",
  [MeshPartKind.MODEL_SERVER]: "model server",
  [MeshPartKind.MODEL]: "model",
  [MeshPartKind.MESSAGES]: "message server",
  [MeshPartKind.STORE]: "object store",
  [MeshPartKind.DATABASE]: "database",
};

const DETAIL_WORDS: Record<string, string> = {
  unavailable: "can’t be reached",
  deadline_exceeded: "doesn’t answer in time",
  not_serving: "says that it isn’t ready",
  jetstream_unavailable: "answers, but JetStream doesn’t",
  unauthenticated: "refuses our certificate",
  probe_failed: "could not be asked: a fault of ours",
};

export function reduceMesh(before: Mesh | undefined, message: WatchMeshResponse): Mesh | undefined {
  return message.event.case === "mesh" ? message.event.value : before;
}

/** Those that have parts, in a fixed order; what is down comes first. */
export function groupsOf(mesh: Mesh): Group[] {
  return GROUPS.map(({ title, kinds }) => ({
    title,
    parts: mesh.parts.filter((part) => kinds.includes(part.kind)).sort((one, other) => urgency(one) - urgency(other)),
  })).filter((group) => group.parts.length > 0);
}

export function detailOf(part: MeshPart): string {
  return DETAIL_WORDS[part.detail] ?? part.detail.replaceAll("_", " ");
}

/** One sentence about all of them. */
export function summaryOf(mesh: Mesh): string {
  const down = mesh.parts.filter((part) => part.health === MeshHealth.DOWN);
  if (down.length > 0) {
    const names = down.slice(0, 4).map((part) => part.name).join(", ");
    const more = down.length > 4 ? ` and ${down.length - 4} more` : "";
    return `${down.length} of ${mesh.parts.length} parts ${down.length === 1 ? "is" : "are"} down: ${names}${more}.`;
  }
  const starting = mesh.parts.filter((part) => part.health === MeshHealth.STARTING).length;
  if (starting > 0) return `Nothing is down; ${starting} ${starting === 1 ? "part is" : "parts are"} still starting.`;
  return `All ${mesh.parts.length} parts are well.`;
}

export function isWell(mesh: Mesh): boolean {
  return mesh.parts.every((part) => part.health !== MeshHealth.DOWN);
}

function urgency(part: MeshPart): number {
  return [MeshHealth.DOWN, MeshHealth.STARTING, MeshHealth.UNSPECIFIED, MeshHealth.UP, MeshHealth.OFF].indexOf(part.health);
}
