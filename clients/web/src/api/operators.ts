/** The typed clients of what operators use; apart, so that nobody else loads their contracts. */
import { createClient } from "@connectrpc/connect";
import { JobAdminService } from "@encompass/client/gen/encompass/jobs/v1/job_admin_service_pb.js";
import { MeshAdminService } from "@encompass/client/gen/encompass/jobs/v1/mesh_admin_service_pb.js";

import { transport } from "./transport";

export const jobAdmin = createClient(JobAdminService, transport);
export const meshAdmin = createClient(MeshAdminService, transport);
