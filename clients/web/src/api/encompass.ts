/** The typed clients of what everybody uses, as whoever is signed in. */
import { createClient } from "@connectrpc/connect";
import { AuthService } from "@encompass/client/gen/encompass/auth/v1/auth_service_pb.js";
import { MediaService } from "@encompass/client/gen/encompass/media/v1/media_service_pb.js";
import { QuestionnaireService } from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_service_pb.js";
import { ScriptService } from "@encompass/client/gen/encompass/script/v1/script_service_pb.js";
import { ShareService } from "@encompass/client/gen/encompass/video/v1/share_service_pb.js";
import { VideoService } from "@encompass/client/gen/encompass/video/v1/video_service_pb.js";

import { transport } from "./transport";

export const api = {
  auth: createClient(AuthService, transport),
  questionnaires: createClient(QuestionnaireService, transport),
  scripts: createClient(ScriptService, transport),
  videos: createClient(VideoService, transport),
  shares: createClient(ShareService, transport),
  media: createClient(MediaService, transport),
};
