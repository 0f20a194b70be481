import type { Mesh } from "@encompass/client/gen/encompass/jobs/v1/mesh_pb.js";
import type { WatchMeshResponse } from "@encompass/client/gen/encompass/jobs/v1/mesh_admin_service_pb.js";

import { meshAdmin } from "../api/operators";
import { useWatch, type Watched } from "../api/watch";
import { reduceMesh } from "./mesh";

/** How the parts of the mesh are, for as long as the page is open. */
export function useMesh(): Watched<Mesh> {
  return useWatch<WatchMeshResponse, Mesh>({
    key: ["operator", "mesh"],
    open: (resumeToken, signal) => meshAdmin.watchMesh({ resumeToken }, { signal }),
    reduce: reduceMesh,
    isOver: () => false,
  });
}
