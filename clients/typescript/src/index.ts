/** Typed client of Encompass for browsers and Node: generated code, and this thin facade. */
import { createClient, type Client, type Interceptor, type Transport } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";

import { AuthService } from "./gen/encompass/auth/v1/auth_service_pb.js";
import { WebSessionService } from "./gen/encompass/auth/v1/web_session_service_pb.js";
import { JobAdminService } from "./gen/encompass/jobs/v1/job_admin_service_pb.js";
import { MeshAdminService } from "./gen/encompass/jobs/v1/mesh_admin_service_pb.js";
import { MediaService } from "./gen/encompass/media/v1/media_service_pb.js";
import { QuestionnaireService } from "./gen/encompass/questionnaire/v1/questionnaire_service_pb.js";
import { ScriptService } from "./gen/encompass/script/v1/script_service_pb.js";
import { ShareService } from "./gen/encompass/video/v1/share_service_pb.js";
import { VideoService } from "./gen/encompass/video/v1/video_service_pb.js";

export interface EncompassOptions {
  /** The edge, for example `https://api.example.com`. */
  baseUrl: string;
  /** Returns the access token of the person who is signed in; nothing when nobody is. */
  accessToken?: () => string | undefined | Promise<string | undefined>;
}

export interface Encompass {
  auth: Client<typeof AuthService>;
  questionnaires: Client<typeof QuestionnaireService>;
  scripts: Client<typeof ScriptService>;
  videos: Client<typeof VideoService>;
  shares: Client<typeof ShareService>;
  media: Client<typeof MediaService>;
  /** Sign-in for pages: the refresh token stays in a cookie that no script can read. */
  webSessions: Client<typeof WebSessionService>;
  /** Jobs of everybody, for operators. */
  jobAdmin: Client<typeof JobAdminService>;
  /** How the parts of the mesh are, for operators. */
  meshAdmin: Client<typeof MeshAdminService>;
}

/** Clients of every service over one gRPC-Web transport to the edge. */
export function createEncompass(options: EncompassOptions): Encompass {
  const transport = createGrpcWebTransport({
    baseUrl: options.baseUrl,
    interceptors: [bearer(options.accessToken)],
  });
  return clientsOf(transport);
}

/** The same clients over any transport, for tests and for Node. */
export function clientsOf(transport: Transport): Encompass {
  return {
    auth: createClient(AuthService, transport),
    questionnaires: createClient(QuestionnaireService, transport),
    scripts: createClient(ScriptService, transport),
    videos: createClient(VideoService, transport),
    shares: createClient(ShareService, transport),
    media: createClient(MediaService, transport),
    webSessions: createClient(WebSessionService, transport),
    jobAdmin: createClient(JobAdminService, transport),
    meshAdmin: createClient(MeshAdminService, transport),
  };
}

function bearer(accessToken: EncompassOptions["accessToken"]): Interceptor {
  return (next) => async (request) => {
    const token = await accessToken?.();
    if (token) {
      request.header.set("authorization", `Bearer ${token}`);
    }
    return next(request);
  };
}
